/**
 * The tables as they stand after all migrations, printed as SQL for reading (`docs/tables.sql`): migrations tell how a table came to be,
 * this page what it is. Partitions follow their parent and are left out.
 */
import type { Sql } from 'postgres'
import type { Manifest } from './manifest.ts'

type Described = { table: string; columns: string[]; keys: string[]; indexes: string[]; policies: string[] }

/** One page of SQL, tables in the order of the manifest: columns, keys, indexes, row policies. */
export async function describeTables(owner: Sql, manifest: Manifest): Promise<string> {
  const known = new Map((await readTables(owner, [...manifest.keys()])).map((one) => [one.table, one]))
  const pages = [...manifest].flatMap(([name, { kind, module }]) => {
    const described = known.get(name)
    return described ? [print(described, `${module}, ${kind}`)] : []
  })
  return `-- The tables as they stand. Printed by \`npm run linli -- house --tables\`; a test holds this page against the database.\n\n${pages.join('\n')}`
}

function print({ table, columns, keys, indexes, policies }: Described, about: string): string {
  const rest = [...indexes, ...policies].map((line) => `${line};\n`).join('')
  return `-- ${about}\ncreate table ${table} (\n${[...columns, ...keys].map((line) => `  ${line}`).join(',\n')}\n);\n${rest}`
}

async function readTables(owner: Sql, tables: string[]): Promise<Described[]> {
  return owner<Described[]>`
    select c.relname::text as table,
      array(
        select concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
          'default ' || pg_get_expr(d.adbin, d.adrelid))
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns,
      array(
        select pg_get_constraintdef(k.oid) from pg_constraint k
        where k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c') order by array_position('{p,u,f,c}'::"char"[], k.contype), k.conname) as keys,
      array(
        select replace(pg_get_indexdef(i.indexrelid), 'public.', '') from pg_index i join pg_class x on x.oid = i.indexrelid
        where i.indrelid = c.oid and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid) order by x.relname) as indexes,
      array(
        select concat_ws(' ', 'create policy', p.polname, 'on', c.relname,
          'for ' || (case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' end),
          'to', (select string_agg(r.rolname, ', ' order by r.rolname) from pg_roles r where r.oid = any(p.polroles)),
          'using (' || pg_get_expr(p.polqual, p.polrelid) || ')', 'with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
        from pg_policy p where p.polrelid = c.oid order by p.polname) as policies
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname = any(${tables}) and c.relkind in ('r', 'p')`
}
