/**
 * The texts of cells: what a reader sees, from what is stored.
 */

/** Spaces of every kind at the ends of a text, the ideographic one and invisible marks included. */
const ends = /^[\s\u200b\u200e\u200f\u2060\ufeff]+|[\s\u200b\u200e\u200f\u2060\ufeff]+$/g

/** Drops layout spaces at both ends and makes every line break one `\n`. */
export function trimText(text: string): string {
  const last = text.length - 1
  if (last < 0) return text
  const spaced = isEdge(text.charCodeAt(0)) || isEdge(text.charCodeAt(last))
  const trimmed = spaced ? text.replace(ends, '') : text
  return trimmed.includes('\r') ? trimmed.replace(/\r\n?/g, '\n') : trimmed
}

/** Every character that `ends` could match, and some more: a cheap test before the expression. */
function isEdge(code: number): boolean {
  return (
    code <= 0x20 ||
    code === 0x85 ||
    code === 0xa0 ||
    (code >= 0x1680 && code <= 0x3000 && (code <= 0x2060 || code === 0x3000)) ||
    code === 0xfeff
  )
}

/** Decodes `_xHHHH_`, the way workbooks store characters that XML cannot carry (ECMA-376-1 §22.9.2.19); control characters vanish. */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_whole, hex: string) => {
    const code = Number.parseInt(hex, 16)
    return code >= 0x20 || code === 9 || code === 10 || code === 13 ? String.fromCharCode(code) : ''
  })
}

/**
 * A stored number as plain digits, never with an exponent: `1.10105E+17` → `110105000000000000`. A whole number written out in full keeps
 * every digit of the file even beyond what a double can hold; everything else is rounded to the 15 digits a spreadsheet shows.
 * `undefined` when it is no number.
 */
export function findPlainNumber(raw: string): string | undefined {
  if (/^-?(0|[1-9]\d*)$/.test(raw)) return raw === '-0' ? '0' : raw
  const value = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(value)) return undefined
  return withoutExponent(String(Number(value.toPrecision(15))))
}

function withoutExponent(shortest: string): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(shortest)
  if (!match) return shortest === '-0' ? '0' : shortest
  const [, sign, first, fraction = '', exponent] = match
  const digits = first! + fraction
  const point = 1 + Number(exponent)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return sign! + digits.padEnd(point, '0')
}
