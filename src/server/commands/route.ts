import type { OutputOf } from '#base/contract.ts'
import { shippedThemes } from '#catalogue/triage.ts'
import { classify, makeClassifier, SURE, saysNothing } from '#ground/matters/triage/classify.ts'
import { triage } from '#ground/matters/triage/contract.ts'
import { shippedWeights } from '#ground/matters/triage/shipped-weights.ts'
import type { LeadReason } from '#ground/matters/triage/units.ts'
import { withClient } from '../client.ts'
import { consoleLanguage, sentence } from '../say.ts'
import { type Command, loginOf, sayAside, textOption, UsageFailure } from './command.ts'

type Told = { zh: string; en: string }
type Similar = Pick<OutputOf<typeof triage>['similar'][number], 'number' | 'title' | 'stand' | 'near' | 'likeness'>
type Route = {
  /** Null where nothing of the text is known. */
  category: string | null
  name: Told
  field: Told | null
  unit: string
  confidence: number
  sure: boolean
  reasons: string[]
  matter: { type: string | null; category: string | null }
  alternatives: { category: string; name: Told; field: Told; unit: string; confidence: number }[]
  similar: Similar[]
}

/** Read up to here; the rest of a longer text repeats. */
const MOST_CHARACTERS = 3900

export const route: Command = {
  name: 'route',
  brief: 'what a reported text is about, who should lead it, and which open matters are like it',
  help: `linli route "<text>" [--region <code>] [--as <login>] [--json]

Classes by the shipped themes, without any outside service. With a region it asks the house of the street too: its units and duty lists, what alike
matters there came to, and open matters like it.

  --region   a street (9 digits), community (12) or grid (15) inside the post's area

Prints { category, name, field, unit, confidence, sure, reasons, matter, alternatives, similar }; a confidence below ${SURE} is a guess that somebody
has to read; where nothing of the text is known, category and field are null.`,
  needs: 1,
  options: { region: { type: 'string' } },
  async run(words, options) {
    const text = words.join(' ').trim()
    if (text.length < 2) throw new UsageFailure('"<text>" ?')
    const region = textOption(options, 'region')
    if (region !== undefined && !/^(\d{9}|\d{12}|\d{15})$/.test(region)) throw new UsageFailure('--region: 9, 12 or 15 digits')
    const data = region === undefined ? byCatalogue(text) : await byHouse(text, Number(region), loginOf(options))
    return { data, text: print(data) }
  },
}

function byCatalogue(text: string): Route {
  const guesses = classify(makeClassifier(shippedThemes, shippedWeights()), text)
  const [first, ...others] = guesses.slice(0, 4)
  if (!first || saysNothing(guesses)) return nothing([])
  const shown = ({ theme, confidence }: typeof first) => ({
    category: theme.code,
    name: theme.label,
    field: theme.field.label,
    unit: theme.lead.zh,
    confidence: rounded(confidence),
  })
  return {
    ...shown(first),
    sure: first.confidence >= SURE,
    reasons: [...first.words.map(quoted), sentence('matter.triage.reason.usual')],
    matter: first.theme.matter,
    alternatives: others.map(shown),
    similar: [],
  }
}

async function byHouse(text: string, region: number, login: string): Promise<Route> {
  const told = await withClient(login, sayAside, (client) => client.call(triage, { text: text.slice(0, MOST_CHARACTERS), region }))
  const [first, ...others] = told.guesses
  if (!first) return nothing(told.similar.map(shownAlike))
  const shown = ({ theme, label, field, leads, confidence }: typeof first) => ({
    category: theme,
    name: label,
    field,
    unit: leads[0]?.name ?? '',
    confidence,
  })
  return {
    ...shown(first),
    sure: told.sure,
    reasons: [...first.words.map(quoted), ...(first.leads[0]?.reasons ?? []).map(sayReason)],
    matter: { type: first.type, category: first.category },
    alternatives: others.map(shown),
    similar: told.similar.map(shownAlike),
  }
}

function shownAlike({ number, title, stand, near, likeness }: Similar): Similar {
  return { number, title, stand, near, likeness }
}

/** Whoever has it first reads it. */
function nothing(similar: Similar[]): Route {
  const name = { zh: '', en: '' }
  const matter = { type: null, category: null }
  return {
    category: null,
    name,
    field: null,
    unit: '',
    confidence: 0,
    sure: false,
    reasons: [sentence('matter.triage.reason.nothing')],
    matter,
    alternatives: [],
    similar,
  }
}

function sayReason({ kind, ...values }: LeadReason): string {
  const { list, level, ...rest } = { list: '', level: '', ...values }
  return sentence(kind === 'duty' ? `matter.triage.reason.duty-${list}` : `matter.triage.reason.${kind}`, { ...rest, level })
}

function quoted(word: string): string {
  return `“${word}”`
}

function rounded(confidence: number): number {
  return Math.round(confidence * 1000) / 1000
}

function print({ name, field, unit, confidence, reasons, alternatives, similar }: Route): string {
  const language = consoleLanguage(process.env)
  const percent = (share: number) => `${Math.round(share * 100)} %`
  return [
    ...(field ? [`${name[language]} (${field[language]})  ${percent(confidence)}  → ${unit}`] : []),
    `  ${reasons.join('  ')}`,
    ...alternatives.map((one) => `  ${percent(one.confidence).padStart(5)}  ${one.name[language]}  → ${one.unit}`),
    ...similar.map((one) => `  ${one.number}  ${percent(one.likeness)}  ${one.title}`),
  ].join('\n')
}
