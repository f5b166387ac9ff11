/** The account as sheets: the numbers of the page, each beside what it is of and what is left out. Pure. */
import type { SimpleRow, SimpleSheet, SimpleValue } from '#ground/workbooks/write/simple.ts'
import type { Text } from '#kit/text.ts'
import type { AskerBurden, AskerSums, StreetBurden } from './contract.ts'

type Line = readonly [key: string, value: SimpleValue]

const head = { bold: true, border: true } as const
const narrow = { width: 14 }

function headed(text: Text, heads: readonly string[], rows: readonly SimpleValue[][]): SimpleRow[] {
  return [{ cells: heads.map((key) => text.say(key)), look: head }, ...rows]
}

function pairs(text: Text, lines: readonly Line[]): SimpleRow[] {
  return lines.map(([key, value]) => [text.say(key), value])
}

export const streetSheets =
  (burden: StreetBurden) =>
  (text: Text): SimpleSheet[] => {
    const { cells, questions, knocks, answers, objections, given } = burden
    const sums: Line[] = [
      ['burden.period', burden.period],
      ...countsOf('burden.cells', cells),
      ...countsOf('burden.questions', questions),
      ...countsOf('burden.knocks', { ...knocks, walked: knocks.walked ?? text.say('burden.too-few') }),
      ['burden.answers.merged', answers.merged],
      ['burden.answers.sent-back', answers.sentBack],
      ...countsOf('burden.lacks', answers.lacks),
      ...(objections ? countsOf('burden.objections', objections) : []),
      ...countsOf('burden.given', given),
      ['burden.seconds-a-cell', burden.rule.secondsACell],
    ]
    const askers = burden.askers.map((one) => [
      one.asker,
      one.requests,
      one.lawful,
      one.known,
      one.repeats,
      one.merged,
      one.sentBack,
      one.minutes,
    ])
    const months = burden.months.map((one) => [one.month, one.requests, one.given, round(one.apart), round(one.joined)])
    return [
      {
        name: text.say('burden.sheet.sums'),
        columns: [{ width: 44 }, narrow],
        rows: [...pairs(text, sums), [], ...explained(text, streetNotes)],
      },
      {
        name: text.say('burden.by-way'),
        columns: [{ width: 24 }, narrow, narrow],
        rows: headed(
          text,
          ['burden.way', 'burden.requests', 'burden.minutes'],
          burden.ways.map(({ way, requests, minutes }) => [text.say(`burden.way.${way}`), requests, minutes]),
        ),
      },
      {
        name: text.say('burden.by-asker'),
        columns: [{ width: 32 }],
        rows: headed(text, askerHeads, askers),
      },
      {
        name: text.say('burden.by-month'),
        columns: [narrow],
        rows: headed(
          text,
          ['burden.month', 'burden.requests', 'burden.given.all', 'burden.knocks.apart-home', 'burden.knocks.joined-home'],
          months,
        ),
      },
    ]
  }

const askerHeads = [
  'burden.asker',
  'burden.requests',
  'burden.cells.lawful',
  'burden.cells.known',
  'burden.repeats',
  'burden.answers.merged',
  'burden.answers.sent-back',
  'burden.minutes',
]

/** Said under the sums: what each number is of. */
export const streetNotes = [
  'burden.how.cells',
  'burden.how.questions',
  'burden.how.knocks',
  'burden.how.given',
  'burden.how.people',
] as const
export const askerNotes = ['burden.how.demand-cells', 'burden.how.demand-minutes', 'burden.how.demand-repeats', 'burden.how.all'] as const

function explained(text: Text, notes: readonly string[]): SimpleRow[] {
  return notes.map((key) => [text.say(key)])
}

function countsOf(key: string, counts: Readonly<Record<string, SimpleValue>>): Line[] {
  return Object.entries(counts).map(([name, value]) => [`${key}.${name}`, value])
}

export const askerSheets =
  (burden: AskerBurden) =>
  (text: Text): SimpleSheet[] => {
    const sums = (Object.keys(burden.own) as (keyof AskerSums)[]).map((key) => [
      text.say(`burden.sum.${key}`),
      burden.own[key],
      burden.all ? burden.all[key] : text.say('burden.too-few-offices'),
    ])
    const demands = burden.demands.map((one) => [
      one.title,
      one.asker,
      { day: one.at.slice(0, 10) },
      one.streets,
      one.cells,
      one.known,
      one.asked,
      one.minutes,
      one.own,
      one.others,
      one.of,
    ])
    return [
      {
        name: text.say('burden.sheet.sums'),
        columns: [{ width: 44 }, narrow, narrow],
        rows: [...headed(text, ['burden.what', 'burden.own', 'burden.all'], sums), [], ...explained(text, askerNotes)],
      },
      { name: text.say('burden.demands'), columns: [{ width: 32 }, { width: 24 }], rows: headed(text, demandHeads, demands) },
      {
        name: text.say('burden.by-month'),
        rows: headed(
          text,
          ['burden.month', 'burden.sum.demands', 'burden.sum.minutes'],
          burden.months.map((one) => [one.month, one.demands, one.minutes]),
        ),
      },
    ]
  }

const demandHeads = [
  'burden.demand',
  'burden.asker',
  'burden.on',
  'burden.sum.streets',
  'burden.sum.cells',
  'burden.sum.known',
  'burden.sum.asked',
  'burden.sum.minutes',
  'burden.before.own',
  'burden.before.others',
  'burden.before.of',
]

function round(n: number): number {
  return Math.round(n * 100) / 100
}
