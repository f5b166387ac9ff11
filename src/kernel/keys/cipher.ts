/**
 * Ciphers behind the keys. Every ciphertext names its algorithm and key, so that either can change:
 * `a` AES-256-GCM (default), `g` SM4-CTR with HMAC-SM3, encrypt-then-MAC (the `gm` profile; OpenSSL has no SM4-GCM).
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

export type CipherProfile = 'a' | 'g'

/** 16 random bytes of nonce in front; the tag behind. */
export function encrypt(profile: CipherProfile, key: Buffer, plain: Buffer): Buffer {
  if (profile === 'g') return encryptSm4(key, plain)
  const nonce = takeNonce()
  const cipher = createCipheriv('aes-256-gcm', keyObject(key), nonce)
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

const keyObjects = new WeakMap<Buffer, KeyObject>()

/** A key handed over once: taking it in anew for every value costs more than the encryption. */
export function keyObject(key: Buffer): KeyObject {
  const known = keyObjects.get(key)
  if (known) return known
  const made = createSecretKey(key)
  keyObjects.set(key, made)
  return made
}

const NONCE = 12
let nonces = Buffer.alloc(0)

/** Random nonces are drawn many at a time: each is used once, and drawing one costs as much as drawing a hundred. */
function takeNonce(): Buffer {
  if (nonces.length < NONCE) nonces = randomBytes(NONCE * 256)
  const nonce = nonces.subarray(0, NONCE)
  nonces = nonces.subarray(NONCE)
  return nonce
}

/** Throws when the ciphertext was changed or the key is another one. */
export function decrypt(profile: CipherProfile, key: Buffer, sealed: Buffer): Buffer {
  if (profile === 'g') return decryptSm4(key, sealed)
  const decipher = createDecipheriv('aes-256-gcm', keyObject(key), sealed.subarray(0, 12))
  decipher.setAuthTag(sealed.subarray(sealed.length - 16))
  return Buffer.concat([decipher.update(sealed.subarray(12, sealed.length - 16)), decipher.final()])
}

export function deriveKey(key: Buffer, purpose: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), purpose, bytes))
}

function encryptSm4(key: Buffer, plain: Buffer): Buffer {
  const nonce = randomBytes(16)
  const cipher = createCipheriv('sm4-ctr', deriveKey(key, 'sm4', 16), nonce)
  const body = Buffer.concat([nonce, cipher.update(plain), cipher.final()])
  return Buffer.concat([body, macSm3(key, body)])
}

function decryptSm4(key: Buffer, sealed: Buffer): Buffer {
  const body = sealed.subarray(0, sealed.length - 32)
  if (!timingSafeEqual(macSm3(key, body), sealed.subarray(sealed.length - 32))) throw new Error('ciphertext was changed')
  const decipher = createDecipheriv('sm4-ctr', deriveKey(key, 'sm4', 16), body.subarray(0, 16))
  return Buffer.concat([decipher.update(body.subarray(16)), decipher.final()])
}

function macSm3(key: Buffer, body: Buffer): Buffer {
  return createHmac('sm3', deriveKey(key, 'hmac-sm3', 32))
    .update(body)
    .digest()
}
