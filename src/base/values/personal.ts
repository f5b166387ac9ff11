/** A citizen number or a mobile number: what has no place in a reason or a sentence, which is kept, shown and printed in clear. */
const numbers = /(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)/

export function holdsPersonalNumber(text: string): boolean {
  return numbers.test(text.normalize('NFKC').replace(/[\s-]/g, ''))
}
