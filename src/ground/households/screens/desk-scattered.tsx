/** Doors of a community that stand in no estate: along roads, scattered. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { listScattered } from '#ground/places/contract.ts'
import { HousesDialog } from '#ground/places/screens/houses-dialog.tsx'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'

export function Screen({ params }: { params: Record<string, string> }) {
  const text = useText()
  const { route } = useLocation()
  const region = Number(params.region)
  const read = useRead(String(region), (signal) => call(listScattered, { region }, { signal }))
  const [adding, setAdding] = useState(false)
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return <Loading />
  const { doors, grids } = read.reply.data
  const names = new Map(grids.map((grid) => [grid.number, grid.name]))
  return (
    <Page
      title={text.say('places.scattered')}
      lead={text.say('places.scattered-lead')}
      crumbs={[{ label: text.say('estates.title'), href: '/desk/estates' }, { label: text.say('places.scattered') }]}
      actions={
        read.reply.may.includes('place.change') && (
          <Button tone="primary" icon="add" onPress={() => setAdding(true)}>
            {text.say('places.new-scattered')}
          </Button>
        )
      }
    >
      <Table
        label={text.say('places.scattered')}
        rows={doors}
        rowId={(door) => door.id}
        onOpen={(door) => route(`/desk/doors/${door.id}`)}
        empty={text.say('places.no-door-found')}
        columns={[
          { id: 'label', label: text.say('places.address'), text: (door) => door.label, head: true },
          { id: 'grid', label: text.say('places.grid'), text: (door) => names.get(door.grid) ?? text.say('grids.in-no'), width: '14rem' },
        ]}
      />
      {adding && <HousesDialog region={region} grids={grids} onClose={() => setAdding(false)} onDone={read.reload} />}
    </Page>
  )
}
