/** The suggestion of triage, from the catalogue, the duty lists and what was decided here. Nothing leaves the house for it. */
import type { OutputOf } from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import type { DutyItem } from '#ground/duties/contract.ts'
import { matchItems } from '#ground/duties/match.ts'
import { listItemsOn } from '#ground/duties/queries.ts'
import { MOST_LISTED } from '#ground/duties/views.ts'
import { getLaw } from '#ground/law/law.ts'
import type { Law } from '#ground/law/rules.ts'
import { shortRegionName } from '#ground/places/region.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { regionFor } from '../opening.ts'
import { findMatter, listActs, listTypeRows, openMatters } from '../queries.ts'
import { communityOf, enterMatters } from '../scope.ts'
import { tokensFor } from '../similar/keep.ts'
import { type Decided, listAlikeDecided, listAlikeOpen } from '../similar/queries.ts'
import { type About, showAlike } from '../similar/show.ts'
import { placeToken } from '../similar/tokens.ts'
import { placeParty } from '../units/names.ts'
import { listPlaceNames, listUnitRows } from '../units/queries.ts'
import { classify, type Guess, SURE, saysNothing } from './classify.ts'
import * as contracts from './contract.ts'
import { classifierOf } from './themes.ts'
import { itemsOf, suggestLeads, type UnitKnown } from './units.ts'

const MOST_GUESSES = 4
const MOST_HEARD = 12
/** Below it two texts share what any two share. */
const LEAST_LIKENESS = 0.22
const everywhere = ['person', 'household', 'dwelling', 'premises', 'estate', 'building']

export const triage = view(contracts.triage, {
  may: 'matter.open',
  personal: true,
  async run(ctx, input) {
    const parties = await enterMatters(ctx)
    const about = await aboutOf(ctx, input)
    if (about.text.trim().length < 2) throw new Problem('input.invalid', { count: 1 }, [{ path: '/title', say: 'input.required' }])
    const tokens = tokensFor(ctx.street, about.text)
    const near = communityOnly(about.region) ? [placeToken(ctx.street, about.region)] : []
    const [classifier, decided, open, facts] = await Promise.all([
      classifierOf(ctx),
      listAlikeDecided(ctx.sql, ctx.street, { tokens, near: [], except: about.id, limit: 60 }),
      listAlikeOpen(ctx.sql, ctx.street, { tokens, near, except: about.id, limit: 30 }),
      factsOf(ctx, about.region),
    ])
    const heard = decided.filter(({ likeness }) => likeness >= LEAST_LIKENESS).slice(0, MOST_HEARD)
    const all = classify(classifier, about.text, votesOf(heard))
    const guesses = saysNothing(all) ? [] : all.slice(0, MOST_GUESSES)
    const first = guesses[0]?.theme.matter
    const { similar, persons } = await showAlike(ctx, { rows: open, about, category: first, least: LEAST_LIKENESS }, parties)
    ctx.look({ subjects: persons, fields: ['matter.title'] })
    return {
      sure: (guesses[0]?.confidence ?? 0) >= SURE,
      guesses: guesses.map((guess) => showGuess(guess, about.text, heard, facts, ctx.today)),
      heard: heard.length,
      similar,
    }
  },
})

async function aboutOf(ctx: Ctx, { id, title = '', text = '', region, subject }: Parameters<typeof triage.run>[1]): Promise<About> {
  if (id === undefined) return { id, text: `${title}\n${text}`, region: await regionFor(ctx, region, subject, everywhere), subject }
  const matter = await findMatter(ctx.sql, ctx.street, id)
  // What is sealed is not there for lists and likenesses.
  if (!matter || matter.sealed) throw new Problem('thing.unknown')
  await openMatters(ctx.sql, [id])
  const [opening] = await listActs(ctx.sql, ctx.street, id)
  const words = (opening?.words ?? {}) as { title?: string; text?: string }
  return { id, text: `${words.title ?? ''}\n${words.text ?? ''}`, region: matter.region_no, subject: matter.subject_id ?? undefined }
}

/** By `type/category`; a likeness counts by how much it is above chance. */
function votesOf(decided: readonly Decided[]): Map<string, number> {
  const votes = new Map<string, number>()
  for (const { type, category, likeness } of decided) {
    const key = `${type}/${category}`
    votes.set(key, (votes.get(key) ?? 0) + likeness)
  }
  return votes
}

type Facts = { units: UnitKnown[]; places: UnitKnown[]; items: DutyItem[]; law: Law; categories: ReadonlySet<string> }

async function factsOf(ctx: Ctx, region: number): Promise<Facts> {
  const [rows, names, items, law, types] = await Promise.all([
    listUnitRows(ctx.sql, ctx.street),
    listPlaceNames(ctx.sql, ctx.street),
    listItemsOn(ctx.sql, ctx.street, ctx.today, null, MOST_LISTED),
    getLaw(ctx),
    listTypeRows(ctx.sql, ctx.street),
  ])
  const units = rows.filter(({ ended }) => !ended).map(({ id, kind, name }) => ({ party: `unit:${id}`, kind, name }))
  const own = communityOnly(region) ? communityOf(region) : ''
  const places = names
    .map(({ code, name }) => ({ party: placeParty(code), kind: 'place', name: shortRegionName(name) }))
    .filter(({ party }) => party === own || party.startsWith('street:'))
    .sort((one, other) => (one.party < other.party ? -1 : 1))
  const categories = types.flatMap(({ id, retired, body }) => (retired ? [] : body.categories.map(({ code }) => `${id}/${code}`)))
  return { units, places, items, law, categories: new Set(categories) }
}

function communityOnly(region: number): boolean {
  return Math.floor(region / 1000) % 1000 !== 0
}

function showGuess(
  { theme, confidence, words }: Guess,
  text: string,
  heard: readonly Decided[],
  { units, places, items, law, categories }: Facts,
  today: string,
): OutputOf<typeof contracts.triage>['guesses'][number] {
  const { type, category } = theme.matter
  const isKnown = categories.has(`${type}/${category}`)
  // The gate of dispatch asks the lists by the words of the text; whom it would refuse is not suggested.
  const certain = matchItems(text.slice(0, 2000), items, 1).filter((match) => match.certain)
  const under = [...new Set([...certain.map(({ item }) => item), ...itemsOf(theme, items)])]
  const decided = heard.filter((one) => one.type === type && one.category === category)
  return {
    theme: theme.code,
    label: theme.label,
    field: theme.field.label,
    type: isKnown ? type : null,
    category: isKnown ? category : null,
    confidence: Math.round(confidence * 1000) / 1000,
    words,
    leads: suggestLeads({ theme, units, places, items: under, decided, law, today }),
  }
}
