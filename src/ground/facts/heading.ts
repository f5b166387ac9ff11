import { normaliseText } from '#base/values/normalise.ts'

/** Texts that normalising leaves as they are: nearly every heading of the catalogue, which is read again and again. */
const alreadyNormal = /^[a-z0-9\u4e00-\u9fff]+$/

/**
 * The form under which headings and the names of codes are compared: full width and compatibility forms unified, lower case, only letters
 * and digits left. `身份证号码*`, `身 份 证 号 码：` and `身份证号码` are one heading.
 */
export function normalHeading(text: string): string {
  if (alreadyNormal.test(text)) return text
  return normaliseText(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
