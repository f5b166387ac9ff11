/**
 * From what stands in a cell to the stored value of an element. Used by imports, pasted rows, forms and the interface alike, so that one text
 * means one thing everywhere.
 */
import { parseNumber } from '#base/values/amount.ts'
import { parseBoolean } from '#base/values/boolean.ts'
import type { Day } from '#base/values/day.ts'
import { parseIdNumber } from '#base/values/id-number.ts'
import { isDitto, isHan, isNoAnswer, normaliseName, normaliseText, tidyText } from '#base/values/normalise.ts'
import { type DayContext, parseDay } from '#base/values/parse-day.ts'
import { accept, type Given, isRefused, type Parsed, refuse } from '#base/values/parsed.ts'
import { parsePeople } from '#base/values/people-cell.ts'
import { parsePhones } from '#base/values/phone.ts'
import { parseRegionCode } from '#base/values/region-code.ts'
import { parseUscc } from '#base/values/uscc.ts'
import type { Element, FactValue } from './contract.ts'

/** A workbook's cell, or typed text as `{ kind: 'text', text }`. */
export type GivenCell = { text: string; number?: number; kind: 'text' | 'number' | 'date' | 'boolean' | 'error' }

/** Finds the code of an entry by its code, name or synonym; undefined when the list has no such entry. */
export type FindCode = (list: string, text: string) => string | undefined

export type ParseContext = {
  today: Day
  /** Of the street, such as `0535`: completes landlines. */
  areaCode?: string
  knownArea?: (area: string) => boolean
  date1904?: boolean
}

const longestText = 2000
const longestName = 60

/**
 * Reads a cell as the stored shape of the element's type. An empty cell is refused as `value.empty`, and marks such as 无 and / as `value.none`
 * unless the element is a question they answer (yes/no, or a code list that has such an entry): the caller leaves both unsaid.
 */
export function parseValue(element: Element, cell: GivenCell, findCode: FindCode, context: ParseContext): Parsed<FactValue> {
  if (cell.kind === 'error') return refuse('value.error-cell')
  const text = tidyText(cell.text)
  if (text === '') return refuse('value.empty')
  if (isDitto(text)) return refuse('value.ditto')
  return readers[element.type](element, { ...cell, text }, findCode, context)
}

type Reader = (element: Element, cell: GivenCell, findCode: FindCode, context: ParseContext) => Parsed<FactValue>

const readers: Record<Element['type'], Reader> = {
  text: (_element, cell) => readText(cell.text),
  address: (_element, cell) => readText(cell.text.replace(/\n/g, ' ')),
  name: (_element, cell) => readName(cell.text),
  'id-number': (_element, cell, _codes, context) => mapped(parseIdNumber(given(cell), context.today, context.knownArea), (id) => id.number),
  uscc: (_element, cell) => mapped(parseUscc(given(cell)), (uscc) => uscc.code),
  phone: (element, cell, _codes, context) => readPhone(element, cell, context),
  code: (element, cell, findCode) => readCode(element, cell.text, findCode),
  codes: (element, cell, findCode) => readCodes(element, cell.text, findCode),
  day: (element, cell, _codes, context) => readDay(element, cell, context, 10),
  month: (element, cell, _codes, context) => readDay(element, cell, context, 7),
  year: (element, cell, _codes, context) => readDay(element, cell, context, 4),
  integer: (element, cell) => parseNumber(given(cell), { integer: true, units: unitWords(element) }),
  decimal: (element, cell) => parseNumber(given(cell), { units: unitWords(element) }),
  boolean: (_element, cell) => parseBoolean(given(cell)),
  region: (_element, cell) => readRegion(cell),
  // The dwelling is found in the register by `places`; a text alone is no tie.
  tie: () => refuse('value.tie'),
}

/** A date cell's number is a serial; its text is the civil day already. */
function given(cell: GivenCell): Given {
  return cell.kind === 'number' && cell.number !== undefined ? { text: cell.text, number: cell.number } : cell.text
}

function mapped<T>(parsed: Parsed<T>, take: (value: T) => FactValue): Parsed<FactValue> {
  return isRefused(parsed) ? parsed : accept(take(parsed.value), parsed.warnings)
}

function readText(text: string): Parsed<FactValue> {
  if (isNoAnswer(text)) return refuse('value.none')
  return text.length > longestText ? refuse('value.too-long', { most: longestText }) : accept(text)
}

function readName(text: string): Parsed<FactValue> {
  if (isNoAnswer(text)) return refuse('value.none')
  if (/^[\u4e00-\u9fa5]{2,4}$/.test(text)) return accept(text)
  const people = parsePeople(text)
  if (!isRefused(people) && people.value.length > 1) return refuse('name.several', { count: people.value.length })
  const name = normaliseName(isRefused(people) ? text : (people.value[0]?.name ?? text))
  const characters = Array.from(name)
  if (characters.length > longestName) return refuse('value.too-long', { most: longestName })
  if (!/^[\p{L}\p{M}·.' \-○〇]+$/u.test(name) || !/\p{L}/u.test(name)) return refuse('name.character')
  return accept(name, characters.length === 1 && isHan(name) ? [{ say: 'name.single' }] : [])
}

function readPhone(element: Element, cell: GivenCell, context: ParseContext): Parsed<FactValue> {
  const phones = parsePhones(given(cell), context.areaCode)
  if (isRefused(phones)) return phones
  const numbers = phones.value.map((phone) => phone.number)
  if (element.merge === 'set') return accept(numbers, phones.warnings)
  const several = numbers.length > 1 ? [{ say: 'phone.first-taken', with: { count: numbers.length } }] : []
  return accept(numbers[0] ?? '', [...(phones.warnings ?? []), ...several])
}

/** 1-汉族, 01 汉族 and 汉族(01) name one entry: the whole text, then its parts. */
function findEntry(element: Element, text: string, findCode: FindCode): string | undefined {
  const plain = normaliseText(text)
  const list = element.codes ?? ''
  const parts = /^([0-9A-Za-z]{1,6})\s*[-.:、_ )]\s*(.+)$/.exec(plain) ?? /^(.+?)\s*\(([^)]*)\)$/.exec(plain)
  const candidates = [plain, ...(parts ? [parts[2] ?? '', parts[1] ?? ''] : []), plain.replace(/^[√✓✔☑■]\s*|\s*[√✓✔☑■]$/gu, '')]
  for (const candidate of candidates) {
    const code = candidate === '' ? undefined : findCode(list, candidate)
    if (code !== undefined) return code
  }
  return undefined
}

function readCode(element: Element, text: string, findCode: FindCode): Parsed<FactValue> {
  const code = findEntry(element, text, findCode)
  if (code !== undefined) return accept(code)
  return refuse(isNoAnswer(text) ? 'value.none' : 'value.not-in-list')
}

/** Several entries parted by 、，；/ or spaces. One unknown entry refuses the cell: half an answer is another answer. */
function readCodes(element: Element, text: string, findCode: FindCode): Parsed<FactValue> {
  const exact = findCode(element.codes ?? '', normaliseText(text))
  if (exact !== undefined) return accept([exact])
  if (isNoAnswer(text)) return refuse('value.none')
  const pieces = normaliseText(text.replace(/\n/g, '、'))
    .split(/[、,;/|]|\s+/)
    .filter((piece) => piece !== '')
  const codes = pieces.map((piece) => findEntry(element, piece, findCode))
  if (codes.every((code) => code !== undefined)) return accept([...new Set(codes)])
  const whole = findEntry(element, text, findCode)
  return whole === undefined ? refuse('value.not-in-list') : accept([whole])
}

/** Births lie in the past; a coarser reading than the element asks for is refused, a finer one cut. */
function readDay(element: Element, cell: GivenCell, context: ParseContext, length: 4 | 7 | 10): Parsed<FactValue> {
  const birth = /birth|born/.test(element.id)
  const dayContext: DayContext = {
    today: context.today,
    ...(context.date1904 ? { date1904: true } : {}),
    ...(birth ? { latest: context.today } : {}),
  }
  const parsed = parseDay(given(cell), dayContext)
  if (isRefused(parsed)) return parsed
  const { text, precision } = parsed.value
  if (text.length < length) return refuse(precision === 'year' ? 'day.year-only' : 'day.month-only')
  return accept(text.slice(0, length), parsed.warnings)
}

const unitNames: Record<string, string[]> = {
  m2: ['㎡', 'm2', 'm²', '平方米', '平米', '平方'],
  CNY: ['元', '块'],
  CNY10k: ['万元', '万'],
  cm: ['cm', '厘米', '公分'],
  kg: ['kg', '公斤', '千克'],
  persons: ['人', '个', '位'],
  years: ['年', '岁'],
}

function unitWords(element: Element): string[] {
  return element.unit ? [element.unit, ...(unitNames[element.unit] ?? [])] : []
}

function readRegion(cell: GivenCell): Parsed<FactValue> {
  if (isNoAnswer(cell.text)) return refuse('value.none')
  if (!/^[\d\s'’.-]+$/.test(cell.text)) return accept(normaliseText(cell.text))
  return mapped(parseRegionCode(given(cell)), (region) => region.code)
}
