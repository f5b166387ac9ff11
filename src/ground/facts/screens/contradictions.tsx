/** Where sources contradict each other about one subject: every side with its source and day, and a word for the one that is right. */
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo } from '#kit/use-data.ts'
import { type FactView, settleFact, type TieValue } from '../contract.ts'
import { sayForSource } from './fact-list.tsx'
import type { CatalogueHere } from './use-catalogue.ts'
import './facts.css'

export type ContradictionsProps = {
  id: string
  rev: number
  facts: readonly FactView[]
  catalogue: CatalogueHere
  /** Addresses of the doors that are known here, by dwelling. */
  doors?: ReadonlyMap<string, string>
  may: boolean
  onDone: () => void
}

/** Nothing where nothing is contradicted. */
export function Contradictions({ id, rev, facts, catalogue, doors, may, onDone }: ContradictionsProps) {
  const text = useText()
  const { tell } = useTell()
  const act = useDo((input: { id: string; element: string; side: number }, options) =>
    call(settleFact, input, { ...options, ifMatch: `"${rev}"` }),
  )
  const contradicted = facts.filter(({ rivals }) => rivals.length > 0)
  if (contradicted.length === 0) return null
  const settle = async (element: string, side: number) => {
    const reply = await act.run({ id, element, side })
    if (reply) tell({ text: text.say('settle.done') })
    // Refused because somebody was faster: what stands now is read again, too.
    onDone()
  }
  return (
    <Section title={text.say('settle.title', { n: contradicted.length })}>
      <p class="quiet">{text.say('settle.lead')}</p>
      {act.refusal && <ProblemNote refusal={act.refusal} />}
      <dl class="contradictions">
        {contradicted.map((fact) => (
          <div key={fact.element}>
            <dt class="contradiction-name">{catalogue.name(fact.element, text.language)}</dt>
            {[fact, ...fact.rivals].map((side, at) => (
              <dd class="contradiction-side" key={`${side.source} ${side.asOf} ${at}`}>
                <span class="contradiction-value">
                  <Shown element={fact.element} value={side.value} catalogue={catalogue} doors={doors} />
                </span>
                <span class="small quiet">
                  {text.say('settle.side', { source: sayForSource(text, side.source), day: text.day(side.asOf) })}
                </span>
                {may && (
                  <Button size="small" busy={act.busy} onPress={() => settle(fact.element, at)}>
                    {text.say(at === 0 ? 'settle.stands' : 'settle.rival')}
                  </Button>
                )}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </Section>
  )
}

type ShownProps = { element: string; value: unknown; catalogue: CatalogueHere; doors: ReadonlyMap<string, string> | undefined }

/** A home is shown by its address, which leads to it. */
function Shown({ element, value, catalogue, doors }: ShownProps) {
  const text = useText()
  if (catalogue.element(element)?.type !== 'tie') return <>{catalogue.show(element, value, text.language)}</>
  const { dwelling } = value as TieValue
  return <a href={`/desk/doors/${dwelling}`}>{doors?.get(dwelling) ?? text.say('settle.other-door')}</a>
}
