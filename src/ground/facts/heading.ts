/**
 * The normal form under which headings and code names are compared: compatibility forms unified (full-width letters, enclosed digits),
 * lower case, only letters and digits left. `身份证号码*`, ` 身份证号码 ` and `身 份 证 号 码` are one heading.
 */
export function normalHeading(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
