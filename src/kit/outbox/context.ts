/** The open keep, for the screens under it; nothing where there is none: then what is said goes to the house at once or not at all. */
import { createContext } from 'preact'
import type { Keep } from './keep.ts'

export const KeepContext = createContext<Keep | undefined>(undefined)
