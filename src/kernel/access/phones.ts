/**
 * Signing in without a post: a code to a telephone, or the number of a letter. Whatever number is typed, the answer, the work and the time are the
 * same: nobody learns here whose it is or whether it is anybody's (law-security.md P12).
 */
import { Problem } from '#base/problem.ts'
import { dayOf, type House } from '../action/house.ts'
import { newId } from '../log/id.ts'
import { hashLetterNumber, hashPhoneCode, makePhoneCode, phoneToken, readLetterNumber, readMobile, sameBytes, sealPhone } from './phone.ts'
import * as queries from './phone-queries.ts'
import { deleteExpiredSessions, type From, recordSignIn } from './queries.ts'

/** Limits for each number (law-security.md P11); those for each address stand at the wire. */
const GAP_SECONDS = 60
const MOST_A_DAY = 5
const CODE_MINUTES = 5
const MOST_TRIES = 5

/** A telephone stays signed in for a week after its last use, and for a month at most. */
export const PHONE_IDLE_HOURS = 7 * 24
export const PHONE_MOST_HOURS = 30 * 24
const LAPSE_DAYS = 90
/** Time to finish what a letter asks, on one day. */
const LETTER_HOURS = 12

export type Opening = { login: string; street: number | null; hours: number }

/** Ask for a code. The seconds until another may be asked for. */
export async function sendPhoneCode(house: House, given: string): Promise<number> {
  const phone = getMobile(given)
  const now = house.now()
  const [token, code] = [phoneToken(house.keys, phone), makePhoneCode()]
  const hashed = hashPhoneCode(house.keys, token, code)
  const row = { phoneToken: token, code: hashed, now, expires: minutesAfter(now, CODE_MINUTES), today: dayOf(now) }
  if (!(await queries.keepPhoneCode(house.app, row, { gapSeconds: GAP_SECONDS, most: MOST_A_DAY }))) return waitFor(house, token, now)
  try {
    await house.sms.send({
      to: phone,
      text: `【邻里】登录验证码 ${code}，${CODE_MINUTES} 分钟内有效。不是您本人操作请不要理会，也不要告诉任何人。`,
    })
  } catch (error) {
    await queries.forgetPhoneCode(house.app, token, hashed, now)
    throw error
  }
  return GAP_SECONDS
}

/** One went out a moment ago: nothing is sent, and the answer is how long to wait. @throws Problem phone.too-many */
async function waitFor(house: House, token: string, now: Date): Promise<number> {
  const sent = await queries.findPhoneCode(house.app, token)
  const seconds = sent ? Math.ceil((new Date(sent.sent_at).getTime() + GAP_SECONDS * 1000 - now.getTime()) / 1000) : 0
  if (seconds > 0) return seconds
  throw new Problem('phone.too-many')
}

/** The code from the telephone. The login is made at its first use; whose it is, the streets say. */
export async function openByPhone(house: House, given: string, code: string, from: From): Promise<Opening> {
  const phone = getMobile(given)
  const now = house.now()
  const token = phoneToken(house.keys, phone)
  const kept = await queries.tryPhoneCode(house.app, token, now, MOST_TRIES)
  const hashed = hashPhoneCode(house.keys, token, code)
  if (!kept || !sameBytes(kept, hashed) || !(await queries.spendPhoneCode(house.app, token, kept, now)))
    throw new Problem('phone.code-wrong')
  await deleteExpiredSessions(house.app, now)
  const login = await queries.openPhoneLogin(house.app, {
    id: newId(),
    phoneToken: token,
    phone: sealPhone(house.keys, phone),
    at: now,
  })
  if (!login) throw new Problem('phone.code-wrong')
  await lapse(house, token, login.usedAt, now)
  await recordSignIn(house.app, { login: login.id, at: now, outcome: 'in', ...from })
  const [street] = await queries.listPhoneStreets(house.app, token)
  return { login: login.id, street: street ?? null, hours: PHONE_IDLE_HOURS }
}

/**
 * A number nobody signs in with for so long may be somebody else's by now: whom it stood for is asked again. Operators give a number on no sooner than
 * 90 days after it was given up (unconfirmed).
 */
async function lapse(house: House, token: string, usedAt: string | null, now: Date): Promise<void> {
  const before = new Date(now.getTime() - LAPSE_DAYS * 86_400_000)
  if (usedAt !== null && new Date(usedAt) > before) return
  for (const street of await queries.listPhoneStreets(house.app, token))
    await house.transaction(wholeStreet(street), (sql) => house.residents.lapse(sql, street, token, before, now))
}

/** The number of a letter, good once. */
export async function openByLetter(house: House, given: string): Promise<Opening> {
  const now = house.now()
  const plain = readLetterNumber(given)
  const found = plain && (await queries.takeLetterNumber(house.app, hashLetterNumber(house.keys, plain), now))
  if (!found) throw new Problem('letter.number-wrong')
  const { street, letter } = found
  const used = await house.transaction(wholeStreet(street), (sql) => house.residents.useLetter(sql, street, letter, now))
  if (!used) throw new Problem('letter.number-wrong')
  await queries.insertLetterLogin(house.app, letter, now)
  return { login: letter, street, hours: LETTER_HOURS }
}

const nobody = '00000000-0000-0000-0000-000000000000'

/** What is asked before it is known who somebody is. */
export function wholeStreet(street: number) {
  return { street, lo: street * 1_000_000, hi: street * 1_000_000 + 999_999, login: nobody, post: nobody, sensitive: false }
}

function getMobile(given: string): string {
  const phone = readMobile(given)
  if (!phone) throw new Problem('input.invalid', { count: 1 }, [{ path: '/phone', say: 'phone.mobile' }])
  return phone
}

function minutesAfter(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000)
}
