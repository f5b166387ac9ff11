/** Where one goes from anywhere. */
export const HOME = '/doorstep'

/** What lies on this phone and is not with the house. */
export const UNSENT = '/doorstep/unsent'

/** Where somebody goes who has come in by a telephone that is nobody's yet. */
export const WHO = '/doorstep/who'
