/**
 * Every roster and every table of counts of the corpus, as its empty form, asked of one community of the demo town within one month: which share of the lawful cells is filled
 * without asking anybody, and how often a household would be knocked at if each form went by itself, and if all go together. Read off the page that streets see; reported, no
 * limit. A form's own guess stands as it was understood: columns nobody understood are left, protected ones have no basis of their own and are withheld.
 */
import { Readable } from 'node:stream'
import { addDays } from '#base/values/day.ts'
import { makeTown } from '#catalogue/town/make-town.ts'
import { mainStreet } from '#catalogue/town/plan.ts'
import type { Town } from '#catalogue/town/town-shape.ts'
import * as reports from '#circles/management/reports/actions.ts'
import { askMissing } from '#circles/management/reports/asking/actions.ts'
import { street } from '#circles/management/reports/burden/views.ts'
import { read } from '#circles/management/reports/views.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { dayOf, type House } from '#kernel/action/house.ts'
import { bring } from '#kernel/files/actions.ts'
import { loadStaff, loadStreet } from '../../src/server/demo.ts'
import { does, getStaff, isDone } from '../../src/server/demo-hands.ts'
import { COMMUNITY } from '../../src/server/demo-residents.ts'
import { type CorpusWorkbook, corpus } from '../corpus/corpus.ts'
import { fileOf } from '../corpus/files.ts'
import { workOn } from '../served.ts'
import { openStanding } from '../standing.ts'
import { report } from './report.ts'
import { scale } from './street.ts'

const LEAST_FORMS = 12

const standing = await openStanding()
const { house } = standing
const working = workOn(house)
try {
  const town = oneCommunity(makeTown({ seed: 'linli', today: dayOf(house.now()) }))
  await loadStreet(house, town, mainStreet, () => undefined)
  await loadStaff(house, town)
  await standing.database.owner`analyze`
  const clerk = await getStaff(house, town, 'chenjing')
  const forms = thinned(
    corpus().filter(({ form, id }) => id.endsWith('-empty') && (form.layout === 'roster' || form.layout === 'statistics')),
  )
  const met = { filled: 0, nothing: 0, asked: 0 }
  for (const form of forms) {
    const became = await askWith(house, clerk, form)
    met[became] += 1
    if (became === 'asked') met.filled += 1
  }
  const { cells, knocks, questions } = await does(house, clerk, street, {})
  const forWhom = `${forms.length} forms, ${met.filled} with something to fill, ${met.asked} with something to ask`
  const size = `${town.people.length.toLocaleString('en')} people behind ${knocks.homes.toLocaleString('en')} doors`
  report({
    name: 'burden: lawful cells filled without asking anybody',
    unit: '%',
    ours: (100 * cells.known) / Math.max(1, cells.lawful),
    note: `${forWhom}; ${cells.known.toLocaleString('en')} of ${cells.lawful.toLocaleString('en')} cells, ${cells.withheld.toLocaleString('en')} withheld; ${size}`,
  })
  report({ name: 'burden: knocks per household and month, each form by itself', unit: '', ours: knocks.apart / Math.max(1, knocks.homes) })
  report({
    name: 'burden: knocks per household and month, together',
    unit: '',
    ours: knocks.joined / Math.max(1, knocks.homes),
    note: `${questions.asked.toLocaleString('en')} questions asked, ${questions.joined.toLocaleString('en')} along with them`,
  })
} finally {
  await working.stop()
  await standing.close()
}

/** Of a smaller run every so-manieth form, the same ones each time. */
function thinned(all: CorpusWorkbook[]): CorpusWorkbook[] {
  const wanted = Math.max(LEAST_FORMS, Math.round(all.length * Math.min(1, scale)))
  const step = Math.max(1, all.length / wanted)
  return Array.from({ length: Math.min(wanted, all.length) }, (_, at) => all[Math.floor(at * step)]!)
}

async function askWith(house: House, clerk: Actor, form: CorpusWorkbook): Promise<'filled' | 'nothing' | 'asked'> {
  const { name, bytes } = await fileOf(form)
  const written = await house.files.write(clerk.street, Readable.from([bytes]))
  const { file } = await does(house, clerk, bring, { ...written, name, media: 'application/octet-stream' })
  const terms = { asker: form.form.department.slice(0, 60) || '上级部门', basis: '通知', purpose: form.form.title.slice(0, 200) }
  const { id, job: reading } = await does(house, clerk, reports.receive, {
    file,
    region: String(COMMUNITY),
    dueOn: addDays(dayOf(house.now()), 20),
    ...terms,
  })
  if (reading) await isDone(house, clerk, reading)
  const { plan } = await does(house, clerk, read, { id })
  if (!plan.sheets.some(({ use, columns }) => use && columns.some(({ element, count }) => element !== null || count !== undefined)))
    return 'nothing'
  const { job } = await does(house, clerk, reports.fill, { id })
  if (!(await isDone(house, clerk, job))) throw new Error(`${form.id} was not filled`)
  const [delivery] = (await does(house, clerk, read, { id })).deliveries
  if (!delivery) throw new Error(`${form.id} has no delivery`)
  const { questions } = await does(house, clerk, askMissing, { id: delivery.id })
  return questions > 0 ? 'asked' : 'filled'
}

/** The clerk's own community, with everybody who lives in it. */
function oneCommunity(town: Town): Town {
  const here = <S extends { region: number }>(list: S[]): S[] => list.filter(({ region }) => Math.floor(region / 1000) === COMMUNITY)
  const grids = here(town.grids)
  return {
    ...town,
    communities: here(town.communities),
    estates: here(town.estates),
    buildings: here(town.buildings),
    dwellings: here(town.dwellings),
    premises: here(town.premises),
    organisations: here(town.organisations),
    people: here(town.people),
    households: here(town.households),
    grids,
    team: town.team.filter(({ grid }) => grids.some(({ id }) => id === grid)),
  }
}
