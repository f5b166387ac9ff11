/** What may not be kept of whom any more, for the role that deletes. */
import type { TransactionSql } from 'postgres'
import type { Element } from '#ground/facts/contract.ts'
import { listDefinitions } from '#ground/facts/definitions.ts'
import { listStanding } from '../purposes.ts'
import { saidOf } from './consents.ts'
import { listHomes, listNewest, listWithdrawing } from './queries.ts'
import { groundOf, stoppedBy } from './rules.ts'

export type Stopped = { elements: string[]; subjects: string[] }

/** Those of whom the same is stopped together; of these persons and their homes, or of everybody. */
export async function listAllStopped(sql: TransactionSql, street: number, whose?: readonly string[]): Promise<Stopped[]> {
  const persons = whose ?? (await listWithdrawing(sql, street))
  const subjects = persons.length > 0 ? [...persons, ...(await listHomes(sql, street, persons))] : []
  const said = subjects.length > 0 ? saidOf(await listNewest(sql, street, subjects)) : new Map<string, Map<string, boolean>>()
  const definitions = said.size > 0 ? await listDefinitions(sql, street, 'element') : []
  const ground = groundOf(await listStanding(sql, street), new Map(definitions.map(({ id, body }) => [id, body as Element])))
  const alike = new Map<string, Stopped>()
  for (const [subject, words] of said) {
    const elements = [...stoppedBy(ground, words)]
    const key = elements.join()
    if (elements.length > 0) alike.set(key, { elements, subjects: [...(alike.get(key)?.subjects ?? []), subject] })
  }
  return [...alike.values()]
}
