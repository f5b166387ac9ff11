/** SQL of rules: they are definitions, read with every version a street wrote. */
import type { Tx } from '#kernel/action/context.ts'
import type { Rule } from './contract.ts'

const NO_STREET = 0

export type RuleRow = { id: string; version: number; origin: 'shipped' | 'street'; body: Rule }

/** The street's own versions, newest first, then the newest shipped one of each. */
export async function listRuleRows(sql: Tx, street: number): Promise<RuleRow[]> {
  return sql<RuleRow[]>`
    select id, version, origin, body from definition d
    where street_id in (${NO_STREET}, ${street}) and kind = 'rule'
      and (street_id <> ${NO_STREET}
        or version = (select max(version) from definition n where n.street_id = ${NO_STREET} and n.kind = 'rule' and n.id = d.id))
    order by id, street_id desc, version desc`
}
