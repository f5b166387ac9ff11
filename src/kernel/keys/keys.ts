/**
 * Identifiers are encrypted under a data key of their street and found again by a token, an HMAC of their normal form
 * (law-security.md §A7: a plain hash of an identity number can be reversed by trying them all).
 */
import { createHmac, randomBytes } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import type { Sql } from 'postgres'
import type { Tx } from '../action/context.ts'
import { folderFailure, StartFailure } from '../db/failures.ts'
import { type CipherProfile, decrypt, deriveKey, encrypt, keyObject } from './cipher.ts'

export type StreetKeys = {
  /** `<profile><key id>.<base64url>`. */
  seal: (plain: string) => string
  open: (sealed: string) => string
  /** 16 bytes in hex; the same kind and normal form always give the same token in one street, and another in every other street. */
  token: (kind: string, normal: string) => string
}

export type Keys = {
  /** The street's keys, made on first use. Cached: a street has one key until it is rotated. */
  ofStreet: (sql: Tx, street: number) => Promise<StreetKeys>
  /** A key of the house itself, for one purpose (session tokens, one-time-code secrets). */
  ofHouse: (purpose: string) => Buffer
  profile: CipherProfile
}

/** Read the master key, or make it on first start. It is 32 random bytes in a file only the house may read, or LINLI_MASTER_KEY in hex. */
export async function readMasterKey(file: string): Promise<Buffer> {
  const given = process.env.LINLI_MASTER_KEY
  if (given) return parseMasterKey(given, 'LINLI_MASTER_KEY')
  return (await findMasterKey(file)) ?? makeMasterKey(file)
}

/** A database that was encrypted under a key which is not there any more is not opened under a new one. @throws StartFailure key-missing */
export async function refuseIfKeyMissing(backup: Sql, file: string): Promise<void> {
  if (process.env.LINLI_MASTER_KEY || (await findMasterKey(file))) return
  const [row] = await backup<{ used: boolean }[]>`select exists (select 1 from street_key) or exists (select 1 from login) as used`
  if (row?.used) throw new StartFailure('key-missing', { file })
}

/** The key that is there already, if any. @throws StartFailure key-damaged: half a key, or none, would encrypt as well and protect nothing */
export async function findMasterKey(file: string): Promise<Buffer | undefined> {
  try {
    return parseMasterKey(await readFile(file, 'utf8'), file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw folderFailure(error, file)
  }
}

function parseMasterKey(text: string, file: string): Buffer {
  if (!/^[0-9a-f]{64}$/i.test(text.trim())) throw new StartFailure('key-damaged', { file })
  return Buffer.from(text.trim(), 'hex')
}

/** Written beside and put in place whole: a disk that is full in that moment leaves no half of a key. */
async function makeMasterKey(file: string): Promise<Buffer> {
  const made = randomBytes(32)
  const beside = `${file}.${process.pid}.new`
  try {
    await writeFile(beside, `${made.toString('hex')}\n`, { mode: 0o600, flush: true })
    await link(beside, file)
    return made
  } catch (error) {
    const theirs = (error as NodeJS.ErrnoException).code === 'EEXIST' ? await findMasterKey(file) : undefined
    if (theirs) return theirs
    throw folderFailure(error, file)
  } finally {
    await rm(beside, { force: true })
  }
}

export function openKeys(master: Buffer, profile: CipherProfile = 'a'): Keys {
  const wrapping = deriveKey(master, 'linli street keys', 32)
  const streets = new Map<number, StreetKeys>()
  /** Few, and written in the code: each is derived once. */
  const purposes = new Map<string, Buffer>()
  return {
    profile,
    ofHouse: (purpose) => {
      const known = purposes.get(purpose) ?? deriveKey(master, `linli ${purpose}`, 32)
      purposes.set(purpose, known)
      return known
    },
    ofStreet: async (sql, street) => {
      const known = streets.get(street)
      if (known) return known
      const keys = await readStreetKeys(sql, street, wrapping, profile)
      // Cached only after it was read back as committed or made in this transaction; a rolled-back making is simply made again.
      if (keys.committed) streets.set(street, keys.keys)
      return keys.keys
    },
  }
}

async function readStreetKeys(
  sql: Tx,
  street: number,
  wrapping: Buffer,
  profile: CipherProfile,
): Promise<{ keys: StreetKeys; committed: boolean }> {
  const find = () => sql<{ id: number; wrapped: Buffer }[]>`select id, wrapped from street_key where street_id = ${street} order by id`
  let rows = await find()
  const committed = rows.length > 0
  if (!committed) {
    await sql`
      insert into street_key (street_id, id, wrapped, at) values (${street}, 1, ${encrypt('a', wrapping, randomBytes(32))}, now())
      on conflict (street_id, id) do nothing`
    rows = await find()
  }
  const keys = new Map(rows.map((row) => [row.id, decrypt('a', wrapping, row.wrapped)]))
  return { keys: streetKeys(keys, profile), committed }
}

/** The newest key seals; tokens always use the first, so that they stay findable after a rotation. */
export function streetKeys(keys: Map<number, Buffer>, profile: CipherProfile): StreetKeys {
  const newest = Math.max(...keys.keys())
  const sealing = keys.get(newest)!
  const tokens = deriveKey(keys.get(Math.min(...keys.keys()))!, 'tokens', 32)
  return {
    seal: (plain) => `${profile}${newest}.${encrypt(profile, sealing, Buffer.from(plain)).toString('base64url')}`,
    open: (sealed) => {
      const dot = sealed.indexOf('.')
      const key = keys.get(Number(sealed.slice(1, dot)))
      if (!key) throw new Error('sealed under a key that is gone')
      return decrypt(sealed[0] as CipherProfile, key, Buffer.from(sealed.slice(dot + 1), 'base64url')).toString()
    },
    token: rememberLast((text) => createHmac('sha256', keyObject(tokens)).update(text).digest('hex').slice(0, 32)),
  }
}

/** An import asks for the number and the telephone of each row of a batch several times: two batches fit. */
const REMEMBERED = 8000
const LONG = 100

/** The same identifier is looked up, stored and searched within one moment. Kept in memory only, and not for long. */
function rememberLast(make: (text: string) => string): StreetKeys['token'] {
  const known = new Map<string, string>()
  return (kind, normal) => {
    const text = `${kind}:${normal}`
    // A fingerprint of a whole saying is long and asked for once or twice: it would only push out what is asked for again.
    if (text.length > LONG) return make(text)
    const earlier = known.get(text)
    if (earlier) return earlier
    const token = make(text)
    if (known.size >= REMEMBERED) known.clear()
    known.set(text, token)
    return token
  }
}
