/** Alike matters as they are shown, by text, place and category. */
import type { Ctx } from '#kernel/action/context.ts'
import type { Party } from '../life/acts.ts'
import { showLines } from '../lines.ts'
import type { AlikeView } from '../triage/contract.ts'
import type { AlikeRow } from './queries.ts'

export type About = { id: string | undefined; text: string; region: number; subject: string | undefined }
export type Alike = {
  rows: readonly AlikeRow[]
  about: About
  category: { type: string; category: string } | undefined
  least: number
}

const MOST_SHOWN = 8
/** What lies at the same door, or is of the same kind, is the same thing sooner. */
const nearness = { subject: 0.5, grid: 0.25, community: 0.1, street: 0 } as const
const SAME_CATEGORY = 0.2

export async function showAlike(
  ctx: Ctx,
  { rows, about, category, least }: Alike,
  parties: ReadonlySet<Party>,
): Promise<{ similar: AlikeView[]; persons: string[] }> {
  const judged = rows
    .filter(({ likeness }) => likeness >= least)
    .map((row) => {
      const near = nearOf(row, about)
      const isSame = row.type === category?.type && row.category === category.category
      return { row, near, likeness: Math.min(1, row.likeness * (1 + nearness[near] + (isSame ? SAME_CATEGORY : 0))) }
    })
    .sort((one, other) => other.likeness - one.likeness)
    .slice(0, MOST_SHOWN)
  const { lines, persons } = await showLines(
    ctx,
    judged.map(({ row }) => row),
    parties,
  )
  const similar = judged.map(({ near, likeness }, at) => {
    const { id, number, title, category: label, stand, opened, reporters, leadName } = lines[at]!
    return { id, number, title, category: label, stand, opened, reporters, leadName, near, likeness: Math.round(likeness * 100) / 100 }
  })
  return { similar, persons }
}

function nearOf({ region, subject }: AlikeRow, about: About): keyof typeof nearness {
  if (subject !== null && subject === about.subject) return 'subject'
  if (region % 1000 !== 0 && region === about.region) return 'grid'
  return Math.floor(region / 1000) === Math.floor(about.region / 1000) ? 'community' : 'street'
}
