/** What somebody has to look at again, line by line: two sayings side by side, and what waits for a decision. */
import { useEffect } from 'preact/hooks'
import type { InputOf, OutputOf } from '#base/contract.ts'
import { sayForSource } from '#ground/facts/screens/fact-list.tsx'
import { type CatalogueHere, useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { EmptyState, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { listConflicts, listQuarantine, releaseItem, settleConflict } from '../settling/contract.ts'
import './looking.css'

type Conflict = OutputOf<typeof listConflicts>['conflicts'][number]
type Waiting = OutputOf<typeof listQuarantine>['items'][number]

/** `onSeen`: once all of it stands on the screen. */
export function Looking({ onSeen }: { onSeen?: (() => void) | undefined }) {
  const text = useText()
  const catalogue = useCatalogue()
  const conflicts = useRead('conflicts', (signal) => call(listConflicts, {}, { signal }), 'on-return')
  const waiting = useRead('quarantine', (signal) => call(listQuarantine, {}, { signal }), 'on-return')
  const seen = conflicts.reply !== undefined && waiting.reply !== undefined
  useEffect(() => {
    if (seen) onSeen?.()
  }, [seen])
  const failed = conflicts.refusal && !conflicts.reply ? conflicts : waiting.refusal && !waiting.reply ? waiting : undefined
  if (failed?.refusal) return <ProblemPage refusal={failed.refusal} onRetry={failed.reload} />
  if (!conflicts.reply || !waiting.reply || !catalogue) return <Loading lines={12} />
  const [contradictions, items] = [conflicts.reply.data.conflicts, waiting.reply.data.items]
  return (
    <>
      {contradictions.length + items.length === 0 && (
        <EmptyState icon="check" title={text.say('looking.none')}>
          {text.say('looking.none-lead')}
        </EmptyState>
      )}
      {contradictions.length > 0 && (
        <Section title={text.say('looking.conflicts', { n: contradictions.length })}>
          <ul class="waiting">
            {contradictions.map((one) => (
              <ConflictLine key={one.id} conflict={one} catalogue={catalogue} onDone={conflicts.reload} />
            ))}
          </ul>
        </Section>
      )}
      {items.length > 0 && (
        <Section title={text.say('looking.waiting', { n: items.length })}>
          <ul class="waiting">
            {items.map((one) => (
              <WaitingLine key={one.id} item={one} catalogue={catalogue} onDone={waiting.reload} />
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function ConflictLine({ conflict, catalogue, onDone }: { conflict: Conflict; catalogue: CatalogueHere; onDone: () => void }) {
  const text = useText()
  const { tell } = useTell()
  const act = useDo((input: InputOf<typeof settleConflict>, options) => call(settleConflict, input, options))
  const choose = async (side: 'heard' | 'other') => {
    if (!(await act.run({ id: conflict.id, side }))) return
    tell({ text: text.say('looking.settled') })
    onDone()
  }
  const show = (value: unknown) => (value === null ? text.say('looking.nothing') : catalogue.show(conflict.element, value, text.language))
  return (
    <li class="card">
      <h3>
        {catalogue.name(conflict.element, text.language)} · {conflict.name || conflict.label}
      </h3>
      <p class="small quiet">
        {text.say('looking.where', { door: conflict.label, walker: conflict.walker, at: text.moment(conflict.heard.at) })}
      </p>
      <div class="sides">
        {(['heard', 'other'] as const).map((side) => (
          <div key={side} class="side" data-stands={conflict.stands === side ? '' : undefined}>
            <p class="small quiet">
              {side === 'heard'
                ? text.say('looking.heard')
                : text.say('looking.other', {
                    source: conflict.other.source ? sayForSource(text, conflict.other.source) : '',
                    at: conflict.other.at ? text.moment(conflict.other.at) : '',
                  })}
              {conflict.stands === side && ` · ${text.say('looking.stands')}`}
            </p>
            <p class="side-value">{show(conflict[side].value)}</p>
            <Button size="small" busy={act.busy} onPress={() => choose(side)}>
              {text.say('looking.choose')}
            </Button>
          </div>
        ))}
      </div>
      {act.refusal && <ProblemNote refusal={act.refusal} />}
    </li>
  )
}

function WaitingLine({ item, catalogue, onDone }: { item: Waiting; catalogue: CatalogueHere; onDone: () => void }) {
  const text = useText()
  const { tell } = useTell()
  const act = useDo((input: InputOf<typeof releaseItem>, options) => call(releaseItem, input, options))
  const decide = async (use: boolean) => {
    if (!(await act.run({ id: item.id, use }))) return
    tell({ text: text.say(use ? 'looking.used' : 'looking.left') })
    onDone()
  }
  const answers = item.answers.map(({ element, value, still }) =>
    text.say('looking.answer', {
      name: catalogue.name(element, text.language),
      value: still
        ? text.say('looking.still')
        : value === null
          ? text.say('looking.nothing')
          : catalogue.show(element, value, text.language),
    }),
  )
  return (
    <li class="card">
      <h3>{item.label ? `${item.label}${item.name ? ` · ${item.name}` : ''}` : item.name}</h3>
      <p class="small quiet">
        {text.say('looking.captured', { walker: item.walker, at: text.moment(item.at) })} {text.say(item.why)}
      </p>
      <p>
        {item.outcome
          ? text.say(`rounds.box.${item.outcome}`)
          : item.reached
            ? text.say(`contact.said.${item.reached}`)
            : item.kind === 'refusal'
              ? text.say('looking.declined')
              : answers.join(text.say('rounds.semicolon'))}
      </p>
      <div class="row">
        <Button tone="primary" size="small" busy={act.busy} onPress={() => decide(true)}>
          {text.say('looking.use')}
        </Button>
        <Button size="small" busy={act.busy} onPress={() => decide(false)}>
          {text.say('looking.leave')}
        </Button>
      </div>
      {act.refusal && <ProblemNote refusal={act.refusal} />}
    </li>
  )
}
