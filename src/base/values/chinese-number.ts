/** Whole numbers written with Chinese numerals, in daily (三百二十) and financial form (叁佰贰拾, GB/T 15835). */
const digits: Record<string, number> = {
  零: 0,
  〇: 0,
  '○': 0,
  '◯': 0,
  一: 1,
  壹: 1,
  弌: 1,
  幺: 1,
  二: 2,
  贰: 2,
  貳: 2,
  两: 2,
  兩: 2,
  三: 3,
  叁: 3,
  參: 3,
  叄: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  陸: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
}
const small: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }
const tens: Record<string, number> = { 廿: 20, 卄: 20, 卅: 30, 卌: 40 }

/** Chinese digits read one by one, as years are: 一九九〇 is '1990'. Undefined when any character is not a digit. */
export function chineseDigits(text: string): string | undefined {
  let read = ''
  for (const character of text) {
    const digit = digits[character]
    if (digit === undefined) return undefined
    read += digit
  }
  return read === '' ? undefined : read
}

/** One group below 10,000. */
function readGroup(text: string): number | undefined {
  let total = 0
  let pending: number | undefined
  let lastUnit = 10000
  let afterZero = false
  for (const character of text) {
    const digit = digits[character]
    const unit = small[character]
    const ten = tens[character]
    if (digit !== undefined) {
      if (pending !== undefined && pending !== 0) return undefined
      pending = digit
      if (digit === 0) afterZero = true
    } else if (ten !== undefined) {
      if (pending || lastUnit <= 10) return undefined
      total += ten
      lastUnit = 10
    } else if (unit !== undefined) {
      if (unit >= lastUnit || (pending === 0 && unit !== 10)) return undefined
      if (pending === undefined && unit !== 10) return undefined
      total += (pending || 1) * unit
      lastUnit = unit
      pending = undefined
      afterZero = false
    } else return undefined
  }
  if (pending === undefined || pending === 0) return total
  // 三百二 is said for 320, 三百零二 for 302
  return total + (lastUnit > 10 && lastUnit < 10000 && !afterZero ? pending * (lastUnit / 10) : pending)
}

/** 三百二十万 → 3200000. Undefined when the text is not a whole Chinese number. Plain digit rows (一九九〇) are read digit by digit. */
export function chineseInteger(text: string): number | undefined {
  if (text === '') return undefined
  if (!/[十拾百佰千仟万萬亿億廿卄卅卌]/u.test(text)) {
    const row = chineseDigits(text)
    return row === undefined || row.length > 15 ? undefined : Number(row)
  }
  return readLarge(text.replace(/萬/g, '万').replace(/億/g, '亿'))
}

function readLarge(text: string): number | undefined {
  for (const [mark, worth] of [
    ['亿', 1e8],
    ['万', 1e4],
  ] as const) {
    const at = text.lastIndexOf(mark)
    if (at < 0) continue
    const above = readLarge(text.slice(0, at))
    const rest = text.slice(at + 1)
    const below = rest === '' ? 0 : readLarge(rest)
    if (above === undefined || above === 0 || below === undefined || below >= worth) return undefined
    const shorthand = rest.length === 1 && below > 0 && below < 10
    const total = above * worth + (shorthand ? below * (worth / 10) : below)
    return Number.isSafeInteger(total) ? total : undefined
  }
  return text === '' ? undefined : readGroup(text)
}
