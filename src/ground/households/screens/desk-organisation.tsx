/** One organisation: what is known of it. */
import { useState } from 'preact/hooks'
import { CorrectDialog } from '#ground/facts/screens/correct-dialog.tsx'
import { FactList } from '#ground/facts/screens/fact-list.tsx'
import { History } from '#ground/facts/screens/history.tsx'
import { useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { readPlaceFacts } from '../contract.ts'

export function Screen({ params }: { params: Record<string, string> }) {
  const text = useText()
  const id = params.id!
  const catalogue = useCatalogue()
  const read = useRead(id, (signal) => call(readPlaceFacts, { id }, { signal }))
  const [correcting, setCorrecting] = useState<{ element?: string | undefined }>()
  const organisation = read.reply?.data
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!organisation || !catalogue) return <Loading />
  const named = organisation.facts.find((fact) => fact.element === 'organisation.name')?.value
  const name = typeof named === 'string' ? named : text.say('organisation.title')
  const correct = read.reply?.may.includes('people.change') ? (element: string) => setCorrecting({ element }) : undefined
  return (
    <Page
      title={name}
      crumbs={[{ label: text.say('people.title'), href: '/desk/people' }, { label: name }]}
      actions={
        read.reply?.may.includes('people.change') && (
          <Button tone="primary" icon="edit" onPress={() => setCorrecting({})}>
            {text.say('door.correct')}
          </Button>
        )
      }
    >
      {organisation.facts.length === 0 ? (
        <EmptyState icon="service" title={text.say('organisation.nothing')} />
      ) : (
        <FactList facts={organisation.facts} catalogue={catalogue} top onCorrect={correct} />
      )}
      {correcting && (
        <CorrectDialog
          subject={{ id, kind: 'organisation', rev: organisation.rev, facts: organisation.facts }}
          title={name}
          element={correcting.element}
          catalogue={catalogue}
          onClose={() => setCorrecting(undefined)}
          onDone={read.reload}
          again={async () => (await call(readPlaceFacts, { id })).data}
        />
      )}
      <History of={[{ id }]} catalogue={catalogue} />
    </Page>
  )
}
