/** On a worker's first page: how many to be in touch with today. */
import { call } from '#kit/api.ts'
import { Icon } from '#kit/icon.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { countCare } from '../contract.ts'

export function HomeCare() {
  const text = useText()
  const read = useRead('care', (signal) => call(countCare, {}, { signal }))
  if (read.refusal && !read.reply) return <ProblemNote reading refusal={read.refusal} />
  if (!read.reply || read.reply.data.all === 0) return null
  const { due, unreached } = read.reply.data
  return (
    <a class="way" data-tone="plain" href="/doorstep/care">
      <Icon name={unreached > 0 ? 'warning' : 'service'} />
      <span class="way-words">
        {text.say(due > 0 ? 'staff.care' : 'staff.care-none', { n: due })}
        <span class="way-about">{text.say(unreached > 0 ? 'staff.care-unreached' : 'staff.care-about', { n: unreached })}</span>
      </span>
    </a>
  )
}
