/** One premises whole: what it is, who operates it, permits; asked once by all departments. */
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
import { readPremises } from '../contract.ts'
import type { Joined } from './joined.ts'
import { teamOf } from './team.ts'
import '#ground/people/screens/homes.css'

export function Screen({ params, actions, panels, print }: { params: Record<string, string> } & Joined) {
  const text = useText()
  const id = params.id!
  const catalogue = useCatalogue()
  const read = useRead(id, (signal) => call(readPremises, { id }, { signal }))
  const [correcting, setCorrecting] = useState<{ element?: string | undefined }>()
  const premises = read.reply?.data
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!premises || !catalogue) return <Loading />
  const correct = read.reply?.may.includes('people.change') ? (element: string) => setCorrecting({ element }) : undefined
  return (
    <Page
      title={premises.name}
      lead={[premises.address, premises.grid && [premises.grid.name, teamOf(text, premises.grid.members)].filter(Boolean).join(' · ')]
        .filter(Boolean)
        .join(' · ')}
      crumbs={[{ label: text.say('premises.title'), href: '/desk/premises' }, { label: premises.name }]}
      actions={
        <>
          {print?.({ subjects: 1, elements: premises.facts.map(({ element }) => element) })}
          {actions}
          {read.reply?.may.includes('people.change') && (
            <Button tone="primary" icon="edit" onPress={() => setCorrecting({})}>
              {text.say('door.correct')}
            </Button>
          )}
        </>
      }
    >
      {premises.facts.length === 0 ? (
        <EmptyState icon="service" title={text.say('premises.nothing')} />
      ) : (
        <FactList facts={premises.facts} catalogue={catalogue} top onCorrect={correct} />
      )}
      {correcting && (
        <CorrectDialog
          subject={{ id, kind: 'premises', rev: premises.rev, facts: premises.facts }}
          title={premises.name}
          element={correcting.element}
          catalogue={catalogue}
          onClose={() => setCorrecting(undefined)}
          onDone={read.reload}
          again={async () => (await call(readPremises, { id })).data}
        />
      )}
      {panels}
      <History of={[{ id }]} catalogue={catalogue} />
    </Page>
  )
}
