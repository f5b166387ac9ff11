/**
 * The text of a short message as the networks count it (3GPP TS 23.040 § 9.2.3.24.1, TS 23.038: 140 octets; with Chinese in it two octets a unit). Pure.
 * 70 units are one part; of a longer one each part holds 67, because six octets tell how the parts join. The signature in 【】 counts, and so does
 * every digit, letter and space; characters outside the basic plane (𠮷) count twice.
 */

export const SINGLE = 70
export const JOINED = 67

/** Parts a text is paid for and arrives in. Never half a character: a pair that would be cut goes whole into the next part. */
export function smsParts(text: string): string[] {
  if (text.length <= SINGLE) return [text]
  const parts: string[] = []
  for (let at = 0; at < text.length; ) {
    const cut = at + JOINED
    const end = cut < text.length && isPairCut(text, cut) ? cut - 1 : cut
    parts.push(text.slice(at, end))
    at = end
  }
  return parts
}

function isPairCut(text: string, at: number): boolean {
  return /[\uD800-\uDBFF]/.test(text[at - 1]!) && /[\uDC00-\uDFFF]/.test(text[at]!)
}

/** A number to ring or an address to open that falls on two parts: on telephones that show parts singly it can be neither rung nor opened. */
export function splitTokens(text: string): string[] {
  const ends: number[] = []
  let end = 0
  for (const part of smsParts(text).slice(0, -1)) {
    end += part.length
    ends.push(end)
  }
  return [...text.matchAll(/[\w.:/?=&%+-]*\d[\w.:/?=&%+-]*|https?:\/\/[\w.:/?=&%+-]+/g)]
    .filter(({ index, 0: token }) => token.length > 3 && ends.some((cut) => cut > index && cut < index + token.length))
    .map(([token]) => token)
}

/** Signature first, as the operators demand. */
export function composeSms(sign: string, says: string, ring: string): string {
  return `【${sign}】${says}${ring}`
}

/** The first that is a single part, from the fullest to the shortest; where none is, one that cuts no number. */
export function fitSms(texts: readonly string[]): string {
  return texts.find((text) => smsParts(text).length === 1) ?? texts.find((text) => splitTokens(text).length === 0) ?? texts.at(-1)!
}
