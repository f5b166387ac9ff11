/** A row of which nobody can be sure whom it speaks of: what it says stands beside everyone it may be, each with the reasons for and against. */
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import { Button } from '#kit/button.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import type { RowView } from '../shapes.ts'
import { sayFilled } from './import-words.ts'
import { Problems, Protected, RowHead, type RowProps, rowMark } from './row-line.tsx'
import './rows.css'

export function DoubtfulRow({ row, words, catalogue, decided, onDecide }: RowProps) {
  const text = useText()
  const { sheet, row: at, part } = row
  const place = { sheet, row: at, part }
  const standing = decided?.decision === 'reset' ? undefined : decided
  return (
    <li class="doubt" data-row={rowMark(row)} data-decided={standing ? '' : undefined}>
      <div class="doubt-row">
        <RowHead row={row} />
        <dl class="facts doubt-facts">
          {saidInOrder(row, words.order, catalogue).map(({ element, value }) => (
            <div key={element}>
              <dt>{catalogue.name(element, text.language)}</dt>
              <dd>{catalogue.show(element, value, text.language)}</dd>
            </div>
          ))}
        </dl>
        <Protected n={row.protectedValues} />
        <Problems row={row} words={words} catalogue={catalogue} />
      </div>
      <div class="doubt-choices">
        {standing ? (
          <p class="row" role="status">
            <Tag tone="good" mark="check">
              {sayDecision(text.say, row, standing)}
            </Tag>
            {onDecide && (
              <Button size="small" tone="quiet" onPress={() => onDecide({ ...place, decision: 'reset' })}>
                {text.say('rows.reset')}
              </Button>
            )}
          </p>
        ) : (
          <>
            <ul class="candidates">
              {row.candidates.map((candidate) => (
                <Candidate
                  key={candidate.subject}
                  candidate={candidate}
                  kind={row.kind}
                  catalogue={catalogue}
                  onPick={onDecide && (() => onDecide({ ...place, decision: 'same', subject: candidate.subject }))}
                />
              ))}
            </ul>
            {onDecide && (
              <p class="row">
                <Button size="small" onPress={() => onDecide({ ...place, decision: 'new' })}>
                  {text.say('rows.is-new')}
                </Button>
                <Button size="small" tone="quiet" onPress={() => onDecide({ ...place, decision: 'skip' })}>
                  {text.say('rows.skip')}
                </Button>
              </p>
            )}
          </>
        )}
      </div>
    </li>
  )
}

type CandidateProps = {
  candidate: RowView['candidates'][number]
  kind: string
  catalogue: CatalogueHere
  onPick: (() => void) | undefined
}

function Candidate({ candidate, kind, catalogue, onPick }: CandidateProps) {
  const text = useText()
  const { subject, label, door, known, probability, reasons } = candidate
  return (
    <li class="candidate">
      <div class="candidate-head">
        <strong>{kind === 'person' ? <a href={`/desk/people/${subject}`}>{label}</a> : label}</strong>
        {door && <span class="small quiet">{door}</span>}
        <span class="small digits">{text.say('rows.likely', { share: text.percent(probability) })}</span>
      </div>
      {known.length > 0 && (
        <dl class="facts doubt-facts">
          {known.map(({ element, value }) => (
            <div key={element}>
              <dt>{catalogue.name(element, text.language)}</dt>
              <dd>{catalogue.show(element, value, text.language)}</dd>
            </div>
          ))}
        </dl>
      )}
      <ul class="reasons small">
        {reasons.map((reason) => (
          <li key={reason.say}>{sayFilled(text, reason.say, reason.with)}</li>
        ))}
      </ul>
      {onPick && (
        <Button size="small" tone="primary" icon="check" onPress={onPick}>
          {text.say('rows.is-this')}
        </Button>
      )}
    </li>
  )
}

/** Values that can be said in words, in the order of the columns. */
function saidInOrder({ values }: RowView, order: ReadonlyMap<string, number>, catalogue: CatalogueHere): RowView['values'] {
  const place = ({ element }: { element: string }) => order.get(element) ?? 999
  return values.filter(({ element }) => catalogue.element(element)?.type !== 'tie').sort((a, b) => place(a) - place(b))
}

function sayDecision(
  say: (key: string, fill?: Record<string, string>) => string,
  row: RowView,
  { decision, subject }: { decision: string; subject?: string },
): string {
  const name = row.candidates.find((one) => one.subject === subject)?.label ?? ''
  return decision === 'same' ? say('decision.same-as', { name }) : say(`decision.${decision}`)
}
