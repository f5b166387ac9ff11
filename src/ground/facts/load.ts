/** Bringing in subjects with a history that was said before Linli: the demo town, a former system. Folded like everything else, written in bulk. */
import type { Ctx } from '#kernel/action/context.ts'
import { type Catalogue, isTwin } from './catalogue.ts'
import type { SubjectKind } from './contract.ts'
import { foldSayings } from './rules.ts'
import type { Saying } from './saying.ts'
import { type Held, writeHeld, writeStatements } from './store.ts'

export type Loaded = { id: string; kind: SubjectKind; region: number; statements: Saying[] }

/** Subjects must be new, or places without a saying yet. */
export async function loadSubjects(ctx: Ctx, catalogue: Catalogue, subjects: Loaded[]): Promise<void> {
  const held = subjects.map((subject): Held => {
    const folded = foldSayings(catalogue.elements, subject.statements)
    return {
      id: subject.id,
      kind: subject.kind,
      region: subject.region,
      rev: 0,
      ties: folded.ties,
      state: new Map([...folded.state].filter(([element]) => !isTwin(catalogue, element))),
      twin: new Map([...folded.state].filter(([element]) => isTwin(catalogue, element))),
    }
  })
  const statements = subjects.flatMap((subject) =>
    subject.statements.map((saying) => ({
      id: saying.id,
      subject: subject.id,
      region: subject.region,
      source: saying.source,
      asOf: saying.asOf,
      saidAt: new Date(`${saying.saidOn}T01:00:00Z`),
      post: ctx.actor.post,
      ref: null,
      decides: saying.decides ?? false,
      withdraws: null,
      body: saying.body,
    })),
  )
  if (statements.length > 0) await writeStatements(ctx, catalogue, statements)
  await writeHeld(ctx, catalogue, held)
}
