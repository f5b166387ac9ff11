/** Contacts that are due at doors, for who goes there anyway. Read from the rows of matters whenever they are wanted, and kept nowhere else: what was done by another way is simply not there. */
import { findSubjects } from '#ground/facts/queries.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { fold } from '../life/fold.ts'
import { listManyActs, openMatters } from '../queries.ts'
import { typeOf } from '../running.ts'
import { enterMatters } from '../scope.ts'
import { showQuestions } from '../showing.ts'
import type { DueContact } from './contract.ts'
import { type DueDoor, listDueRows, type Reach, sumDueDoors } from './queries.ts'
import { contactInTurn } from './rules.ts'

/** By door. Personal: the caller notes the look. */
export async function listDueContacts(ctx: Ctx, reach: Reach): Promise<Map<string, DueContact[]>> {
  await enterMatters(ctx)
  const rows = await listDueRows(ctx.sql, ctx.street, ctx.actor.post, reach)
  const byDoor = new Map<string, DueContact[]>()
  if (rows.length === 0) return byDoor
  const ids = rows.map(({ id }) => id)
  await openMatters(ctx.sql, ids)
  const acts = await listManyActs(ctx.sql, ctx.street, ids)
  const people = await findSubjects(ctx.sql, ctx.street, rows.flatMap(({ person }) => person ?? [])) // biome-ignore format: one call
  const nameOf = new Map(people.map(({ id, values }) => [id, String(values['person.name'] ?? '')]))
  for (const { id, type: typeId, origin, version, dwelling, person, due } of rows) {
    const type = await typeOf(ctx, { id: typeId, origin, version })
    const step = contactInTurn(type, fold(type, acts.get(id)!))
    if (!step || step.by === 'place') continue
    const contact = { matter: id, person, name: person ? (nameOf.get(person) ?? '') : '', due, questions: showQuestions(step.questions) }
    byDoor.set(dwelling, [...(byDoor.get(dwelling) ?? []), contact])
  }
  return byDoor
}

/** How many at which doors, for a post that would go there; nobody's name. */
export async function sumDueContacts(ctx: Ctx, reach: Reach, post: string): Promise<DueDoor[]> {
  await enterMatters(ctx)
  return sumDueDoors(ctx.sql, ctx.street, post, reach)
}
