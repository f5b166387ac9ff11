/** Every purpose that stands on consent, with what she said to it, what would go and what would stay. For her own page and for whoever writes it down. */

import type { OutputOf } from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { findSubjects, findTwins } from '#ground/facts/queries.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { getStanding } from '../purposes.ts'
import { getGround, isUnderOwnAge } from './consents.ts'
import type { ConsentLine, listConsents } from './contract.ts'
import { type ConsentRow, listWords } from './queries.ts'
import { CONSENT, foresee } from './rules.ts'

type Lines = OutputOf<typeof listConsents>

/** Everything known of her by element, what is protected too; of her household nothing: a household's consent is the answering one's. */
export async function showConsents(ctx: Ctx, person: string): Promise<Lines> {
  const [row] = await findSubjects(ctx.sql, ctx.street, [person])
  if (row?.kind !== 'person' || row.merged_into) throw new Problem('thing.unknown')
  const twins = await findTwins(ctx.sql, ctx.street, [person])
  const known = new Set([row, ...twins].flatMap(({ values }) => Object.keys(values)))
  const catalogue = await getStreetCatalogue(ctx)
  const standing = await getStanding(ctx)
  const ground = await getGround(ctx)
  const words = await listWords(ctx.sql, ctx.street, person)
  const said = newestOf(words)
  const titles = new Map(standing.map(({ id, title }) => [id, title]))
  const label = (element: string) => ({ element, label: catalogue.elements.get(element)!.label })
  const consents = standing
    .filter(({ basis }) => basis === CONSENT)
    .map((purpose): ConsentLine => {
      const { id, edition, title, what, recipients, refusal, effect = null } = purpose
      const { goes, stays } = foresee(ground, said, id, known)
      const given = said.get(id)
      return {
        purpose: id,
        edition,
        title,
        what,
        recipients,
        refusal,
        effect,
        state: given === undefined ? 'none' : given ? 'given' : 'withdrawn',
        words: words.filter((word) => word.purpose === id).map(showWord),
        goes: goes.map(label),
        stays: stays.map(({ element, by }) => ({ ...label(element), by: by.flatMap((one) => titles.get(one) ?? []) })),
      }
    })
  return { consents, child: isUnderOwnAge(row.values['person.birth-date'], ctx.today) }
}

/** By purpose, from words with the newest first. */
export function newestOf(words: readonly Pick<ConsentRow, 'purpose' | 'given'>[]): Map<string, boolean> {
  const said = new Map<string, boolean>()
  for (const { purpose, given } of words) if (!said.has(purpose)) said.set(purpose, given)
  return said
}

function showWord({ given, at, as, way, who, edition, elements }: ConsentRow): ConsentLine['words'][number] {
  return { given, at, as, way, who, edition, elements: elements.length }
}
