/** Passwords (argon2id at the library's OWASP defaults: 19 MiB, 2 passes) and one-time codes (RFC 6238, 6 digits, 30 s). */
import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { generateSecret, generateSync, generateURI, verifySync } from 'otplib'

export function hashPassword(password: string): Promise<string> {
  return hash(password)
}

export function checkPassword(hashed: string, password: string): Promise<boolean> {
  return verify(hashed, password)
}

/** A hash to compare against when nobody has the name, so that the answer takes as long. */
export const nobodysHash = hash(String(randomInt(2 ** 47)))

export function makeSecret(): string {
  return generateSecret()
}

export function currentCode(secret: string, now: Date): string {
  return generateSync({ secret, epoch: Math.floor(now.getTime() / 1000) })
}

/** The time step of an accepted code, later than `usedStep` (a code is good once); one step of clock difference either way. */
export function acceptCode(secret: string, code: string, usedStep: number, now: Date): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const epoch = Math.floor(now.getTime() / 1000)
  const result = verifySync({ secret, token: code, epoch, epochTolerance: 30, afterTimeStep: usedStep })
  return result.valid && 'timeStep' in result ? result.timeStep : undefined
}

/** What an authenticator app reads from a QR code. */
export function secretUri(secret: string, name: string): string {
  return generateURI({ issuer: 'Linli', label: name, secret })
}
