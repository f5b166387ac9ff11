/** Change what stands in an estate: its buildings, units and doors, with their grids. People stay with their doors whatever is done here. */
import { useMemo, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { OutputOf } from '#base/contract.ts'
import { changeBuilding, readDoors, removePlace } from '#ground/places/contract.ts'
import { BuildingDialog } from '#ground/places/screens/building-dialog.tsx'
import { GridDialog } from '#ground/places/screens/desk-grids.tsx'
import { EstateDialog } from '#ground/places/screens/estate-dialog.tsx'
import { HousesDialog } from '#ground/places/screens/houses-dialog.tsx'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Checkbox } from '#kit/checkbox.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { useToldRead } from '#kit/use-told.ts'
import { readPlaceFacts } from '../contract.ts'
import { CloseDoors } from './close-doors.tsx'
import '#ground/places/screens/places.css'

type Estate = OutputOf<typeof readDoors>
type Asking = 'estate' | 'building' | 'more' | 'rename' | 'houses' | 'close' | undefined
const loose = '-'

export function Screen({ params }: { params: Record<string, string> }) {
  const text = useText()
  const { tell } = useTell()
  const { route } = useLocation()
  const id = params.id!
  const read = useRead(id, (signal) => call(readDoors, { id }, { signal }))
  const facts = useToldRead(id, (signal) => call(readPlaceFacts, { id }, { signal }))
  const [asking, setAsking] = useState<Asking>()
  const [shown, setShown] = useState('')
  const [filter, setFilter] = useState('')
  const [closed, setClosed] = useState(false)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const removing = useDo((place: string, options) => call(removePlace, { id: place }, options))
  const estate = read.reply?.data
  const rows = useMemo(() => (estate ? rowsOf(estate, shown, filter.trim(), closed) : []), [estate, shown, filter, closed])
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!estate) return <Loading />
  const building = estate.buildings.find((one) => one.id === shown)
  const done = () => {
    setChosen(new Set())
    read.reload()
    facts.reload()
  }
  const remove = async (place: string, name: string, after: () => void) => {
    if (!(await removing.run(place))) return
    tell({ text: text.say('places.removed', { name }) })
    after()
  }
  const leaveBuilding = () => {
    setShown('')
    done()
  }
  const grids = new Map(estate.grids.map((grid) => [grid.number, grid.name]))
  const standing = estate.doors.filter((door) => !door.closedOn)
  return (
    <Page
      title={text.say('places.edit-title', { name: estate.name })}
      lead={text.say('places.edit-lead', { buildings: estate.buildings.length, doors: standing.length })}
      crumbs={[
        { label: text.say('estates.title'), href: '/desk/estates' },
        { label: estate.name, href: `/desk/estates/${id}` },
        { label: text.say('places.edit') },
      ]}
      actions={
        <>
          {estate.doors.length === 0 && estate.buildings.length === 0 && (
            <Button tone="quiet" busy={removing.busy} onPress={() => remove(id, estate.name, () => route('/desk/estates'))}>
              {text.say('places.remove')}
            </Button>
          )}
          <Button icon="edit" onPress={() => setAsking('estate')}>
            {text.say('places.change-estate')}
          </Button>
          <Button icon="add" onPress={() => setAsking('houses')}>
            {text.say('places.new-houses')}
          </Button>
          <Button tone="primary" icon="add" onPress={() => setAsking('building')}>
            {text.say('places.new-building')}
          </Button>
        </>
      }
    >
      {removing.refusal && <ProblemNote refusal={removing.refusal} />}
      {estate.doors.length === 0 && estate.buildings.length === 0 ? (
        <EmptyState icon="building" title={text.say('places.nothing-drawn')}>
          {text.say('places.nothing-lead')}
        </EmptyState>
      ) : (
        <>
          <div class="toolbar">
            <Select
              label={text.say('places.which')}
              value={shown}
              onChange={(value) => {
                setShown(value)
                setChosen(new Set())
              }}
              empty={text.say('places.all-buildings')}
              options={[
                ...estate.buildings.map((one) => ({ value: one.id, label: one.name })),
                ...(estate.doors.some((door) => !door.building) ? [{ value: loose, label: text.say('places.without-building') }] : []),
              ]}
            />
            <TextInput
              type="search"
              icon="search"
              label={text.say('grids.filter')}
              placeholder={text.say('grids.filter')}
              value={filter}
              onInput={setFilter}
            />
            {estate.doors.some((door) => door.closedOn) && (
              <Checkbox checked={closed} onChange={setClosed} label={text.say('places.show-closed')} />
            )}
            {building && (
              <>
                <Button icon="edit" onPress={() => setAsking('rename')}>
                  {text.say('places.rename-building')}
                </Button>
                <Button icon="add" onPress={() => setAsking('more')}>
                  {text.say('places.more')}
                </Button>
                <Button tone="quiet" busy={removing.busy} onPress={() => remove(building.id, building.name, leaveBuilding)}>
                  {text.say('places.remove')}
                </Button>
              </>
            )}
            {chosen.size > 0 && (
              <Button tone="danger" onPress={() => setAsking('close')}>
                {text.say('places.close-chosen', { n: chosen.size })}
              </Button>
            )}
          </div>
          <Table
            label={text.say('places.doors')}
            rows={rows}
            rowId={(door) => door.id}
            height="max(20rem, calc(100vh - 19rem))"
            onOpen={(door) => route(`/desk/doors/${door.id}`)}
            chosen={chosen}
            onChoose={setChosen}
            empty={text.say('places.no-door-found')}
            columns={[
              { id: 'label', label: text.say('places.address'), text: (door) => door.label, head: true },
              { id: 'unit', label: text.say('places.unit-head'), text: (door) => door.unit ?? '', width: '5rem' },
              {
                id: 'floor',
                label: text.say('places.floor'),
                text: (door) => (door.floor === null ? '' : String(door.floor)),
                align: 'end',
                width: '5rem',
              },
              {
                id: 'grid',
                label: text.say('places.grid'),
                text: (door) => grids.get(door.grid) ?? text.say('grids.in-no'),
                show: (door) => grids.get(door.grid) ?? <Tag tone="stale">{text.say('grids.in-no')}</Tag>,
                width: '12rem',
              },
              {
                id: 'closed',
                label: text.say('places.state'),
                text: (door) => (door.closedOn ? text.say('door.closed-short', { day: text.day(door.closedOn, 'short') }) : ''),
                show: (door) => door.closedOn && <Tag>{text.say('door.closed-short', { day: text.day(door.closedOn, 'short') })}</Tag>,
                width: '10rem',
              },
            ]}
          />
        </>
      )}
      {asking === 'estate' && (
        <EstateDialog
          region={Math.floor(estate.region / 1000)}
          estate={{ ...estate, facts: facts.reply?.data.facts ?? [] }}
          onClose={() => setAsking(undefined)}
          onDone={done}
        />
      )}
      {asking === 'building' && <BuildingDialog estate={id} grids={estate.grids} onClose={() => setAsking(undefined)} onDone={done} />}
      {asking === 'more' && building && (
        <BuildingDialog
          estate={id}
          grids={estate.grids}
          building={{
            ...building,
            standing: new Set(standing.filter((door) => door.building === building.id).map((door) => `${door.unit ?? ''} ${door.door}`)),
          }}
          onClose={() => setAsking(undefined)}
          onDone={done}
        />
      )}
      {asking === 'rename' && building && (
        <GridDialog
          title={text.say('places.rename-building')}
          name={building.name}
          onSend={(name, options) => call(changeBuilding, { id: building.id, name }, { ...options, ifMatch: String(building.rev) })}
          onClose={() => setAsking(undefined)}
          onDone={done}
        />
      )}
      {asking === 'houses' && (
        <HousesDialog
          estate={{ id, name: estate.name }}
          region={Math.floor(estate.region / 1000)}
          grids={estate.grids}
          onClose={() => setAsking(undefined)}
          onDone={done}
        />
      )}
      {asking === 'close' && <CloseDoors doors={[...chosen]} onClose={() => setAsking(undefined)} onDone={done} />}
    </Page>
  )
}

function rowsOf(estate: Estate, shown: string, filter: string, closed: boolean): Estate['doors'] {
  return estate.doors.filter(
    (door) =>
      (closed || !door.closedOn) &&
      (shown === '' || (shown === loose ? door.building === null : door.building === shown)) &&
      door.label.includes(filter),
  )
}
