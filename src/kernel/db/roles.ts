/**
 * The roles of the house. Each pool signs in as one of them; none is a superuser, and only the owner owns tables, so row policies bind all others.
 * - `linli_owner` owns tables and runs migrations; - `linli_app` every action and view
 * - `linli_resident` what `linli_app` becomes for a resident: only policies written for her hold then
 * - `linli_seal` numbers and chains the log; - `linli_backup` reads everything; - `linli_erase` deletes what must be forgotten
 */
import type { Sql } from 'postgres'
import { errorCode, StartFailure } from './failures.ts'

export const roles = ['linli_owner', 'linli_app', 'linli_resident', 'linli_seal', 'linli_backup', 'linli_erase'] as const
export type Role = (typeof roles)[number]

/**
 * Make the roles that are missing. In the embedded server they sign in themselves; in a foreign one they cannot, and the given user becomes a member.
 * @param admin a connection as the superuser of the embedded server, or as the user of DATABASE_URL
 * @param signIn true in the embedded server; with a password where sign-in needs one
 * @throws StartFailure roles-refused with the statements an administrator must run, roles-unsafe
 */
export async function ensureRoles(admin: Sql, signIn: { password?: string } | undefined): Promise<void> {
  const missing = await listMissing(admin)
  for (const statement of statementsFor(missing, signIn)) await tryStatement(admin, statement)
  if (signIn?.password) for (const role of roles) await admin.unsafe(`alter role ${role} password '${signIn.password}'`)
  if (signIn) await admin.unsafe(BECOMES)
  else await refuseIfNotMember(admin)
  await refuseIfUnsafe(admin)
}

/**
 * The app may become a resident, and is none until then: nothing of hers is inherited. In a foreign server it is the given user who signs in, and a
 * member of both.
 */
const BECOMES = 'grant linli_resident to linli_app with inherit false, set true'

/** Let the owner make tables in this database. @throws StartFailure roles-refused */
export async function ensureOwnership(admin: Sql): Promise<void> {
  const [row] = await admin<{ name: string; inDatabase: boolean; inSchema: boolean }[]>`
    select current_database() as name, has_database_privilege('linli_owner', current_database(), 'create') as "inDatabase",
      has_schema_privilege('linli_owner', 'public', 'create') as "inSchema"`
  if (!row) throw new Error('no row from a select without a table')
  const database = `"${row.name.replaceAll('"', '""')}"`
  const statements = [
    ...(row.inDatabase ? [] : [`grant create on database ${database} to linli_owner`]),
    ...(row.inSchema ? [] : ['grant usage, create on schema public to linli_owner']),
  ]
  for (const statement of statements) await tryStatement(admin, statement)
}

async function listMissing(admin: Sql): Promise<Role[]> {
  const rows = await admin<{ rolname: string }[]>`select rolname from pg_roles where rolname in ${admin([...roles])}`
  return roles.filter((role) => !rows.some((row) => row.rolname === role))
}

function statementsFor(missing: readonly Role[], signIn: { password?: string } | undefined): string[] {
  return missing.flatMap((role) => {
    const make = `create role ${role} ${signIn ? 'login' : 'nologin'} nosuperuser nocreatedb nocreaterole nobypassrls`
    return signIn ? [make] : [make, `grant ${role} to current_user`]
  })
}

/** Two servers starting at once may both find a role missing; the second statement then finds it there. */
async function tryStatement(admin: Sql, statement: string): Promise<void> {
  try {
    await admin.unsafe(statement)
  } catch (error) {
    const code = errorCode(error)
    if (code === '42501') throw await refusal(admin, error)
    if (code !== '42710' && code !== '23505') throw error
  }
}

async function refuseIfNotMember(admin: Sql): Promise<void> {
  for (const role of roles) {
    const [row] = await admin<{ member: boolean }[]>`select pg_has_role(current_user, ${role}, 'member') as member`
    if (!row?.member) await tryStatement(admin, `grant ${role} to current_user`)
  }
}

async function refusal(admin: Sql, cause: unknown): Promise<StartFailure> {
  const [row] = await admin<{ user: string; database: string }[]>`select current_user::text as user, current_database()::text as database`
  const user = row?.user ?? ''
  const sql = [
    ...roles.map((role) => `create role ${role} nologin; grant ${role} to "${user}";`),
    `grant create on database "${row?.database ?? ''}" to linli_owner; grant usage, create on schema public to linli_owner;`,
  ].join('\n')
  return new StartFailure('roles-refused', { user, sql }, cause)
}

async function refuseIfUnsafe(admin: Sql): Promise<void> {
  const [row] = await admin<{ rolname: string }[]>`
    select rolname from pg_roles where rolname in ${admin([...roles])}
      and (rolsuper or rolbypassrls or (rolname <> 'linli_owner' and pg_has_role(rolname, 'linli_owner', 'member'))) limit 1`
  if (row) throw new StartFailure('roles-unsafe', { role: row.rolname })
}
