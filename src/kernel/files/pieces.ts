/** What a module can lay to an inspector's item: something of its own that stands in the house anyway. Handed in by `server/house.ts`. */
import type { Ctx } from '../action/context.ts'

/** `at` is when it was; `facts` what a page says of it, in both languages. */
export type FoundPiece = { ref: string; title: string; at: string | null; facts: { label: { zh: string; en: string }; value: string }[] }

/** Each answers with what this post may see. `right`: what it takes to look for such pieces at all. */
export type PieceSource = {
  kind: string
  right: string
  find: (ctx: Ctx, text: string) => Promise<FoundPiece[]>
  list: (ctx: Ctx, refs: readonly string[]) => Promise<FoundPiece[]>
}
