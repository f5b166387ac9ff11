/** One person whole: facts with provenance, the doors she is tied to, what is protected behind a reason, history, doubles, and who looked. */
import { useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { Contradictions } from '#ground/facts/screens/contradictions.tsx'
import { CorrectDialog } from '#ground/facts/screens/correct-dialog.tsx'
import { FactList } from '#ground/facts/screens/fact-list.tsx'
import { History } from '#ground/facts/screens/history.tsx'
import { RevealDialog } from '#ground/facts/screens/reveal-dialog.tsx'
import { useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { unmergePeople } from '#ground/people/contract.ts'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { Page, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { readPerson } from '../contract.ts'
import { relations } from '../door-rows.ts'
import type { Joined } from './joined.ts'
import { nameOf } from './person-name.ts'
import '#ground/people/screens/homes.css'

export function Screen({ params, actions, panels }: { params: Record<string, string> } & Joined) {
  const text = useText()
  const id = params.id!
  const catalogue = useCatalogue()
  const read = useRead(id, (signal) => call(readPerson, { id }, { signal }))
  const [correcting, setCorrecting] = useState<{ element?: string | undefined }>()
  const [opening, setOpening] = useState(false)
  const person = read.reply?.data
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!person || !catalogue) return <Loading />
  const may = (right: string) => read.reply?.may.includes(right) ?? false
  const name = nameOf(person, text.say('door.unnamed'))
  const doors = new Map(person.ties.map((tie) => [tie.dwelling, tie.label]))
  const correct = may('people.change') ? (element?: string) => setCorrecting({ element }) : undefined
  const home = person.ties.find((tie) => tie.relation === 'residence' && !tie.to)
  return (
    <Page
      title={name}
      lead={home?.label}
      crumbs={[
        { label: text.say('people.title'), href: '/desk/people' },
        ...(home ? [{ label: home.label, href: `/desk/doors/${home.dwelling}` }] : []),
        { label: name },
      ]}
      actions={
        <>
          {actions}
          {may('look.read') && <LinkButton href={`/desk/looks?subject=${id}`}>{text.say('person.looks')}</LinkButton>}
          {may('people.merge') && <LinkButton href={`/desk/people/${id}/doubles`}>{text.say('person.doubles')}</LinkButton>}
          {may('sensitive.open') && (
            <Button icon="lock" onPress={() => setOpening(true)}>
              {text.say('person.open')}
            </Button>
          )}
          {correct && (
            <Button tone="primary" icon="edit" onPress={() => correct()}>
              {text.say('door.correct')}
            </Button>
          )}
        </>
      }
    >
      <Contradictions
        id={id}
        rev={person.rev}
        facts={person.facts}
        catalogue={catalogue}
        doors={doors}
        may={may('people.change')}
        onDone={read.reload}
      />
      <FactList facts={person.facts} catalogue={catalogue} top onCorrect={correct} />
      <Ties ties={person.ties} />
      <Merged merged={person.merged} may={may('people.merge')} onDone={read.reload} />
      {correcting && (
        <CorrectDialog
          subject={{ id, kind: 'person', rev: person.rev, facts: person.facts }}
          title={name}
          element={correcting.element}
          catalogue={catalogue}
          onClose={() => setCorrecting(undefined)}
          onDone={read.reload}
          again={async () => (await call(readPerson, { id })).data}
        />
      )}
      {opening && <RevealDialog id={id} title={name} catalogue={catalogue} onClose={() => setOpening(false)} />}
      {panels}
      <History of={[{ id }]} catalogue={catalogue} doors={doors} />
    </Page>
  )
}

type Person = OutputOf<typeof readPerson>

/** The doors she is tied to, in the order of a household's book; what is over comes last. */
function Ties({ ties }: Pick<Person, 'ties'>) {
  const text = useText()
  const place = ({ relation, to }: Person['ties'][number]) =>
    (to ? relations.length : 0) + (relations as readonly string[]).indexOf(relation)
  return (
    <Section title={text.say('person.doors')}>
      {ties.length === 0 && <p class="quiet">{text.say('person.no-doors')}</p>}
      <table class="ties">
        <tbody>
          {[...ties]
            .sort((a, b) => place(a) - place(b))
            .map((tie) => (
              <tr key={`${tie.relation} ${tie.dwelling} ${tie.from}`}>
                <th scope="row">{text.say(`relation.${tie.relation}`)}</th>
                <td>
                  <a href={`/desk/doors/${tie.dwelling}`}>{tie.label}</a>
                </td>
                <td class="quiet">
                  {tie.to
                    ? text.say('door.period', { from: tie.from ? text.day(tie.from) : '?', to: text.day(tie.to) })
                    : tie.from
                      ? text.say('door.since', { day: text.day(tie.from) })
                      : ''}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </Section>
  )
}

type MergedProps = Pick<Person, 'merged'> & { may: boolean; onDone: () => void }

/** Records that were taken for the same person: each can be taken apart again, with everything that was said of it. */
function Merged({ merged, may, onDone }: MergedProps) {
  const text = useText()
  const { tell } = useTell()
  const act = useDo((merge: string, options) => call(unmergePeople, { id: merge }, options))
  if (merged.length === 0) return null
  const apart = async (merge: string) => {
    if (!(await act.run(merge))) return
    tell({ text: text.say('person.unmerged') })
    onDone()
  }
  return (
    <Section title={text.say('person.merged')}>
      {act.refusal && <ProblemNote refusal={act.refusal} />}
      <ul>
        {merged.map(({ merge, name, at }) => (
          <li key={merge} class="row">
            {name || text.say('door.unnamed')} <span class="quiet">{text.say('person.merged-at', { at: text.moment(at) })}</span>
            {may && (
              <Button size="small" busy={act.busy} onPress={() => apart(merge)}>
                {text.say('person.unmerge')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
