/** Telephones and letter numbers as the house keeps them: a token to find them by, encrypted or not at all. */
import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import { isRefused } from '#base/values/parsed.ts'
import { parsePhone } from '#base/values/phone.ts'
import { decrypt, encrypt } from '../keys/cipher.ts'
import type { Keys } from '../keys/keys.ts'

/** A mobile number in the form that is stored and compared; a landline gets no messages. */
export function readMobile(text: string): string | undefined {
  const read = parsePhone(text)
  return !isRefused(read) && read.value.kind === 'mobile' ? read.value.number : undefined
}

/** The same in all streets: of a directory that says in which streets somebody is known, not who. */
export function phoneToken(keys: Keys, phone: string): string {
  return createHmac('sha256', keys.ofHouse('telephones')).update(phone).digest('hex')
}

export function sealPhone(keys: Keys, phone: string): string {
  return encrypt('a', keys.ofHouse('telephones'), Buffer.from(phone)).toString('base64url')
}

export function openPhone(keys: Keys, sealed: string): string {
  return decrypt('a', keys.ofHouse('telephones'), Buffer.from(sealed, 'base64url')).toString()
}

/** Six digits; a million of them are tried in no time, so what is kept needs the key. */
export function makePhoneCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0')
}

export function hashPhoneCode(keys: Keys, token: string, code: string): Buffer {
  return createHmac('sha256', keys.ofHouse('codes to telephones')).update(`${token} ${code}`).digest()
}

export function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Without letters and digits that look alike, in print or by hand: 31 kinds, so twelve are 59 bits. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LETTER_LENGTH = 12

/** `7KQM-2XWP-H4TN` */
export function makeLetterNumber(): string {
  const characters = Array.from({ length: LETTER_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)])
  return [0, 4, 8].map((at) => characters.slice(at, at + 4).join('')).join('-')
}

/** As typed: small letters, blanks and dashes of any width. Nothing for what cannot be a number of a letter. */
export function readLetterNumber(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
  return plain.length === LETTER_LENGTH && [...plain].every((character) => ALPHABET.includes(character)) ? plain : undefined
}

export function hashLetterNumber(keys: Keys, plain: string): string {
  return createHmac('sha256', keys.ofHouse('numbers of letters')).update(plain).digest('hex')
}
