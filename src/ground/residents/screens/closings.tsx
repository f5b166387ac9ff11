/** Looks that one person is not shown for now: each with reason and last day, proposed by one and reviewed by another. */
import { useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { Tag } from '#kit/tag.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { UnreadNote } from '#kit/unread-note.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { type Closing, endClosing, listClosings, reviewClosing } from '../closings/contract.ts'
import { CloseDialog } from './close-dialog.tsx'
import './sign-ins.css'

export function Closings({ person }: { person: string }) {
  const text = useText()
  const read = useRead(person, (signal) => call(listClosings, { id: person }, { signal }))
  const [closing, setClosing] = useState(false)
  const review = useDo((input: { id: string; kept: boolean }, options) => call(reviewClosing, input, options))
  const end = useDo((id: string, options) => call(endClosing, { id }, options))
  const closings = read.reply?.data.closings
  const done = async (acted: Promise<unknown>) => {
    if (await acted) read.reload()
  }
  return (
    <Section title={text.say('closing.title')} actions={<Button onPress={() => setClosing(true)}>{text.say('closing.add')}</Button>}>
      <p class="quiet small">{text.say('closing.lead')}</p>
      {read.refusal && <UnreadNote refusal={read.refusal} onRetry={read.reload} />}
      {review.refusal && <ProblemNote refusal={review.refusal} />}
      {end.refusal && <ProblemNote refusal={end.refusal} />}
      {closings?.length === 0 && <p class="quiet">{text.say('closing.none')}</p>}
      <ul class="sign-in-list">
        {closings?.map((one) => (
          <li key={one.id}>
            <div class="mandate">
              <p>
                {text.say(`closing.why.${one.why}`)}{' '}
                <Tag tone={one.state === 'unreviewed' ? 'stale' : 'plain'}>{text.say(`closing.state.${one.state}`)}</Tag>
              </p>
              <p class="quiet small">{sayLine(text, one)}</p>
            </div>
            {one.mayReview && (
              <div class="row">
                <Button size="small" busy={review.busy} onPress={() => done(review.run({ id: one.id, kept: true }))}>
                  {text.say('closing.keep')}
                </Button>
                <Button size="small" busy={review.busy} onPress={() => done(review.run({ id: one.id, kept: false }))}>
                  {text.say('closing.refuse')}
                </Button>
              </div>
            )}
            {(one.state === 'unreviewed' || one.state === 'in-force') && (
              <Button size="small" busy={end.busy} onPress={() => done(end.run(one.id))}>
                {text.say('closing.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {closing && <CloseDialog person={person} onClose={() => setClosing(false)} onDone={read.reload} />}
    </Section>
  )
}

function sayLine(text: Text, { from, to, until, basis, looker, by, reviewer }: Closing): string {
  const days = { from: text.day(from, 'short'), until: text.day(until, 'short') }
  const period = to ? text.say('closing.line-to', { ...days, to: text.day(to, 'short') }) : text.say('closing.line', days)
  const who = reviewer ? text.say('closing.by-reviewed', { by, reviewer }) : text.say('closing.by', { by })
  return [looker, period, basis, who].filter(Boolean).join(' · ')
}
