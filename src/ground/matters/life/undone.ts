/** Acts of a matter less the mergings that were taken back. */
import type { Act, Bodies } from './acts.ts'

/**
 * A merging that was taken back never was: neither it, nor what the reporters who came with it did meanwhile. So both matters are, to the last
 * clock, what they would be without it.
 */
export function withoutUndone(acts: readonly Act[]): readonly Act[] {
  if (!acts.some(({ kind }) => kind === 'unmerge')) return acts
  const dropped = new Set<number>()
  for (const [at, act] of acts.entries()) {
    if (act.kind !== 'unmerge') continue
    const begun = acts.findLastIndex((one, index) => index < at && one.kind === 'merge' && !dropped.has(index) && pairs(one.body, act.body))
    if (begun < 0) throw new Error('an unmerging of what was not merged')
    const body = acts[begun]!.body as Bodies['merge']
    const theirs = new Set('reporters' in body ? body.reporters : [])
    dropped.add(begun).add(at)
    for (let index = begun + 1; index < at; index += 1) if (isTheirs(acts[index]!, theirs)) dropped.add(index)
  }
  return acts.filter((_, at) => !dropped.has(at))
}

function pairs(merge: Act['body'], unmerge: Act['body']): boolean {
  if ('gone' in merge && 'gone' in unmerge) return merge.gone === unmerge.gone
  return 'into' in merge && 'into' in unmerge
}

function isTheirs({ body }: Act, reporters: ReadonlySet<string>): boolean {
  return 'reporter' in body && body.reporter !== undefined && reporters.has(body.reporter)
}
