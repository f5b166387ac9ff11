/** Those who reported. The lead sees of somebody who wished not to be named that there is one; the place can reach her. */
import type { OutputOf } from '#base/contract.ts'
import { findSubjects } from '#ground/facts/queries.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type * as contracts from './contract.ts'
import type { State } from './life/state.ts'
import type { ReporterRow } from './queries.ts'

type Person = OutputOf<typeof contracts.readMatter>['people'][number]

export async function nameReporters(
  ctx: Ctx,
  rows: readonly ReporterRow[],
  state: State,
  place: boolean,
  numberOf: ReadonlyMap<string, string>,
): Promise<Person[]> {
  const subjects = await findSubjects(
    ctx.sql,
    ctx.street,
    rows.flatMap(({ person }) => person ?? []),
  )
  const names = new Map(subjects.map(({ id, values }) => [id, String(values['person.name'] ?? '')]))
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  return rows.map(({ id, person, contact, channel, unnamed, matter }) => {
    const hidden = unnamed && !place
    const said = contact && !hidden ? (JSON.parse(keys.open(contact)) as { name?: string; phone?: string }) : {}
    const known = state.reporters.get(id)
    return {
      id,
      person: hidden ? null : person,
      name: hidden ? '' : ((person && names.get(person)) ?? said.name ?? ''),
      phone: said.phone ?? null,
      channel,
      unnamed,
      solved: known?.solved ?? null,
      satisfied: known?.satisfied ?? null,
      heard: known?.heard ?? null,
      inTime: known?.inTime ?? null,
      home: known?.home ? (numberOf.get(matter) ?? null) : null,
    }
  })
}
