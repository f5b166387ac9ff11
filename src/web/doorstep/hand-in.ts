/** Brings what another person left on this phone, as the one who is here now: the house keeps each item for whoever answers for its door (quarantine). */
import { sendVisits } from '#circles/management/visits/screens/send.ts'
import type { Keep } from '#kit/outbox/keep.ts'
import { type Sent, sync } from '#kit/outbox/sync.ts'

/** `left`: what the house did not take, which stays on the phone; also what was said in another street. */
export async function handIn(keep: Keep, street: number): Promise<{ sent: Sent; left: number }> {
  // What she was refused was done by nobody; from another hand it is kept for a decision.
  for (const { item, answer } of await keep.list()) if (answer?.outcome === 'refused') await keep.resend(item.id)
  const sent = await sync(keep, { street, send: sendVisits })
  for (const { item, answer } of await keep.list()) if (answer && answer.outcome !== 'refused') await keep.dismiss(item.id)
  const { waiting, returned } = await keep.counts()
  return { sent, left: waiting + returned }
}
