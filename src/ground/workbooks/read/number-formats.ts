/**
 * What a number format says about the numbers under it: dates and times, or codes kept at a length by zeros.
 * Built-in formats: ECMA-376-1 §18.8.30, with the Chinese ones (27–36, 50–58).
 */
export type NumberFormat = {
  /** The format shows a day (or month, or year); `time` it shows hours or minutes. Both: day-time. */
  day: boolean
  time: boolean
  /** The format is only zeros, such as `000000` for a code: pad whole numbers to this many digits. */
  digits?: number
}

const plain: NumberFormat = { day: false, time: false }

/** The meaning of a built-in format id; a workbook may define the same id anew, which then counts. */
export function builtInFormat(id: number): NumberFormat {
  const day = (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58
  const time = (id >= 18 && id <= 22) || (id >= 32 && id <= 35) || id === 45 || id === 47 || id === 55 || id === 56
  return day || time ? { day, time } : plain
}

/** The meaning of a format code such as `yyyy"年"m"月"d"日"`. Elapsed times (`[h]:mm`) are amounts, not clock times: numbers. */
export function formatMeaning(code: string): NumberFormat {
  const bare = withoutLiterals(code).split(';')[0]!
  if (/^0+$/.test(bare)) return { day: false, time: false, digits: bare.length }
  if (/\[(h+|m+|s+)\]/i.test(bare)) return plain
  const tokens = bare
    .replace(/\[[^\]]*\]/g, '')
    .toLowerCase()
    .replace(/general|g\/通用格式|e[+-]/g, '')
  const time = /[hs]|上午|下午|am\/pm|a\/p/.test(tokens)
  const day = /[yde]|aaa|b[12]/.test(tokens) || (!time && tokens.includes('m'))
  const amount = /[0#?]/.test(tokens.replace(/s\.0+/g, ''))
  return amount || !(day || time) ? plain : { day, time }
}

/** Drops quoted text, escaped characters, and the padding pairs `_x` and `*x`. */
function withoutLiterals(code: string): string {
  return code.replace(/"[^"]*"?|[\\_*][\s\S]/g, '')
}
