import type { PersonRecord } from './contract.ts'
import { type PreparedName, prepareName } from './name.ts'
import { surnameShares } from './surname-shares.ts'

/**
 * How common names, births and phones are in the register at hand. Agreement on something rare says more than on something common;
 * counts are smoothed with what is known of the country, so that a small village works from its first day.
 */
export type Frequencies = {
  /** People of the register; more than `people` when only a part was counted. */
  population: number
  /** People counted. */
  people: number
  names: Map<string, number>
  sounds: Map<string, number>
  surnames: Map<string, number>
  given: Map<string, number>
  syllables: Map<string, number>
  givenCharacters: number
  births: Map<string, number>
  phones: Map<string, number>
}

/** Nothing counted yet: the country's shares only, for a register of this size. Enough to look at one pair. */
export function assumeFrequencies(population: number): Frequencies {
  const counts = () => new Map<string, number>()
  return {
    population,
    people: 0,
    names: counts(),
    sounds: counts(),
    surnames: counts(),
    given: counts(),
    syllables: counts(),
    givenCharacters: 0,
    births: counts(),
    phones: counts(),
  }
}

/** Counts the people of a register. May be called again with more people: counts add up in `into`. */
export function learnFrequencies(people: Iterable<PersonRecord>, into: Frequencies = assumeFrequencies(0)): Frequencies {
  for (const person of people) {
    into.people++
    into.population = Math.max(into.population, into.people)
    const name = person.name ? prepareName(person.name) : undefined
    if (name) countName(into, name)
    if (person.birth?.length === 10) add(into.births, person.birth)
    for (const phone of person.phones ?? []) add(into.phones, phone)
  }
  return into
}

function countName(into: Frequencies, name: PreparedName): void {
  add(into.names, name.simple)
  add(into.sounds, name.sound)
  if (name.surname > 0) add(into.surnames, name.simple.slice(0, name.surname))
  for (const character of name.characters.slice(name.surname)) {
    add(into.given, character.simple)
    for (const syllable of character.syllables.slice(0, 1)) add(into.syllables, syllable)
    into.givenCharacters++
  }
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** People, or given-name characters, worth of belief in the prior. */
const surnameBelief = 300
const characterBelief = 600
/** A surname outside the table; a given-name character of which nothing is known. */
const rareSurname = 0.00004
const plainCharacter = 0.0006
const plainSyllable = 0.004

export function surnameShare(frequencies: Frequencies, surname: string): number {
  const prior = surnameShares.get(surname) ?? rareSurname
  return ((frequencies.surnames.get(surname) ?? 0) + surnameBelief * prior) / (frequencies.people + surnameBelief)
}

export function characterShare(frequencies: Frequencies, simple: string): number {
  return ((frequencies.given.get(simple) ?? 0) + characterBelief * plainCharacter) / (frequencies.givenCharacters + characterBelief)
}

function syllableShare(frequencies: Frequencies, syllable: string): number {
  return ((frequencies.syllables.get(syllable) ?? 0) + characterBelief * plainSyllable) / (frequencies.givenCharacters + characterBelief)
}

/** Share of people with a given name of one character, and of two. */
const lengthShares = [0, 0.25, 0.74, 0.01]

function lengthShare(characters: number): number {
  return lengthShares[characters] ?? 0.002
}

/** Chance that a person taken at random bears this name, she herself left out of the count. */
export function nameShare(frequencies: Frequencies, name: PreparedName): number {
  const independent = partShare(frequencies, name) * lengthShare(name.characters.length - name.surname)
  return leaveOneOut(frequencies, frequencies.names.get(name.simple), independent)
}

/** Chance that a person taken at random has a name that sounds the same. */
export function soundShare(frequencies: Frequencies, name: PreparedName): number {
  const given = name.characters.slice(name.surname)
  const syllables = given.reduce((share, character) => share * syllableShare(frequencies, character.syllables[0] ?? ''), 1)
  const independent = 1.5 * surnameShare(frequencies, name.simple.slice(0, name.surname)) * syllables * lengthShare(given.length)
  return leaveOneOut(frequencies, frequencies.sounds.get(name.sound), independent)
}

/** Chance that a random name has the characters of this one, those from place `from` up to `to` left out (none by default). */
export function partShare(frequencies: Frequencies, name: PreparedName, from = -1, to = from + 1): number {
  let share = name.surname > 0 && from !== 0 ? surnameShare(frequencies, name.simple.slice(0, name.surname)) : 1
  for (let at = name.surname; at < name.characters.length; at++) {
    if (at < from || at >= to) share *= characterShare(frequencies, name.characters[at]!.simple)
  }
  return share
}

/** Names are not drawn independently (fashions, kin, lists sorted by name), so no name is taken to be rarer than this. */
const rarest = 1e-5

/** The register's own count where there is one, leaning on independence of the characters where it is small. */
function leaveOneOut(frequencies: Frequencies, count: number | undefined, independent: number): number {
  const belief = 1000 + frequencies.people / 10
  return Math.max(rarest, (Math.max(0, (count ?? 0) - 1) + belief * independent) / (frequencies.people + belief))
}

/** Chance of a birth on this day; registers pile up births on 1 January and other days nobody knew better. */
export function birthShare(frequencies: Frequencies, birth: string): number {
  const belief = 3000
  return (Math.max(0, (frequencies.births.get(birth) ?? 0) - 1) + belief / 26000) / (frequencies.people + belief)
}

/** Chance that a random person gives this phone; a committee's own number is given by many. */
export function phoneShare(frequencies: Frequencies, phone: string): number {
  return (Math.max(0, (frequencies.phones.get(phone) ?? 0) - 1) + 0.2) / (Math.max(frequencies.people, frequencies.population) + 1000)
}
