/** While a response goes on: help does not stop, and how many were not reached. */
import type { OutputOf } from '#base/contract.ts'
import { useText } from '#kit/text-context.tsx'
import type { listCare } from '../contract.ts'

export function EmergencyNote({ emergencies, counts }: Pick<OutputOf<typeof listCare>, 'emergencies' | 'counts'>) {
  const text = useText()
  return (
    <>
      {emergencies.map(({ title, until }) => (
        <p key={title + until} class="care-emergency" role="note">
          <strong>{text.say('care.emergency', { title, until: text.moment(until, 'short') })}</strong>{' '}
          {text.say(counts.unreached > 0 ? 'care.emergency-unreached' : 'care.emergency-reached', { n: counts.unreached })}
        </p>
      ))}
    </>
  )
}
