/** The rows of one kind of an import, page by page as they are scrolled to, and all of them where all are meant. */
import { useMemo, useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import type { Refusal } from '#kit/refusal.ts'
import { useDo, useRead } from '#kit/use-data.ts'
import { listRows } from '../contract.ts'
import type { RowView, Verdict } from '../shapes.ts'

/** A verdict; `partly`: written but for some cell; `later`: spoken of after an import that was taken back. */
export type RowsKind = Verdict | 'partly' | 'later'

/** At once, and in every page after that. */
const firstRows = 50
const furtherRows = 200
/** Rows taken together for a decision or a paper; more are no work for one afternoon. */
export const mostTogether = 2000

export type Rows = {
  /** Pages in the order of the file; undefined before the first is here. */
  pages: readonly (readonly RowView[])[] | undefined
  more: (() => Promise<void>) | undefined
  loading: boolean
  /** All rows, up to `mostTogether`; undefined when they could not be read. */
  all: () => Promise<RowView[] | undefined>
  refusal: Refusal | undefined
}

/** `about` names the state of the import: another one is read anew by giving the component another key. */
export function useRows(id: string, kind: RowsKind): Rows {
  const filter = kind === 'later' ? { later: true } : kind === 'partly' ? { partly: true } : { verdict: kind }
  const first = useRead(`${id} ${kind}`, (signal) => call(listRows, { id, limit: firstRows, ...filter }, { signal }), 'once')
  const [further, setFurther] = useState<{ pages: RowView[][]; next: string | null }>()
  const reading = useDo((input: InputOf<typeof listRows>) => call(listRows, input))
  const begun = first.reply?.data
  const next = further ? further.next : (begun?.next ?? null)
  const pages = useMemo(() => begun && [begun.rows, ...(further?.pages ?? [])], [begun, further])
  const readPage = async (after: string) => (await reading.run({ id, limit: furtherRows, ...filter, after }))?.data
  const more = async () => {
    if (!next) return
    const page = await readPage(next)
    if (page) setFurther({ pages: [...(further?.pages ?? []), page.rows], next: page.next })
  }
  const all = async () => {
    const read = [...(further?.pages ?? [])]
    let after = next
    let count = (begun?.rows.length ?? 0) + read.flat().length
    while (after && count < mostTogether) {
      const page = await readPage(after)
      if (!page) return undefined
      read.push(page.rows)
      count += page.rows.length
      after = page.next
    }
    setFurther({ pages: read, next: after })
    return [...(begun?.rows ?? []), ...read.flat()]
  }
  return {
    pages,
    more: next ? more : undefined,
    loading: reading.busy,
    all,
    refusal: first.refusal ?? reading.refusal,
  }
}
