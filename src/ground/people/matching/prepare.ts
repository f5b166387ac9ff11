import { idFrom15, isIdNumber } from '#base/values/id-number.ts'
import type { PersonRecord } from './contract.ts'
import { type PreparedName, prepareName } from './name.ts'

/** A person made ready for comparing: names analysed once, birth and sex taken from a valid citizen number where they were missing. */
export type PreparedPerson = {
  id: string
  name: PreparedName | undefined
  formers: readonly PreparedName[]
  idNumber: string | undefined
  idToken: string | undefined
  phones: readonly string[]
  birth: string | undefined
  sex: 'male' | 'female' | undefined
  dwelling: string | undefined
  building: string | undefined
  head: PreparedName | undefined
}

const none: readonly never[] = []

const prepared = new WeakMap<PersonRecord, PreparedPerson>()

/** Remembered per record object, which must not change while it is matched. */
export function preparePerson(person: PersonRecord): PreparedPerson {
  const found = prepared.get(person)
  if (found) return found
  const made = analyse(person)
  prepared.set(person, made)
  return made
}

function analyse(person: PersonRecord): PreparedPerson {
  const idNumber = person.idNumber && /^\d{15}$/.test(person.idNumber) ? idFrom15(person.idNumber) : person.idNumber || undefined
  const valid = idNumber !== undefined && isIdNumber(idNumber) ? idNumber : undefined
  return {
    id: person.id,
    name: person.name ? prepareName(person.name) : undefined,
    formers: person.formerNames?.length ? person.formerNames.flatMap((name) => prepareName(name) ?? []) : none,
    idNumber,
    idToken: person.idToken,
    phones: person.phones ?? none,
    birth: person.birth ?? (valid ? `${valid.slice(6, 10)}-${valid.slice(10, 12)}-${valid.slice(12, 14)}` : undefined),
    sex: person.sex ?? (valid ? (Number(valid.charAt(16)) % 2 === 1 ? 'male' : 'female') : undefined),
    dwelling: person.dwelling,
    building: person.building,
    head: person.householdHead ? prepareName(person.householdHead) : undefined,
  }
}
