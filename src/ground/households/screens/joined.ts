/** What modules above put on a page of this one: buttons beside its title, panels below its own, and how it is printed, for whoever keeps what is printed. */
import type { ComponentChildren } from 'preact'

/** Subjects that stand on a page, and what of them. */
export type Shown = { subjects: number; elements: readonly string[] }
export type Joined = {
  actions?: ComponentChildren
  /** What nobody may overlook, before all else. */
  above?: ComponentChildren
  panels?: ComponentChildren
  print?: (shown: Shown) => ComponentChildren
}
