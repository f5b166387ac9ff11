import { readdirSync, readFileSync } from 'node:fs'
import { loadCatalogue } from '#catalogue/load.ts'
import type { Catalogue } from '#ground/facts/catalogue.ts'
import type { ElementType } from '#ground/facts/contract.ts'

/**
 * One column or labelled cell of a form, with the answer key. `keys` are the element ids that are right; `null` among them means that no element
 * of the catalogue is a right answer too. `local` columns never say anything of a subject (numbering, remarks, signatures).
 */
export type FormColumn = {
  path: string[]
  keys: (string | null)[]
  local: boolean
  /** What the cells hold, see `values.ts`. */
  sample: string
  /** Belongs to a table nested in a card. */
  nested: boolean
  /** An item of a checklist. */
  item: boolean
  /** For statistics: what the key says of the column, e.g. `#persons; person.sex=女`, `=sum(男,女)`, `=region`. */
  counts?: string
}

export type FormLayout = 'roster' | 'statistics' | 'card' | 'vertical' | 'checklist' | 'drawn'

/** A sheet drawn cell by cell (see `lay-drawn.ts`), with what is right about its rows. */
export type Drawing = {
  kind: 'roster' | 'statistics' | 'card'
  header: [number, number]
  data: [number, number]
  skipped: number[]
  footer: number[]
  grid: string[]
}

/** A form as it is printed, and the mess it is printed with. */
export type Form = {
  id: string
  title: string
  department: string
  subject: string
  layout: FormLayout
  sheet: string
  mess: Set<string>
  above: string[]
  below: string[]
  codes: string[]
  /** Labelled cells side by side in a card. */
  pairs: number
  /** Heading of the table nested in a card. */
  nested: string
  /** First header row and number of header rows, where the printed form says it. */
  at?: [number, number]
  drawing?: Drawing
  columns: FormColumn[]
}

/** All forms of the corpus, or of another folder, in the order of their ids. */
export function readForms(folder = new URL('./forms/', import.meta.url)): Form[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => parseForm(name.replace('.txt', ''), readFileSync(new URL(name, folder), 'utf8')))
}

export function parseForm(id: string, text: string): Form {
  const [above = '', body = ''] = text.split(/^columns:\n/m)
  const [head = '', grid] = above.split(/^grid:\n/m)
  const fields = new Map(
    head
      .split('\n')
      .filter((line) => line.includes(':'))
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()] as const),
  )
  const parts = (name: string) =>
    (fields.get(name) ?? '')
      .split(';;')
      .map((part) => part.trim())
      .filter((part) => part !== '')
  const at = fields.get('at')?.split(' ').map(Number)
  return {
    id,
    title: fields.get('title') ?? '',
    department: fields.get('department') ?? '',
    subject: fields.get('subject') ?? '',
    layout: fields.get('layout') as FormLayout,
    sheet: fields.get('sheet') ?? 'Sheet1',
    mess: new Set((fields.get('mess') ?? '').split(/\s+/).filter((word) => word !== '')),
    above: parts('above'),
    below: parts('below'),
    codes: parts('codes'),
    pairs: Number(fields.get('pairs') ?? 3),
    nested: fields.get('nested') ?? '',
    ...(at?.[0] && at[1] ? { at: [at[0], at[1]] } : {}),
    ...(grid === undefined ? {} : { drawing: drawingOf(fields, grid) }),
    columns: body
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map(parseColumn),
  }
}

function drawingOf(fields: Map<string, string>, grid: string): Drawing {
  const range = (name: string): [number, number] => {
    const [from = 0, to = from] = (fields.get(name) ?? '').split('-').map(Number)
    return [from, to]
  }
  const rows = (name: string) => (fields.get(name) ?? '').split(' ').filter(Boolean).map(Number)
  return {
    kind: fields.get('kind') as Drawing['kind'],
    header: range('header'),
    data: range('data'),
    skipped: rows('skipped'),
    footer: rows('footer'),
    grid: grid.trimEnd().split('\n'),
  }
}

function parseColumn(line: string): FormColumn {
  const [heading = '', key = '', sample = ''] = line.split(' | ').map((part) => part.trim())
  const bare = heading.replace(/^[+!] /, '')
  const counted = /^[=#]/.test(key)
  const keys = counted || /^[-?\s]*$/.test(key) ? [null] : key.split(',').map((id) => (id.trim() === '?' ? null : id.trim()))
  return {
    path: bare.replaceAll('\\n', '\n').split(' > '),
    keys,
    local: key.startsWith('-'),
    sample: sample || sampleOf(keys.find((id) => id !== null) ?? '', bare),
    nested: heading.startsWith('+ '),
    item: heading.startsWith('! '),
    ...(counted ? { counts: key } : {}),
  }
}

const samples: readonly (readonly [RegExp, string])[] = [
  [/\.sex$/, 'sex'],
  [/ethnicity$/, 'nation'],
  [/landline/, 'land'],
  [/education-level/, 'edu'],
  [/marital/, 'marital'],
  [/political/, 'politics'],
  [/relation/, 'rel'],
  [/\.age$/, 'age'],
  [/employer/, 'org'],
  [/\.(graduated-)?school$/, 'school'],
  [/email/, 'email'],
  [/residence-community|\.community$/, 'community'],
  [/religion/, 'code:无/佛教/无'],
  [/blood/, 'code:A/B/O/AB'],
]

const byType: Readonly<Partial<Record<ElementType, string>>> = {
  'id-number': 'id',
  phone: 'phone',
  name: 'name',
  day: 'date',
  month: 'month',
  year: 'year',
  address: 'addr',
  boolean: 'yn',
  integer: 'int:0-9',
  decimal: 'num:1-200',
  uscc: 'uscc',
}

let catalogue: Catalogue | undefined

/** What a column holds when its form does not say: a value of the element that is meant. */
function sampleOf(key: string, heading: string): string {
  if (/签字|签名|意见|盖章/.test(heading)) return 'blank'
  for (const [pattern, sample] of samples) if (pattern.test(key)) return sample
  catalogue ??= loadCatalogue()
  const element = catalogue.elements.get(key)
  const entries = element?.codes === undefined ? [] : (catalogue.codeLists.get(element.codes)?.entries ?? [])
  if (entries.length > 0)
    return `code:${entries
      .slice(0, 6)
      .map((entry) => entry.zh.replace(/[/:]/g, ''))
      .join('/')}`
  return (element && byType[element.type]) ?? (/是否|有无/.test(heading) ? 'yn' : /时间|日期/.test(heading) ? 'date' : 'text')
}
