/** SQL of the search index while a whole register is written: half of the work of a new subject is sorting its entries in. */
import type { Tx } from '#kernel/action/context.ts'

/** In this transaction entries wait to be sorted by `sortSearch` beside it, on the other processor. */
export async function leaveSearchUnsorted(sql: Tx): Promise<void> {
  await sql`set local gin_pending_list_limit = '64MB'`
}

/** Sort in what waits so far, also of transactions that are not over. */
export async function sortSearch(sql: Tx): Promise<void> {
  await sql`select app_sort_search()`
}
