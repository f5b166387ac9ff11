/** A sentence for a reader: a text key, and the values that fill it. Never personal values: they reach logs. */
export type Say = { say: string; with?: Record<string, string | number> }

/**
 * What reading a text as a value gives. `refused` is a text key (usable as `FieldProblem.say`) that tells exactly what is wrong;
 * warnings accompany a value that was read but that a person should look at.
 */
export type Parsed<T> = { value: T; warnings?: Say[] } | { refused: string; with?: Record<string, string | number> }

/** What was typed or stood in a cell. `number` is present when the workbook stored a number, so that lost digits can be told from a typing error. */
export type Given = string | { text: string; number?: number }

export function accept<T>(value: T, warnings: Say[] = []): Parsed<T> {
  return warnings.length > 0 ? { value, warnings } : { value }
}

/** For use where any `Parsed<T>` is expected: a refusal carries no value. */
export function refuse(
  refused: string,
  values?: Record<string, string | number>,
): { refused: string; with?: Record<string, string | number> } {
  return values ? { refused, with: values } : { refused }
}

export function isRefused<T>(parsed: Parsed<T>): parsed is { refused: string; with?: Record<string, string | number> } {
  return 'refused' in parsed
}

export function givenText(given: Given): string {
  return typeof given === 'string' ? given : given.text
}

export function givenNumber(given: Given): number | undefined {
  return typeof given === 'string' ? undefined : given.number
}
