/**
 * Keys of phones. What a worker has said without a network lies on her phone under a key that only the house can make again, and that it hands to nobody but
 * a session of the same login: after too many wrong PINs, or with another PIN, her unsent answers are still hers. Once she cannot sign in any more, what she left is opened for
 * those who plan rounds there (management/visits, `round.unseal`).
 */
import { createHmac } from 'node:crypto'
import type { Keys } from '../keys/keys.ts'

/** The same for all her phones: whose keep it is, without saying who she is. */
export function accountOf(keys: Keys, login: string): string {
  return createHmac('sha256', keys.ofHouse('accounts on phones')).update(login).digest('base64url').slice(0, 22)
}

/** 32 bytes. Nothing of it is stored: it is made from the house's key, the login and the phone each time. */
export function keyOfDevice(keys: Keys, login: string, device: string): string {
  return createHmac('sha256', keys.ofHouse('keys of phones')).update(`${login} ${device}`).digest('base64url')
}
