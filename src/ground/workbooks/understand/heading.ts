import { Converter } from 'opencc-js/t2cn'
import { normalHeading } from '#ground/facts/heading.ts'
import { withoutGloss } from './gloss.ts'
import { isUnit } from './heading-words.ts'

/** A heading taken apart: what may be looked up, and what its brackets and boxes say. */
export type Heading = {
  text: string
  /** Simplified, without numbering, stars, boxes, colons and spaces; brackets kept. */
  clean: string
  /** Ways to look it up in normal form, best first. `quality` 1 means nothing was left out that could matter. */
  forms: { key: string; quality: number }[]
  /** What stood in brackets and is neither a unit nor a list of answers nor a remark on how to fill in. */
  qualifiers: string[]
  /** Answers printed in the heading, e.g. 公 and 母. */
  options: string[]
  unit?: string
}

const simplified = Converter({ from: 't', to: 'cn' })
const known = new Map<string, Heading>()

/** Takes a heading apart. The same text gives the same object. */
export function readHeading(text: string): Heading {
  const before = known.get(text)
  if (before) return before
  const heading = takeApart(text)
  if (known.size > 5000) known.clear()
  known.set(text, heading)
  return heading
}

function takeApart(text: string): Heading {
  const plain = withoutGloss(simplified(withBoxes(text)).normalize('NFKC'))
  const boxes = /[□☐■☑]/u.test(plain) ? plain.slice(plain.search(/[□☐■☑]/u)) : ''
  const clean = withoutNumber(plain.slice(0, plain.length - boxes.length))
    .replace(/[*★☆※\s]/gu, '')
    .replace(/:$/u, '')
  const brackets = [...clean.matchAll(/[([{【〔]([^)\]}】〕]*)[)\]}】〕]/gu)].map((match) => match[1] ?? '')
  const bare = clean.replace(/[([{【〔][^)\]}】〕]*[)\]}】〕]/gu, '')
  const answersOf = (inside: string) => isOptions(inside) || (choosing.test(bare) && isLongOptions(inside))
  const options = [...boxes.split(/[□☐■☑]/u), ...brackets.filter(answersOf).flatMap((inside) => inside.split(/[/、，,]/u))]
    .map((option) => option.trim())
    .filter((option) => option !== '')
  const qualifiers = brackets.filter((inside) => !isUnit(inside) && !answersOf(inside) && !isRemark(inside))
  const unit = brackets.find((inside) => isUnit(inside)) ?? unitAtEnd(bare)
  return { text, clean, forms: formsOf(clean, bare, qualifiers, unit), qualifiers, options, ...(unit === undefined ? {} : { unit }) }
}

/** ①自购②租赁③借住: answers to choose from, numbered instead of boxed. */
function withBoxes(text: string): string {
  return (text.match(/[①-⑳]/gu) ?? []).length > 1 ? text.replace(/[①-⑳]/gu, '□') : text
}

/** `D1.`, `(3)`, `二、`, `H2．` before the words. */
function withoutNumber(text: string): string {
  return text
    .trim()
    .replace(/^([a-z]{0,2}\d{1,3}\s*[.、．)]|[a-z]\d{1,2}\s+|\(\d{1,3}\)|[一二三四五六七八九十]{1,3}、)\s*(?=\D)/iu, '')
    .replace(/^其中[:：]?/u, '')
}

/** 公/母, 是/否, 有、无: what may be answered; not 乡、街道 or 居委会. */
function isOptions(inside: string): boolean {
  const parts = inside.split(/[/、，,]/u)
  return (
    parts.length > 1 &&
    parts.length < 12 &&
    parts.every((part) => part.length > 0 && part.length <= 4) &&
    !/[省市县区乡镇村街旗]/u.test(inside)
  )
}

const choosing = /(类型|类别|种类|性质|方式|形式|模式|状况|情况|状态|结构|等级|来源)$/u

/** 商品房/安置房/老旧/单位家属院 after 小区类型. */
function isLongOptions(inside: string): boolean {
  const parts = inside.split(/[/、]/u)
  return parts.length > 2 && parts.every((part) => part.length > 0 && part.length <= 9)
}

/** How to fill in, or which parts of a place are wanted (省市县). */
function isRemark(inside: string): boolean {
  if (/^[省市县区乡镇村街道组、/\s]{2,}$/u.test(inside)) return true
  return /(填|选|必|格式|如[:：]|例|精确|隐去|\d{2,}|周岁|位数|注明|见|按|含|大写|小写|说明|可|若|其中|盖章|签|为准|一致|√|优先|×|(详细|具体)到)/u.test(
    inside,
  )
}

function unitAtEnd(bare: string): string | undefined {
  return /(?:[^a-z])(cm|kg|mm|m2|㎡|公斤|厘米)$/iu.exec(bare)?.[1]
}

function formsOf(clean: string, bare: string, qualifiers: string[], unit: string | undefined): Heading['forms'] {
  const forms = new Map<string, number>()
  const add = (text: string, quality: number) => {
    const key = normalHeading(text)
    if (key !== '' && (forms.get(key) ?? 0) < quality) forms.set(key, quality)
  }
  add(clean, 1)
  // 户籍地（详细到门牌） wants the whole address.
  const toTheDoor = /地$/u.test(bare) && /(详细|具体|精确)到/u.test(clean)
  if (toTheDoor) add(`${bare.replace(/所在地$/u, '地')}址`, 0.99)
  if (bare !== clean) add(bare, toTheDoor ? 0.7 : qualifiers.length === 0 ? 0.99 : isOtherWord(clean) ? 0.97 : 0.9)
  for (const qualifier of qualifiers) if (clean.endsWith(`${qualifier})`)) add(qualifier + bare, 0.98)
  if (unit !== undefined && bare.endsWith(unit)) add(bare.slice(0, -unit.length), 0.99)
  if (/[^\d\s][1一①]$/u.test(bare) && bare.length > 2) add(bare.slice(0, -1), 0.93)
  const parts = bare.split(/[/、]|及/u)
  // 监护人及电话 asks for her name, and her number: not for anybody's.
  const ofParty =
    parts.length === 2 && /[人员长者主]$|姓名$/u.test(parts[0] ?? '') && /^(联系)?(电话|方式|手机号?|手机号码)$/u.test(parts[1] ?? '')
  if (ofParty) {
    add(parts[0] ?? '', 0.9)
    add((parts[0] ?? '').replace(/姓名$/u, '') + (parts[1] ?? ''), 0.85)
  } else if (parts.length === 2 && parts.every((part) => part.length > 1)) for (const part of parts) add(part, 0.7)
  return [...forms].map(([key, quality]) => ({ key, quality })).sort((a, b) => b.quality - a.quality)
}

/** 年检（报）结论, 注册（开办）资金: the brackets hold another word for the one before, in the midst of the heading. */
function isOtherWord(clean: string): boolean {
  return /^[^([【〔]+[([【〔](?:[^原拟曾前后]|[^原拟曾前后]{2}(?=[)\]】〕](?:时间|日期|地址|资金|结论|号|编号)$))[)\]】〕][^([【〔]*$/u.test(
    clean,
  )
}

/** An upper heading as a context: without 信息, 情况 and the like, ordinals and brackets. */
export function contextKeys(text: string): string[] {
  const { clean } = readHeading(text)
  const bare = clean.replace(/[([{【〔][^)\]}】〕]*[)\]}】〕]/gu, '')
  const keys = [
    clean,
    bare,
    bare.replace(/(基本)?(信息|情况|资料|状况|内容)$/u, ''),
    bare.replace(/^(第[一二三四]|末次|最近一?次|最近|上次|本次)/u, ''),
  ]
  return [...new Set(keys.map(normalHeading))].filter((key) => key !== '')
}

/** The key under which a confirmation of a street is kept: all levels in normal form. */
export function pathKey(path: readonly string[]): string {
  return path.map((text) => readHeading(text).forms[0]?.key ?? normalHeading(text)).join('/')
}
