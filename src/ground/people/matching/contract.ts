import type { Say } from '#base/values/parsed.ts'

/**
 * What matching needs to know of a person, on both sides: a row of an import, or somebody of the register. Everything but `id` may be missing;
 * a missing field is no evidence, for or against.
 */
export type PersonRecord = {
  /** Of the register's person, or of the row. */
  id: string
  name?: string | undefined
  formerNames?: readonly string[] | undefined
  /** Normal form of 18 or 15 characters; one with a failed check may be given here, it is compared with care. */
  idNumber?: string | undefined
  /** Token of the identifier where the number itself is sealed: tokens only tell equal from different. */
  idToken?: string | undefined
  phones?: readonly string[] | undefined
  /** YYYY-MM-DD, YYYY-MM or YYYY; taken from a valid `idNumber` when missing. */
  birth?: string | undefined
  sex?: 'male' | 'female' | undefined
  /** Id of the dwelling, or any text that names one door the same way on both sides. */
  dwelling?: string | undefined
  building?: string | undefined
  /** Name of the head of the household. */
  householdHead?: string | undefined
}

export type NameLevel =
  | 'same'
  | 'script'
  | 'former'
  | 'sound'
  | 'look'
  | 'near-sound'
  | 'swapped'
  | 'part'
  | 'missing'
  | 'one-other'
  | 'surname-only'
  | 'given-only'
  | 'different'
export type BirthLevel = 'same' | 'swapped' | 'digit' | 'month' | 'lunar' | 'year' | 'partial' | 'different'
export type IdLevel = 'same' | 'slip' | 'near' | 'unclear' | 'different'
export type PhoneLevel = 'same' | 'slip' | 'different'
export type DwellingLevel = 'same' | 'building' | 'different'
/** `role`: the same head of household, who is one of the two and not the other. */
export type HeadLevel = 'same' | 'role' | 'different'
export type PlainLevel = 'same' | 'different'

/** The agreement found in each field that both sides have. */
export type Levels = {
  name?: NameLevel
  id?: IdLevel
  birth?: BirthLevel
  phone?: PhoneLevel
  dwelling?: DwellingLevel
  head?: HeadLevel
  sex?: PlainLevel
}

/**
 * - `same` the machine may link without a human
 * - `doubtful` a human decides
 * - `different` taken for somebody else
 */
export type Verdict = 'same' | 'doubtful' | 'different'

/** Whom the pair would be if not the same person: the rival explanation that fits best. */
export type Rival = 'stranger' | 'housemate' | 'occupant' | 'twin'

export type Candidate = {
  person: string
  /** 0–1: that the row is this person, beside all other candidates and beside nobody known. */
  probability: number
  /** Sum of the evidence in bits: log2 of how much likelier it is for one person than for the rival explanations. */
  weight: number
  verdict: Verdict
  levels: Levels
  /** Bits each field adds against the best rival explanation. */
  bits: { [field in keyof Levels]?: number }
  rival: Rival
  /** In words for the human who decides: text keys of `texts/`. */
  reasons: Say[]
}

export type RowMatch = {
  row: string
  /** Of the best candidate; `different` when there is none worth showing. */
  verdict: Verdict
  /** Best first, at most five; none below the doubtful threshold. */
  candidates: Candidate[]
  /** Other rows of the same import that claim the best candidate. */
  claimedBy: string[]
}

export type MatchOptions = {
  /** At least this probability is `same`. */
  same: number
  /** At least this is `doubtful`; below it the row counts as somebody new. */
  doubtful: number
  /** Share of the rows expected to be known already. */
  coverage: number
}

/** For an import about a street whose register exists. The figures in `README.md` hold for these. */
export const importOptions: MatchOptions = { same: 0.7, doubtful: 0.1, coverage: 0.7 }

/** For finding doubles within one register, where hardly anybody has one. */
export const doublesOptions: MatchOptions = { same: 0.95, doubtful: 0.1, coverage: 0.03 }
