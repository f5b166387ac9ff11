/** What modules above put on a page of this one: buttons beside its title, panels below its own. */
import type { ComponentChildren } from 'preact'

export type Joined = { actions?: ComponentChildren; panels?: ComponentChildren }
