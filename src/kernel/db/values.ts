/**
 * How values cross between PostgreSQL and the code, the same in every pool:
 *
 * | column | in the code |
 * |---|---|
 * | bigint | number; a value beyond 2^53 throws (street_id and region_no have at most 15 digits) |
 * | numeric | string, exact |
 * | date | string `YYYY-MM-DD` |
 * | timestamptz | string in UTC, `2026-11-22T03:01:22.123Z`; six digits when there are microseconds |
 * | jsonb | parsed; written with `sql.json(value)` |
 *
 * Times may be written as Date or as such a string. Two times compare as strings when both have milliseconds, as everything the code writes has.
 */
import type { PostgresType } from 'postgres'

export const postgresTypes: Record<string, PostgresType> = {
  bigint: { to: 20, from: [20], serialize: String, parse: safeInteger },
  day: { to: 1082, from: [1082, 1114], serialize: String, parse: String },
  instant: {
    to: 1184,
    from: [1184],
    serialize: (value: Date | string) => (value instanceof Date ? value.toISOString() : value),
    parse: instant,
  },
}

function safeInteger(raw: string): number {
  const value = Number(raw)
  if (!Number.isSafeInteger(value)) throw new Error(`bigint ${raw} is beyond what a number holds exactly`)
  return value
}

/** `2026-11-22 03:01:22.1234+00` (the session is in UTC) → ISO 8601 with three or six digits. `infinity` stays as it is. */
export function instant(raw: string): string {
  const parts = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/.exec(raw)
  if (!parts) return raw
  const fraction = parts[3] ?? ''
  return `${parts[1]}T${parts[2]}.${fraction.padEnd(fraction.length > 3 ? 6 : 3, '0')}Z`
}
