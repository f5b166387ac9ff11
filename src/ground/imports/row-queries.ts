/**
 * SQL that keeps judged rows. They travel as one text, a line for each row: read by the database, that costs half of what the same rows cost
 * as JSON records, since most of a row's thirty columns are empty. COPY would cost less still, but no row policy lets it through.
 */
import type { Tx } from '#kernel/action/context.ts'
import type { StagedRow } from './judging/staged.ts'

const [COLUMN, ENTRY] = ['\u001f', '\u001e']
/** A list without entries; none at all is nothing. */
const EMPTY = '-'

/** Rows stand by their place in the sheet; a row judged again replaces itself. */
export async function stageRows(sql: Tx, street: number, id: string, rows: StagedRow[], again: boolean, round = 0): Promise<void> {
  if (rows.length === 0) return
  if (again) await removeRows(sql, street, id, rows)
  const list = (column: number) =>
    sql`case when a[${column}::int] = ${EMPTY} then '{}' else string_to_array(a[${column}::int], ${ENTRY}) end`
  await sql`
    insert into import_row (street_id, import_id, round, sheet, row, part, region_no, verdict, kind, subject_id, rev, fresh, statement_id, repeats,
      digest, dwelling_id, label, decides, body, body_s, more, next, next_s, ties, sort, search, token_kinds, tokens, outcomes, problems, candidates, decision)
    select ${street}, ${id}, ${round}, a[1]::int, a[2]::int, a[3]::int, a[4]::bigint, a[5], a[6], a[7]::uuid, a[8]::int, a[9]::boolean, a[10]::uuid, a[11]::uuid,
      a[12], a[13]::uuid, coalesce(a[14], ''), a[15]::boolean, a[16]::jsonb, a[17]::jsonb, a[18]::jsonb, a[19]::jsonb, a[20]::jsonb, a[21]::jsonb,
      coalesce(a[22], ''), ${list(23)}, ${list(24)}, ${list(25)}, a[26]::jsonb, a[27]::jsonb, a[28]::jsonb, a[29]
    from string_to_table(${rows.map(lineOf).join('\n')}, ${'\n'}) as l(line) cross join lateral string_to_array(line, ${COLUMN}, '') as a`
}

async function removeRows(sql: Tx, street: number, id: string, rows: StagedRow[]): Promise<void> {
  await sql`
    delete from import_row r using unnest(${rows.map((one) => one.sheet)}::int[], ${rows.map((one) => one.row)}::int[], ${rows.map((one) => one.part)}::int[])
      as n(sheet, "row", part)
    where r.street_id = ${street} and r.import_id = ${id} and r.sheet = n.sheet and r.row = n."row" and r.part = n.part`
}

function lineOf(row: StagedRow): string {
  return [
    row.sheet,
    row.row,
    row.part,
    row.region,
    row.verdict,
    row.kind,
    row.subject,
    row.rev,
    row.fresh,
    row.statement,
    row.repeats,
    row.digest,
    row.dwelling,
    plain(row.label),
    row.decides,
    json(row.body),
    json(row.twin),
    json(row.more),
    json(row.next),
    json(row.nextTwin),
    json(row.ties),
    plain(row.sort),
    list(row.search),
    list(row.tokenKinds),
    list(row.tokens),
    json(row.outcomes),
    json(row.problems),
    json(row.candidates),
    row.decision,
  ].join(COLUMN)
}

/** Control characters inside of it are written as escapes, so no line and no column ends early. */
function json(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value)
}

function list(entries: string[] | null): string | null {
  if (entries === null) return null
  return entries.length === 0 ? EMPTY : entries.map(plain).join(ENTRY)
}

/** What separates lines and columns is no part of a name or an address. */
function plain(text: string): string {
  return /[\n\u001e\u001f]/.test(text) ? text.replace(/[\n\u001e\u001f]/g, ' ') : text
}
