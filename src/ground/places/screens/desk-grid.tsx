/** One grid: its set of doors and premises, chosen stair by stair, and its team. Printed, it is the team's list. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Confirm } from '#kit/dialog.tsx'
import { Page, PrintButton, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { closeGrid, readGrid, renameGrid } from '../grids/contract.ts'
import { GridDialog } from './desk-grids.tsx'
import { GridSet } from './grid-set.tsx'
import { GridTeam } from './grid-team.tsx'
import './places.css'

export function Screen({ params }: { params: Record<string, string> }) {
  const text = useText()
  const { tell } = useTell()
  const { route } = useLocation()
  const id = params.id!
  const read = useRead(id, (signal) => call(readGrid, { id }, { signal }))
  const [asking, setAsking] = useState<'name' | 'close'>()
  const closing = useDo((grid: string, options) => call(closeGrid, { id: grid }, options))
  const grid = read.reply?.data
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!grid) return <Loading />
  const may = read.reply?.may.includes('place.change') ?? false
  const back = `/desk/grids?region=${grid.region}`
  const close = async () => {
    if (!(await closing.run(id))) return
    tell({ text: text.say('grids.closed', { name: grid.name }) })
    route(back)
  }
  return (
    <Page
      title={grid.name}
      lead={text.say('grids.lead', { community: grid.community, doors: text.number(grid.doors) })}
      crumbs={[
        { label: text.say('places.crumb'), href: '/desk/estates' },
        { label: text.say('grids.title'), href: back },
        { label: grid.name },
      ]}
      actions={
        <>
          <PrintButton label={text.say('grids.print-team')} />
          {may && <Button onPress={() => setAsking('close')}>{text.say('grids.close')}</Button>}
          {may && (
            <Button icon="edit" onPress={() => setAsking('name')}>
              {text.say('grids.rename')}
            </Button>
          )}
        </>
      }
    >
      <Section title={text.say('grids.team')}>
        <GridTeam grid={grid} may={may} onChange={read.reload} />
      </Section>
      <div class="no-print">
        <Section title={text.say('grids.set')}>
          <GridSet grid={grid} may={may} onChange={read.reload} />
        </Section>
      </div>
      {asking === 'name' && (
        <GridDialog
          title={text.say('grids.rename')}
          name={grid.name}
          onClose={() => setAsking(undefined)}
          onSend={(name, options) => call(renameGrid, { id, name }, { ...options, ifMatch: String(grid.rev) })}
          onDone={read.reload}
        />
      )}
      <Confirm
        open={asking === 'close'}
        title={text.say('grids.close-title', { name: grid.name })}
        verb={text.say('grids.close')}
        danger
        busy={closing.busy}
        onConfirm={close}
        onClose={() => setAsking(undefined)}
      >
        <p>{text.say('grids.close-lead')}</p>
        {closing.refusal && <ProblemNote refusal={closing.refusal} />}
      </Confirm>
    </Page>
  )
}
