/** A mandate as a screen shows it, to the counter and to the two it is between. */
import type { StreetKeys } from '#kernel/keys/keys.ts'
import type { Mandate } from './contract.ts'
import type { MandateRow } from './queries.ts'
import { stateOf } from './rules.ts'

export function showMandate(row: MandateRow, keys: StreetKeys, today: string): Mandate {
  const { id, kind, scope, from, to, channel, ended, principalBirth, principalDied } = row
  return {
    id,
    kind,
    principal: { id: row.principal, name: row.principalName ?? '' },
    helper: {
      name: row.helperName ?? '',
      ...(row.helperPhone ? { tail: keys.open(row.helperPhone).slice(-4) } : {}),
      ...(row.helper ? { person: row.helper } : {}),
    },
    scope,
    from,
    to,
    channel,
    ...(row.paper ? { paper: row.paper } : {}),
    state: stateOf({ kind, from, to, ended, principalBirth: principalBirth ?? undefined, principalDied }, today),
  }
}
