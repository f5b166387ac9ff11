/** Of one request, before anything else: how much of it was held, and what it asks of people. */
import { call } from '#kit/api.ts'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { readHeld } from '../contract.ts'

/** @param standing asked anew when it changes */
export function HeldLine({ request, standing }: { request: string; standing: string }) {
  const text = useText()
  const read = useRead(`${request} ${standing}`, (signal) => call(readHeld, { id: request }, { signal }), 'once')
  const held = read.reply?.data
  if (!held?.cells) return null
  const { cells, known, asked, joined } = held
  return (
    <p class="held-line">
      {text.say('held.line', { share: text.percent(known / cells), known })}
      {asked > 0 && text.say('held.line-asked', { asked })}
      {joined > 0 && text.say('held.line-joined', { joined })}
    </p>
  )
}
