/** What goes into one sheet, and how an address is written. Pure. */

/** Notices on one sheet: more run onto a second page, which nobody folds right. */
export const MOST_ON_SHEET = 4

export type Ready = { id: string; reader: string }

/** Readers in the order they came, each with her first notices; what does not fit waits for the next batch. At most `most` sheets. */
export function gatherSheets<R extends Ready>(rows: readonly R[], most: number): R[][] {
  const sheets = new Map<string, R[]>()
  for (const row of rows) {
    const sheet = sheets.get(row.reader)
    if (!sheet && sheets.size < most) sheets.set(row.reader, [row])
    else if (sheet && sheet.length < MOST_ON_SHEET) sheet.push(row)
  }
  return [...sheets.values()]
}

/** From this age a letter is in large type, asked for or not. */
const LARGE_FROM = 65

export function isLarge(chosen: boolean | null, age: number | undefined): boolean {
  return chosen === true || (age !== undefined && age >= LARGE_FROM)
}

/** Where and which door, as the post reads it, from the largest to the smallest; the reader's name stands below. */
export function addressLines(area: readonly string[], label: string): string[] {
  return [area.join(''), label].filter((line) => line !== '')
}
