/** One-time-code secrets are encrypted under a key of the house. */
import { decrypt, encrypt } from '../keys/cipher.ts'
import type { Keys } from '../keys/keys.ts'

export function sealSecret(keys: Keys, secret: string): string {
  return encrypt('a', keys.ofHouse('one-time codes'), Buffer.from(secret)).toString('base64url')
}

export function openSecret(keys: Keys, sealed: string): string {
  return decrypt('a', keys.ofHouse('one-time codes'), Buffer.from(sealed, 'base64url')).toString()
}
