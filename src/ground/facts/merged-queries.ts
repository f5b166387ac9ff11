/** Which record stands for another. */
import type { Sql, TransactionSql } from 'postgres'
import type { Tx } from '#kernel/action/context.ts'

/**
 * Itself, or the one it was merged into; `alias` names the row of `subject` or `matter`. A case, never coalesce(): to a row policy that one could tell what the
 * policy hides, so a join on it may use no index and reads every row of the street.
 */
export function keptOf(sql: Tx | Sql | TransactionSql, alias: string) {
  const [id, into] = [sql(`${alias}.id`), sql(`${alias}.merged_into`)]
  return sql`case when ${into} is null then ${id} else ${into} end`
}
