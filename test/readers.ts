/** People to tell something, and carriers that keep what they were given. */
import { addPerson } from '#ground/households/actions.ts'
import type { Carrier, Outgoing } from '#kernel/carriers/carrier.ts'
import { COMMUNITY, type Stage } from './stage.ts'

export async function moveIn(
  stage: Pick<Stage, 'does' | 'actor'>,
  door: string,
  values: Record<string, unknown>,
  community = COMMUNITY,
): Promise<string> {
  const input = { id: door, relation: 'residence' as const, values, source: 'seen', asOf: '2026-11-20' }
  return (await stage.does(addPerson, stage.actor('clerk', community), input)).person
}

/** A gateway that keeps what it took; `fails` is asked first, and what it throws is thrown. */
export function keepingCarrier(fails: (outgoing: Outgoing) => Error | undefined = () => undefined): Carrier & { taken: Outgoing[] } {
  const taken: Outgoing[] = []
  return {
    taken,
    send: async (outgoing) => {
      const error = fails(outgoing)
      if (error) throw error
      taken.push(outgoing)
    },
  }
}
