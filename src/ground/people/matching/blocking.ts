import type { PersonRecord } from './contract.ts'
import type { PreparedName } from './name.ts'
import { type PreparedPerson, preparePerson } from './prepare.ts'

/**
 * The keys under which a person is looked for: two people are compared when they share one. Every pair that could be judged the same shares at least one:
 * an exact identifier, phone, birthday or door, or a name that reads or sounds the same, or all but one character of the name with the year or the day of birth.
 * Prefixes: i id, t token, p phone, b birth, w dwelling, h head of household, n name, y sound, s swapped characters, k wildcard name, m surname with month and day.
 */
export function blockingKeys(person: PersonRecord): string[] {
  return keysOf(preparePerson(person))
}

export function keysOf(person: PreparedPerson): string[] {
  const keys = new Set<string>()
  if (person.idNumber) keys.add(`i${person.idNumber}`)
  if (person.idToken) keys.add(`t${person.idToken}`)
  for (const phone of person.phones) keys.add(`p${phone}`)
  if (person.birth?.length === 10) keys.add(`b${person.birth}`)
  if (person.dwelling) keys.add(`w${person.dwelling}`)
  for (const name of person.name ? [person.name, ...person.formers] : person.formers) {
    keys.add(`n${name.simple}`)
    for (const sound of soundsOf(name)) keys.add(`y${sound}`)
    if (person.birth) for (const key of partialKeys(name, person.birth)) keys.add(key)
  }
  const name = person.name
  if (name) keys.add(`s${name.sorted}`)
  if (name && person.head) keys.add(`h${person.head.simple}|${name.characters[0]?.simple ?? ''}`)
  if (name && person.building)
    keys.add(
      `g${person.building}|${name.sound
        .split(' ')
        .map((syllable) => syllable.charAt(0))
        .join('')}`,
    )
  return [...keys]
}

/** The name's sound, and up to three others where a character of the given name has several readings. */
function soundsOf(name: PreparedName): string[] {
  let sounds = [name.sound.split(' ')]
  for (let at = name.surname; at < name.characters.length; at++) {
    const others = name.characters[at]?.syllables.slice(1) ?? []
    sounds = [...sounds, ...sounds.flatMap((sound) => others.map((other) => [...sound.slice(0, at), other, ...sound.slice(at + 1)]))].slice(
      0,
      4,
    )
  }
  return sounds.map((sound) => sound.join(' '))
}

function partialKeys(name: PreparedName, birth: string): string[] {
  const year = birth.slice(0, 4)
  const keys = name.characters.map(
    (_, at) => `k${name.characters.map((character, place) => (place === at ? '*' : character.simple)).join('')}|${year}`,
  )
  const surname = name.simple.slice(0, Math.max(1, name.surname))
  if (birth.length === 10) keys.push(`m${surname}|${birth.slice(5)}`)
  if (birth.length >= 7) keys.push(`m${surname}|${birth.slice(0, 7)}`)
  return keys
}

/** Holders of one key beyond which it says too little to be worth comparing. */
const mostHolders = 400

/** An index in memory. The register's own table of keys does the same for `matchRows` at any size. */
export function indexPeople(people: Iterable<PersonRecord>): (row: PersonRecord) => PersonRecord[] {
  const holders = new Map<string, PersonRecord[]>()
  for (const person of people) {
    for (const key of blockingKeys(person)) {
      const list = holders.get(key)
      if (list) list.push(person)
      else holders.set(key, [person])
    }
  }
  return (row) => {
    const found = new Set<PersonRecord>()
    for (const key of blockingKeys(row)) {
      const list = holders.get(key)
      if (list && list.length <= mostHolders) for (const person of list) found.add(person)
    }
    return [...found]
  }
}
