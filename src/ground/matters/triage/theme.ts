/** What an appeal is about, finer than the category of its type: data of the catalogue, over which a street may have its own versions. Browser-safe. */
import type { Words } from '#ground/forms/contract.ts'

export type Theme = {
  code: string
  label: Words
  /** The broad field, as petitions are counted by (after the national classification of petitions; which of its editions a place uses is not confirmed). */
  field: { code: string; label: Words }
  belongs: Words
  not?: Words
  /** Who usually leads, by the name most places give it. */
  lead: Words
  /** What the names of such units have in them, the likeliest first. */
  units: readonly string[]
  /** What titles of duty items about it have in them. */
  duties: readonly string[]
  /** The type of matter and its category there. */
  matter: { type: string; category: string }
  /** Words that tell it, and words that go with it; parted by spaces. */
  telling: string
  hints: string
}
