import { chineseInteger } from '#base/values/chinese-number.ts'
import { isDitto, isNoAnswer, normaliseText } from '#base/values/normalise.ts'
import { accept, type Given, givenNumber, givenText, isRefused, type Parsed, refuse } from '#base/values/parsed.ts'

/** What a number must be. `units` are the words that may follow it (the element's own unit first); the words of money and counting are always known. */
export type NumberContext = { integer?: boolean; minimum?: number; maximum?: number; units?: string[] }

const knownUnits =
  '元整|元正|块钱|圆整|元|圆|块|rmb|cny|人民币|平方米|平方|平米|平|m2|㎡|亩|公顷|米|厘米|公分|cm|mm|毫米|m|公斤|千克|kg|斤|克|g|周岁|岁|年|个月|月|天|日|小时|分钟|人次|人|户|口|个|名|间|套|栋|层|辆|台|次|份|件|只|头|条|把|张|支|盒|箱|包|瓶|℃|度|%'
const multipliers: [RegExp, number][] = [
  [/万亿$/, 12],
  [/亿$/, 8],
  [/千万$/, 7],
  [/百万$/, 6],
  [/十万$/, 5],
  [/万$/, 4],
  [/千$/, 3],
  [/百$/, 2],
  [/w$/i, 4],
  [/k$/i, 3],
]

/**
 * Reads a number as people write it: ￥1,234.50, 1.2万, 三百二十, （1,234）for a negative, 56 ㎡, 80%. A percent sign is kept out of the value: 80% is 80.
 * What is not one number is refused with its reason: ranges, bounds (>5), 约, separators in wrong places (1,5 may be one and a half).
 */
export function parseNumber(given: Given, context: NumberContext = {}): Parsed<number> {
  const exact = parseExact(given, context)
  if (isRefused(exact)) return exact
  const value = Number(exact.value)
  if (context.integer && !Number.isInteger(value)) return refuse('number.not-whole')
  if (context.integer && !Number.isSafeInteger(value)) return refuse('number.too-large')
  if (context.minimum !== undefined && value < context.minimum) return refuse('number.too-small', { minimum: context.minimum })
  if (context.maximum !== undefined && value > context.maximum) return refuse('number.too-large', { maximum: context.maximum })
  return accept(value)
}

const moneyUnits = ['元', '圆', '块', '块钱', '元整', '元正', '圆整', 'rmb', 'cny', '人民币']

/** Money in fen, exactly: 12.34 → 1234, 1.2万 → 1200000, 壹万贰仟元整 → 1200000. Fractions of a fen are refused, never rounded. */
export function parseFen(given: Given): Parsed<number> {
  const number = givenNumber(given)
  const stored = number === undefined ? undefined : fenOfStored(number)
  if (stored !== undefined) return accept(stored)
  const words = chineseFen(normaliseText(givenText(given)).replace(/ /g, ''))
  if (words !== undefined) return accept(words)
  const exact = parseExact(given, { units: moneyUnits })
  if (isRefused(exact)) return exact
  const fen = shift(exact.value, 2)
  if (fen.includes('.')) return refuse('amount.below-fen')
  return Number.isSafeInteger(Number(fen)) ? accept(Number(fen)) : refuse('number.too-large')
}

/** A sum computed by a spreadsheet (0.1 + 0.2) carries binary dust far below a fen. */
function fenOfStored(yuan: number): number | undefined {
  const fen = Math.round(yuan * 100)
  return Number.isSafeInteger(fen) && Math.abs(yuan * 100 - fen) < 1e-6 * Math.max(1, Math.abs(yuan)) ? fen : undefined
}

/** Yuan with two decimals and thousands separators: 1,234.50. */
export function formatYuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`
}

/** The number as an exact decimal string. */
function parseExact(given: Given, context: NumberContext): Parsed<string> {
  const number = givenNumber(given)
  if (number !== undefined) return Number.isFinite(number) ? accept(plainDecimal(number)) : refuse('number.unreadable')
  const text = normaliseText(givenText(given))
    .replace(/^['’‘]/, '')
    .toLowerCase()
  if (text === '') return refuse('value.empty')
  if (isDitto(text)) return refuse('value.ditto')
  if (isNoAnswer(text)) return refuse('value.none')
  if (/^(约|大约|近|不足|超过)|[\d十百千万亿](左右|上下|余|多)/.test(text)) return refuse('number.approximate')
  if (/^[<>≤≥]|^(大于|小于|不低于|不超过)|以[上下内]$/.test(text)) return refuse('number.bound')
  if (/[\d万亿千百元]\s*[-~—–至到]\s*\d/.test(text)) return refuse('number.range')
  // a note in brackets behind the number: 80㎡(含公摊)
  return readUnsigned(text.replace(/([^(])\s*\([^()\d]*\)$/, '$1'), context)
}

function readUnsigned(text: string, context: NumberContext): Parsed<string> {
  const inBrackets = /^\((.+)\)$/.exec(text.replace(/[¥￥$]/g, ''))
  const signed = /^(负|[-−–+])\s*(.+)$/.exec(text.replace(/[¥￥]/g, '').trim())
  const negative = inBrackets !== null || (signed !== null && signed[1] !== '+')
  const { body, other } = stripUnit(
    (inBrackets?.[1] ?? signed?.[2] ?? text).replace(/[¥￥]|^(人民币|rmb|cny)/g, '').trim(),
    context.units ?? [],
  )
  if (other !== undefined) return refuse('number.other-unit', { given: other, wanted: context.units?.[0] ?? '' })
  const [digits, power] = stripMultiplier(body)
  const decimal = readDecimal(digits) ?? chineseText(body)
  if (decimal === undefined) return /\d[,，']/.test(body) ? refuse('number.separators') : refuse('number.unreadable')
  const value = /\d/.test(digits) ? shift(decimal, power) : decimal
  return accept(negative && !/^0(\.0*)?$/.test(value) ? `-${value}` : value)
}

/** Where the unit is known, another one is refused: 2 亩 is not 2 m². */
function stripUnit(text: string, units: string[]): { body: string; other?: string } {
  const match = new RegExp(
    `\\s*(${[...units.map((unit) => unit.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')), knownUnits].join('|')})$`,
    'u',
  ).exec(text)
  if (!match) return { body: text }
  const body = text.slice(0, match.index).trim()
  const own = units.length === 0 || units.some((unit) => normaliseText(unit).toLowerCase() === match[1])
  return own ? { body } : { body, other: match[1] ?? '' }
}

function stripMultiplier(text: string): [digits: string, power: number] {
  for (const [pattern, power] of multipliers) if (/\d/.test(text) && pattern.test(text)) return [text.replace(pattern, '').trim(), power]
  return [text, 0]
}

function readDecimal(text: string): string | undefined {
  if (/^\d{1,3}([, ]\d{3})+(\.\d+)?$/.test(text)) return trimZeros(text.replace(/[, ]/g, ''))
  if (/^(\d+\.?\d*|\.\d+)$/.test(text)) return trimZeros(text)
  return /^\d+(\.\d+)?e[+-]?\d+$/.test(text) ? plainDecimal(Number(text)) : undefined
}

function chineseText(text: string): string | undefined {
  const [whole = '', fraction] = text.split('点')
  const read = chineseInteger(whole)
  if (read === undefined) return undefined
  if (fraction === undefined) return String(read)
  const digits = Array.from(fraction).map((character) => chineseInteger(character))
  return digits.length > 0 && digits.every((digit) => digit !== undefined && digit < 10) ? `${read}.${digits.join('')}` : undefined
}

/** 壹仟贰佰叁拾肆元伍角陆分 in fen (票据法 art. 8: sums in words). */
function chineseFen(text: string): number | undefined {
  const coins = /^(\d{1,13})[元块](?:(\d)[角毛])?(?:(\d)分)?$/.exec(text)
  if (coins) return Number(coins[1]) * 100 + Number(coins[2] ?? 0) * 10 + Number(coins[3] ?? 0)
  const match = /^(?:人民币)?(?:([^\d元圆角分]+)[元圆])?(?:零?([^\d元圆角分零])角)?(?:零?([^\d元圆角分零])分)?[整正]?$/u.exec(text)
  if (!match || (match[1] ?? match[2] ?? match[3]) === undefined) return undefined
  const [yuan, jiao, fen] = [match[1], match[2], match[3]].map((part) => (part === undefined ? 0 : chineseInteger(part)))
  if (yuan === undefined || jiao === undefined || fen === undefined || jiao > 9 || fen > 9) return undefined
  const total = yuan * 100 + jiao * 10 + fen
  return Number.isSafeInteger(total) ? total : undefined
}

/** Moves the decimal point, in digits, so that 1.2万 is 12000 exactly. */
function shift(decimal: string, power: number): string {
  const [whole = '', fraction = ''] = decimal.split('.')
  const padded = fraction.padEnd(power, '0')
  return trimZeros(`${whole}${padded.slice(0, power)}.${padded.slice(power)}`)
}

function trimZeros(decimal: string): string {
  const sign = decimal.startsWith('-') ? '-' : ''
  const [whole = '', fraction = ''] = decimal.replace('-', '').split('.')
  const end = fraction.replace(/0+$/, '')
  return `${sign}${whole.replace(/^0+(?=\d)/, '') || '0'}${end === '' ? '' : `.${end}`}`
}

function plainDecimal(number: number): string {
  const text = String(number)
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (!match) return text
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  const power = Number(exponent)
  if (power >= 0) return sign + shift(`${whole}.${fraction}`, power)
  return `${sign}0.${'0'.repeat(-power - 1)}${whole}${fraction}`
}
