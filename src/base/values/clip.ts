/** The beginning of a text, at most so many UTF-16 units long; never half a character, which no database takes. */
export function clip(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(/\p{Cs}$/u, '')
}
