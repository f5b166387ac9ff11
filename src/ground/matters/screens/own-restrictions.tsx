/** On a resident's first page: what holds where she lives, and for her. */
import { call } from '#kit/api.ts'
import { Icon } from '#kit/icon.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { listOwnRestrictions } from '../restrictions/contract.ts'
import { RestrictionList } from './restriction-list.tsx'

export function OwnRestrictions() {
  const text = useText()
  const read = useRead('restrictions', (signal) => call(listOwnRestrictions, {}, { signal }))
  const restrictions = read.reply?.data.restrictions ?? []
  if (read.refusal && !read.reply) return <ProblemNote reading refusal={read.refusal} />
  if (restrictions.length === 0) return null
  return (
    <section>
      <h2>{text.say('restriction.title-own')}</h2>
      <RestrictionList restrictions={restrictions} />
      <a class="way" data-tone="plain" href="/doorstep/report">
        <Icon name="add" />
        <span class="way-words">{text.say('restriction.contest-here')}</span>
      </a>
    </section>
  )
}
