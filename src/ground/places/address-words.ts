import { chineseDigits, chineseInteger } from '#base/values/chinese-number.ts'
import { normaliseText } from '#base/values/normalise.ts'

/** Pieces of patterns. `id` names a building, unit, floor or house: 3, 3A, B2, A, 甲3, 十二, 甲. */
const digits = '\\d+'
const chinese = '[零〇○一二两三四五六七八九十百幺]+'
const mark = '[甲乙丙丁戊己]'
export const id = `(?:${mark}?(?:${digits}[A-Za-z]?${mark}?|[A-Za-z]\\d{0,4}|${chinese})|${mark})`
export const door = `(?:负?[A-Za-z]?${digits}[A-Za-z]?|负?${chinese}|[A-Za-z])`

/** Where rooms stand that are no homes: as spelled, and the one word used for each. */
const rooms: [spelled: string, word: string][] = [
  ['地下车库|自行车库|车库', '车库'],
  ['停车位|车位', '车位'],
  ['储藏室|储藏间|储物间|杂物间|小房子|小房|煤棚', '储藏室'],
  ['半?地下室', '地下室'],
  ['沿街(?:商铺|网点房?|房)|底层商铺|商铺|商用房|门面房?|门市房?|门头房?|底商|网点房?', '商铺'],
  ['阁楼', '阁楼'],
]
export const room = `(?:${rooms.map(([spelled]) => spelled).join('|')})`

export function roomWord(spelled: string): string {
  return rooms.find(([pattern]) => new RegExp(`^(?:${pattern})$`).test(spelled))?.[1] ?? spelled
}

export const side = '(?:东南|西南|东北|西北|[东西中南北左右])'

/** Words that only say "estate": with and without them the same place is meant. */
export const genericEnding = /(?:住宅小区|生活小区|小区)$/
export const roadEnding = /(?:大街|街|路|巷|胡同|大道|道|弄堂|条)$/

/**
 * The text as the patterns want it: half-width, one kind of hyphen, signs between numbers (3/2/501, 3 2 501, 3，2，501) as hyphens,
 * no other spaces or commas, no leading label (地址：). A bracketed end comes back apart.
 */
export function tidyAddress(given: string): { text: string; aside: string } {
  const plain = normaliseText(given)
    .replace(/^(?:家庭|现居住|现住|居住|户籍|详细|联系)?(?:地址|住址|详址)[::]\s*/, '')
    .replace(/[‐‑‒–—―−~～]/g, '-')
    .replace(/([0-9A-Za-z#])\s*[/\\.,，;；_·]\s*(?=[0-9A-Za-z])/g, '$1-')
    .replace(/([0-9A-Za-z])\s+(?=[0-9A-Za-z])/g, '$1-')
    .replace(/[\s,，。;；:："'“”]+/g, '')
    .replace(/-{2,}/g, '-')
  const aside = /[([【〔]([^()[\]【】〔〕]*)[)\]】〕]$/.exec(plain)
  const text = (aside ? plain.slice(0, aside.index) : plain).replace(/[()[\]【】〔〕]/g, '')
  return { text, aside: aside?.[1] ?? '' }
}

/** 十二 → 12, 五〇一 → 501, 三A → 3A, 03 → 03; letters in capitals, 甲乙丙 stay. */
export function arabic(spelled: string): string {
  return spelled.toUpperCase().replace(new RegExp(chinese, 'g'), (numeral) => {
    if (/[十百]/.test(numeral)) return String(chineseInteger(numeral) ?? numeral)
    return chineseDigits(numeral) ?? numeral
  })
}

/** `arabic` without leading zeros, for buildings, units, groups and house numbers. */
export function plainNumber(spelled: string): string {
  return arabic(spelled).replace(/(^|\D)0+(?=\d)/g, '$1')
}
