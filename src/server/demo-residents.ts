/** Residents of the demo town whose telephones sign in: a parent with a small child, and an old lady whose daughter was chosen to help. */
import { Readable } from 'node:stream'
import { ageOn } from '#base/values/day.ts'
import { allRights } from '#catalogue/roles.ts'
import type { Town, TownPerson } from '#catalogue/town/town-shape.ts'
import { insertBinding, insertMandate, listBindings } from '#ground/residents/queries.ts'
import { allScopes, lastDayOfGuardian } from '#ground/residents/rules.ts'
import { houseActor } from '#kernel/access/actor.ts'
import { phoneToken } from '#kernel/access/phone.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { House } from '#kernel/action/house.ts'
import { keepFile } from '#kernel/files/store.ts'
import { newId } from '#kernel/log/id.ts'
import type { DemoNote } from './demo-note.ts'

/** Where the first clerk of the town works. */
export const COMMUNITY = 370683001020

type Known = { id: string; region: number; street: number; name: string; phone: string; home: string; age: number; birth: string }

export async function loadResidents(house: House, town: Town): Promise<NonNullable<DemoNote['residents']>> {
  const known = town.people.flatMap((person) => knownOf(person, town.today)).filter(({ region }) => Math.floor(region / 1000) === COMMUNITY)
  const grown = (home: string, least: number, most: number) =>
    known.find((one) => one.home === home && one.age >= least && one.age <= most && one.phone)
  const child = known.find((one) => one.age >= 4 && one.age <= 12 && grown(one.home, 25, 50))
  const parent = child && grown(child.home, 25, 50)
  const elder = known.find((one) => one.age >= 75 && one.phone && one.home !== child?.home)
  const daughter = known.find(
    (one) => elder && one.age >= 40 && one.age <= 55 && one.phone && one.home !== elder.home && one.home !== child?.home,
  )
  if (!child || !parent || !elder || !daughter) throw new Error('the demo town has no such households')
  const { street } = parent
  const actor = houseActor(street, allRights)
  const scope = { street, lo: actor.lo, hi: actor.hi, login: actor.login, post: actor.post, sensitive: true }
  await house.transaction(scope, async (sql) => {
    // Killed before the note was written, the loading is gone on with.
    if ((await listBindings(sql, street, [parent.id], true)).length > 0) return
    const now = house.now()
    const ctx: Ctx = { house, sql, street, actor, now, today: town.today, dryRun: false, note: () => undefined, look: () => undefined }
    const keys = await house.keys.ofStreet(sql, street)
    const by = { at: now, login: actor.login, post: actor.post }
    for (const { id, phone } of [parent, elder, daughter])
      await insertBinding(sql, street, {
        ...by,
        id: newId(),
        person: id,
        token: phoneToken(house.keys, phone),
        phone: keys.seal(phone),
        how: 'counter',
      })
    const term = { from: town.today, token: null, phone: null, name: null, channel: 'counter' as const, ...by }
    await insertMandate(sql, street, {
      ...term,
      id: newId(),
      kind: 'guardian',
      principal: child.id,
      helper: parent.id,
      scope: [...allScopes],
      to: lastDayOfGuardian(child.birth),
      paper: await makePaper(ctx, '户口簿复印件（演示）'),
    })
    await insertMandate(sql, street, {
      ...term,
      id: newId(),
      kind: 'helper',
      principal: elder.id,
      helper: daughter.id,
      scope: ['answer', 'see'],
      to: `${Number(town.today.slice(0, 4))}-12-31`,
      paper: await makePaper(ctx, '委托书（演示）'),
    })
  })
  return [
    {
      phone: parent.phone,
      name: parent.name,
      about: { zh: `${child.name}（${child.age} 岁）的监护人`, en: `guardian of ${child.name}, ${child.age}` },
    },
    { phone: elder.phone, name: elder.name, about: { zh: `${elder.age} 岁，${daughter.name}替她代办`, en: `${elder.age}, with a helper` } },
    { phone: daughter.phone, name: daughter.name, about: { zh: `${elder.name}的代办人`, en: `helper of ${elder.name}` } },
  ]
}

export function knownOf({ id, street, region, statements }: TownPerson, today: string): Known[] {
  const said = Object.assign({}, ...statements.map(({ body }) => body)) as Record<string, unknown>
  const home = said['person.residence'] as { dwelling: string; to?: string } | null | undefined
  const birth = said['person.birth-date'] ?? birthIn(said['person.id-number'])
  if (!home || home.to || typeof birth !== 'string' || said['person.is-deceased'] || said['person.moved-out-date']) return []
  const phone = typeof said['person.phone'] === 'string' ? said['person.phone'] : ''
  return [{ id, street, region, name: String(said['person.name']), phone, home: home.dwelling, birth, age: ageOn(birth, today) }]
}

function birthIn(number: unknown): string | undefined {
  const text = typeof number === 'string' && number.length === 18 ? number.slice(6, 14) : undefined
  return text && `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
}

async function makePaper(ctx: Ctx, name: string): Promise<string> {
  const written = await ctx.house.files.write(ctx.street, Readable.from([Buffer.from(`${name}\n`)]))
  await keepFile(ctx, { ...written, name: `${name}.txt`, media: 'text/plain' })
  return written.id
}
