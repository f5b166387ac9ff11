/** What is asked in a community of the wire, letters with a number about it, and a round that was begun: one answer, one refusal. */
import type { Sql } from 'postgres'
import { print } from '#circles/living/counter/letters/actions.ts'
import { assign } from '#circles/management/visits/actions.ts'
import { record } from '#circles/management/visits/outbox/actions.ts'
import { openAsks } from '#ground/asks/asking.ts'
import { type Actor, houseActor } from '#kernel/access/actor.ts'
import { enter } from '#kernel/action/door.ts'
import { dayOf } from '#kernel/action/house.ts'
import { newId } from '#kernel/log/id.ts'
import type { Area, Wire } from './wire.ts'

export async function walkIn(wire: Wire, { street, community }: Area, officer: Actor, admin: Sql): Promise<void> {
  const { house } = wire
  const [walked] = await admin`select 1 from round where street_id = ${street} and lo / 1000 = ${community}`
  if (walked) return
  const { actor: walker } = await wire.employ(`walker-${community}`, 'clerk', { street, lo: officer.lo, hi: officer.hi })
  const people = await admin<{ id: string; region: number; dwelling: string }[]>`
    select s.id, s.region_no as region, t.dwelling_id as dwelling from subject s join tie t on t.street_id = s.street_id and t.person_id = s.id
    where s.street_id = ${street} and s.kind = 'person' and s.region_no / 1000 = ${community} and t.kind = 'person.residence' and t.to_day is null order by s.id`
  const [one, other] = people as unknown as [(typeof people)[number], (typeof people)[number]]
  const now = house.now()
  const until = dayOf(new Date(now.getTime() + 20 * 86_400_000))
  const { lo, hi, login, post } = houseActor(street, new Set())
  const asked = await house.transaction({ street, lo, hi, login, post, sensitive: true }, (sql) => {
    const ctx = { house, sql, street, actor: officer, now, today: dayOf(now), dryRun: false, note: () => undefined, look: () => undefined }
    const request = {
      id: newId(),
      kind: 'report' as const,
      lo: officer.lo,
      hi: officer.hi,
      title: '就业摸底',
      asker: '民政办',
      until,
      obliged: false,
    }
    const rows = ['person.education-level', 'person.marital-status'].flatMap((element) =>
      people.map(({ id, region, dwelling }) => ({ subject: id, element, region, dwelling, state: 'missing' as const })),
    )
    return openAsks(ctx, { ...request, basis: '民政办〔2026〕8号', purpose: '就业帮扶', bases: {} }, rows).then(() => request.id)
  })
  // Before anybody answers, so that every door was silent.
  await enter(house, print, { street, actor: officer, input: { id: asked } })
  const does = async (operation: Parameters<typeof enter>[1], actor: Actor, input: unknown) =>
    (await enter(house, operation, { street, actor, input })).data as Record<string, string>
  const doors = [...new Set(people.map(({ dwelling }) => dwelling))]
  const { id: round } = await does(assign, officer, {
    area: String(community),
    post: walker.post,
    title: '走访',
    from: dayOf(now),
    to: until,
    doors,
  })
  const item = { round, at: now.toISOString(), offsetMs: 0, post: walker.post }
  const answers = [{ element: 'person.marital-status', value: '20' }]
  await does(record, walker, { ...item, id: newId(), kind: 'answer', dwelling: one.dwelling, subject: one.id, answers })
  const elements = ['person.education-level']
  await does(record, walker, { ...item, id: newId(), kind: 'refusal', dwelling: other.dwelling, subject: other.id, elements })
}
