/** What `notices` offers to matter types: the word `tell` (DESIGN §1). A type's data names a kind and its words; it is checked when the type is loaded. */
import type { FieldProblem } from '#base/problem.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { NoticeKind, Words } from './contract.ts'
import { tell } from './tell.ts'
import { checkWords } from './words.ts'

export type TellArguments = { kind: string; words: Words }

export const tellWord = {
  name: 'tell',
  /** @param kinds the street's, by id */
  check: ({ kind, words }: TellArguments, kinds: ReadonlyMap<string, NoticeKind>): FieldProblem[] => {
    const found = kinds.get(kind)
    return found ? checkWords(found, words) : [{ path: '/kind', say: 'input.enum' }]
  },
  /** Never waits: that it was told is what the matter goes on with, not that it was read. */
  run: async (ctx: Ctx, to: { person: string } | { dwelling: string }, { kind, words }: TellArguments, refs: Record<string, string>) => {
    await tell(ctx, { ...to, kind, words, refs })
    return 'done' as const
  },
}
