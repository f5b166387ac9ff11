/**
 * What is asked of the residents of the demo town whose sign-ins are printed, and of a few others: a list of names that came from outside, filled, and its gaps asked, with days
 * to answer by themselves first. Somebody without a telephone has a letter with a number.
 */
import { addDays } from '#base/values/day.ts'
import type { Town } from '#catalogue/town/town-shape.ts'
import * as reports from '#circles/management/reports/actions.ts'
import { askMissing } from '#circles/management/reports/asking/actions.ts'
import { mediaOf } from '#circles/management/reports/deliver.ts'
import { list, read } from '#circles/management/reports/views.ts'
import { issueLetter } from '#ground/residents/actions.ts'
import { writeSimpleWorkbook } from '#ground/workbooks/write/simple.ts'
import type { House } from '#kernel/action/house.ts'
import { bring } from '#kernel/files/actions.ts'
import { does, getStaff, isDone } from './demo-hands.ts'
import type { DemoNote } from './demo-note.ts'
import { COMMUNITY, knownOf } from './demo-residents.ts'

const TITLE = '应急联系人核对表'
/** Beside the residents who sign in. */
const OTHERS = 8
/** From this age on somebody is taken to be alone with a sheet of paper. */
const OLD = 70

/** `phones`: of those who sign in. Returns the number of a letter that opens something. */
export async function loadAsked(
  house: House,
  town: Pick<Town, 'staff' | 'today' | 'people'>,
  phones: readonly string[],
): Promise<DemoNote['letter']> {
  const clerk = await getStaff(house, town, 'chenjing')
  const known = town.people.flatMap((person) => {
    const said = Object.assign({}, ...person.statements.map(({ body }) => body)) as Record<string, unknown>
    const idNumber = said['person.id-number']
    return typeof idNumber === 'string' ? knownOf(person, town.today).map((one) => ({ ...one, idNumber })) : []
  })
  const here = known.filter(({ region }) => Math.floor(region / 1000) === COMMUNITY)
  const signing = here.filter(({ phone, home, age }) => phones.includes(phone) || (age < 14 && here.some((one) => one.home === home && phones.includes(one.phone)))) // biome-ignore format: one condition
  const silent = here.find(({ phone, age }) => phone === '' && age >= OLD) ?? here.find(({ phone, age }) => phone === '' && age >= 18)
  const others = here.filter((one) => one.age >= 18 && !signing.includes(one) && one !== silent).slice(0, OTHERS)
  const named = [...signing, ...(silent ? [silent] : []), ...others]
  // Killed before the note was written, the loading is gone on with.
  const before = (await does(house, clerk, list, {})).requests.some(({ title }) => title.includes(TITLE))
  if (!before && !(await askOf(house, town.today, clerk, named))) return undefined
  if (!silent) return undefined
  const { number } = await does(house, clerk, issueLetter, { person: silent.id })
  return number ? { number, name: silent.name } : undefined
}

async function askOf(
  house: House,
  today: string,
  clerk: Awaited<ReturnType<typeof getStaff>>,
  named: readonly { name: string; idNumber: string }[],
): Promise<boolean> {
  const rows = [['姓名', '公民身份号码', '紧急联系人', '紧急联系人电话'], ...named.map(({ name, idNumber }) => [name, idNumber, '', ''])]
  const content = writeSimpleWorkbook({ sheets: [{ name: '名单', rows }], at: new Date(`${today}T00:00:00Z`) })
  const written = await house.files.write(clerk.street, content)
  const { file } = await does(house, clerk, bring, { ...written, name: `${TITLE}.xlsx`, media: mediaOf.xlsx })
  const { id } = await does(house, clerk, reports.receive, {
    file,
    region: String(COMMUNITY),
    asker: '莱州市应急管理局',
    basis: '莱州市应急管理局关于核对应急联系人的通知',
    purpose: '应急联系人核对',
    dueOn: addDays(today, 14),
  })
  const { job } = await does(house, clerk, reports.fill, { id })
  if (!(await isDone(house, clerk, job))) return false
  const [delivery] = (await does(house, clerk, read, { id })).deliveries
  if (!delivery) throw new Error('the demo list was filled without a delivery')
  await does(house, clerk, askMissing, { id: delivery.id, firstUntil: addDays(today, 5) })
  return true
}
