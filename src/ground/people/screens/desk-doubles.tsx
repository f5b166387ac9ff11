/** Are these two the same person? Both side by side with the reasons; merge, or keep apart for good. */
import { useLocation } from 'preact-iso/router'
import type { FactView } from '#ground/facts/contract.ts'
import { type CatalogueHere, useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { EmptyState, Page, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { useToldDo } from '#kit/use-told.ts'
import './homes.css'
import { findDoubles, keepApart, mergePeople, unmergePeople } from '../contract.ts'

export function Screen({ params }: { params: Record<string, string> }) {
  const text = useText()
  const id = params.id!
  const { route } = useLocation()
  const { tell, tellRefusal } = useTell()
  const catalogue = useCatalogue()
  const read = useRead(id, (signal) => call(findDoubles, { id }, { signal }))
  const apart = useToldDo((input: { id: string; other: string }, options) => call(keepApart, input, options))
  const merge = useDo((input: { keep: string; gone: string; reasons: string[] }, options) => call(mergePeople, input, options))
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply || !catalogue) return <Loading />
  const { person, candidates } = read.reply.data
  const join = async (gone: string, reasons: string[]) => {
    const reply = await merge.run({ keep: id, gone, reasons })
    if (!reply) return
    const undo = () => call(unmergePeople, { id: reply.data.merge }).then(read.reload, tellRefusal)
    tell({ text: text.say('doubles.merged'), action: { label: text.say('doubles.undo'), onPress: undo } })
    read.reload()
  }
  return (
    <Page
      title={text.say('doubles.title')}
      lead={text.say('doubles.lead')}
      crumbs={[
        { label: text.say('people.title'), href: '/desk/people' },
        { label: nameIn(person.facts), href: `/desk/people/${id}` },
        { label: text.say('doubles.title') },
      ]}
    >
      {merge.refusal && <ProblemNote refusal={merge.refusal} />}
      {candidates.length === 0 && (
        <EmptyState
          icon="people"
          title={text.say('doubles.none')}
          actions={<Button onPress={() => route(`/desk/people/${id}`)}>{text.say('doubles.back')}</Button>}
        />
      )}
      {candidates.map((candidate) => (
        <Section
          key={candidate.other.id}
          title={text.say('doubles.pair', {
            a: nameIn(person.facts),
            b: nameIn(candidate.other.facts),
            share: text.percent(candidate.probability),
          })}
          actions={
            <>
              <Button
                busy={apart.busy}
                onPress={() => apart.run({ id, other: candidate.other.id }).then((reply) => reply && read.reload())}
              >
                {text.say('doubles.apart')}
              </Button>
              <Button
                tone="primary"
                busy={merge.busy}
                onPress={() =>
                  join(
                    candidate.other.id,
                    candidate.reasons.map((reason) => reason.say),
                  )
                }
              >
                {text.say('doubles.merge')}
              </Button>
            </>
          }
        >
          <Beside left={person.facts} right={candidate.other.facts} catalogue={catalogue} />
        </Section>
      ))}
    </Page>
  )
}

function Beside({ left, right, catalogue }: { left: readonly FactView[]; right: readonly FactView[]; catalogue: CatalogueHere }) {
  const text = useText()
  const elements = [...new Set([...left, ...right].map((fact) => fact.element))].filter(
    (element) => catalogue.element(element)?.type !== 'tie',
  )
  const show = (facts: readonly FactView[], element: string) =>
    catalogue.show(element, facts.find((fact) => fact.element === element)?.value, text.language)
  return (
    <table class="beside">
      <thead>
        <tr>
          <td />
          <th scope="col">{text.say('doubles.this')}</th>
          <th scope="col">{text.say('doubles.other')}</th>
        </tr>
      </thead>
      <tbody>
        {elements.map((element) => {
          const [a, b] = [show(left, element), show(right, element)]
          return (
            <tr key={element} data-differs={a && b && a !== b ? '' : undefined}>
              <th scope="row">{catalogue.name(element, text.language)}</th>
              <td>{a}</td>
              <td>{b}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function nameIn(facts: readonly FactView[]): string {
  return String(facts.find((fact) => fact.element === 'person.name')?.value ?? '')
}
