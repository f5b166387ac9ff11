/** Who acts in a job. Beside the starting of the house, so that the threads of jobs load no more than they need. */
import { Problem } from '#base/problem.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { findPost } from '#kernel/access/queries.ts'
import { actorOf } from '#kernel/access/sessions.ts'
import { dayOf, type House } from '#kernel/action/house.ts'

const nobody = '00000000-0000-0000-0000-000000000000'

/** The post that started a job must still be in force when the job runs. */
export async function getActorOfPost(house: House, street: number, post: string): Promise<Actor> {
  const scope = { street, lo: 0, hi: 0, login: nobody, post: nobody, sensitive: false }
  const row = await house.transaction(scope, (sql) => findPost(sql, street, post, dayOf(house.now())))
  if (!row) throw new Problem('access.post-ended')
  return actorOf(house, row.title, row)
}
