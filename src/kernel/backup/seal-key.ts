/** The master key leaves the house only under a passphrase: scrypt (RFC 7914) stretches it, AES-256-GCM seals the key. */
import { randomBytes, scrypt } from 'node:crypto'
import { decrypt, encrypt } from '../keys/cipher.ts'
import { BackupFailure } from './failures.ts'

const LEAST = 12
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }

type Sealed = { way: 'scrypt-aes-256-gcm'; N: number; r: number; p: number; salt: string; key: string }

/** @throws BackupFailure passphrase-short */
export async function sealKey(master: Buffer, passphrase: string): Promise<Buffer> {
  if ([...passphrase].length < LEAST) throw new BackupFailure('passphrase-short', { least: LEAST })
  const salt = randomBytes(16)
  const { N, r, p } = COST
  const key = encrypt('a', await stretch(passphrase, salt, COST), master)
  const sealed: Sealed = { way: 'scrypt-aes-256-gcm', N, r, p, salt: salt.toString('base64url'), key: key.toString('base64url') }
  return Buffer.from(JSON.stringify(sealed))
}

/** @throws BackupFailure passphrase-wrong */
export async function unsealKey(sealed: Buffer, passphrase: string): Promise<Buffer> {
  try {
    const { way, N, r, p, salt, key } = JSON.parse(sealed.toString()) as Sealed
    if (way !== 'scrypt-aes-256-gcm' || N > COST.N) throw new Error('sealed in a way not known here')
    return decrypt('a', await stretch(passphrase, Buffer.from(salt, 'base64url'), { ...COST, N, r, p }), Buffer.from(key, 'base64url'))
  } catch {
    throw new BackupFailure('passphrase-wrong')
  }
}

function stretch(passphrase: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
