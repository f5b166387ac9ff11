/** Keys and seals by the browser's own cryptography: AES-GCM, and PBKDF2 for a PIN. Every seal is bound to what it is a seal of. */

export type Sealed = { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer }

/** OWASP's floor for PBKDF2 with SHA-256 (Password Storage Cheat Sheet, 2023). Kept with each lock, so that it can be raised. */
export const PIN_ROUNDS = 600_000

const KEY_BYTES = 32

export function makeBytes(count: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(count))
}

export function makeRawKey(): Uint8Array<ArrayBuffer> {
  return makeBytes(KEY_BYTES)
}

/** A key that can be used and not be read again. */
export function importKey(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

export async function keyOfPin(pin: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveKey'])
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}

/** @param key 32 bytes, base64url, as the house hands it out */
export function keyOfHouse(key: string): Promise<CryptoKey> {
  const plain = atob(key.replace(/-/g, '+').replace(/_/g, '/'))
  return importKey(Uint8Array.from(plain, (letter) => letter.charCodeAt(0)))
}

export async function sealBytes(key: CryptoKey, plain: Uint8Array<ArrayBuffer>, about: string): Promise<Sealed> {
  const iv = makeBytes(12)
  return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(about) }, key, plain) }
}

/** Undefined when the key is another, the seal was touched, or it is a seal of something else: the cipher cannot tell these apart. */
export async function openBytes(key: CryptoKey, { iv, data }: Sealed, about: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(about) }, key, data))
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return undefined
    throw error
  }
}

export async function sealValue(key: CryptoKey, value: unknown, about: string): Promise<{ sealed: Sealed; size: number }> {
  const plain = new TextEncoder().encode(JSON.stringify(value))
  return { sealed: await sealBytes(key, plain, about), size: plain.length }
}

/** @throws Error when what was kept cannot be opened with the key it was kept under: the store was tampered with */
export async function openValue<T>(key: CryptoKey, sealed: Sealed, about: string): Promise<T> {
  const plain = await openBytes(key, sealed, about)
  if (!plain) throw new Error(`the seal of ${about} does not open`)
  return JSON.parse(new TextDecoder().decode(plain)) as T
}
