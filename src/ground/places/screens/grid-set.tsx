/** Which doors and premises a grid holds: whole stairs at once, single doors, premises; chosen by keyboard and moved in or out. */
import { useMemo, useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { TextInput } from '#kit/input.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { Table } from '#kit/table.tsx'
import { Tabs } from '#kit/tabs.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { UnreadNote } from '#kit/unread-note.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { assignGrid, listStair } from '../grids/contract.ts'
import type { Grid } from './grid-here.ts'

type Stair = Grid['stairs'][number]
type Props = { grid: Grid; may: boolean; onChange: () => void }
type Shown = 'mine' | 'stairs' | 'premises'

const stairId = ({ estate, building, unit }: Stair) => `${estate} ${building} ${unit}`

export function GridSet({ grid, may, onChange }: Props) {
  const text = useText()
  const [shown, setShown] = useState<Shown>(grid.doors > 0 ? 'mine' : 'stairs')
  const [opened, setOpened] = useState<Stair>()
  const tabs = [
    { id: 'mine', label: text.say('grids.mine'), count: grid.stairs.filter((one) => one.inside > 0).length },
    { id: 'stairs', label: text.say('grids.stairs'), count: grid.stairs.length },
    { id: 'premises', label: text.say('grids.premises'), count: grid.premises.length },
  ]
  return (
    <Tabs
      label={text.say('grids.set')}
      tabs={tabs}
      value={shown}
      onChange={(next) => {
        setShown(next as Shown)
        setOpened(undefined)
      }}
    >
      {shown === 'premises' ? (
        <Venues grid={grid} may={may} onChange={onChange} />
      ) : opened ? (
        <Doors grid={grid} stair={opened} may={may} onChange={onChange} onBack={() => setOpened(undefined)} />
      ) : (
        <Stairs
          key={shown}
          grid={grid}
          stairs={shown === 'mine' ? grid.stairs.filter((one) => one.inside > 0) : grid.stairs}
          may={may}
          onChange={onChange}
          onOpen={setOpened}
        />
      )}
    </Tabs>
  )
}

type MoveProps = {
  may: boolean
  chosen: number
  filter: string
  onFilter: (typed: string) => void
  act: ReturnType<typeof useMove>
  what: (out: boolean) => Omit<InputOf<typeof assignGrid>, 'id' | 'out'>
}

function useMove(grid: Grid, onChange: () => void, after: () => void) {
  const text = useText()
  const { tell } = useTell()
  const act = useDo((input: InputOf<typeof assignGrid>, options) => call(assignGrid, input, options))
  const move = async (what: Omit<InputOf<typeof assignGrid>, 'id' | 'out'>, out: boolean) => {
    const reply = await act.run({ id: grid.id, ...what, ...(out ? { out } : {}) })
    if (!reply) return
    tell({ text: text.say(out ? 'grids.moved-out' : 'grids.moved-in', { n: reply.data.moved, name: grid.name }) })
    after()
    onChange()
  }
  return { move, busy: act.busy, refusal: act.refusal }
}

function MoveBar({ may, chosen, filter, onFilter, act, what }: MoveProps) {
  const text = useText()
  return (
    <>
      <div class="toolbar">
        <TextInput
          type="search"
          icon="search"
          label={text.say('grids.filter')}
          placeholder={text.say('grids.filter')}
          value={filter}
          onInput={onFilter}
        />
        {may && (
          <>
            <Button tone="primary" busy={act.busy} disabled={chosen === 0} onPress={() => act.move(what(false), false)}>
              {text.say('grids.put-in', { n: chosen })}
            </Button>
            <Button busy={act.busy} disabled={chosen === 0} onPress={() => act.move(what(true), true)}>
              {text.say('grids.take-out')}
            </Button>
          </>
        )}
      </div>
      {act.refusal && <ProblemNote refusal={act.refusal} />}
    </>
  )
}

function Stairs({ grid, stairs, may, onChange, onOpen }: Props & { stairs: Stair[]; onOpen: (stair: Stair) => void }) {
  const text = useText()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [filter, setFilter] = useState('')
  const rows = useMemo(() => stairs.filter((one) => one.name.includes(filter.trim())), [stairs, filter])
  const act = useMove(grid, onChange, () => setChosen(new Set()))
  const what = () => ({
    stairs: grid.stairs.filter((one) => chosen.has(stairId(one))).map(({ estate, building, unit }) => ({ estate, building, unit })),
  })
  return (
    <>
      <MoveBar may={may} chosen={chosen.size} filter={filter} onFilter={setFilter} act={act} what={what} />
      <Table
        label={text.say('grids.stairs')}
        rows={rows}
        rowId={stairId}
        height="30rem"
        onOpen={onOpen}
        {...(may ? { chosen, onChoose: setChosen } : {})}
        empty={text.say('grids.no-stairs')}
        columns={[
          { id: 'name', label: text.say('grids.stair'), text: (one) => one.name || text.say('grids.scattered'), head: true },
          { id: 'doors', label: text.say('grids.doors'), text: (one) => text.number(one.doors), align: 'end', width: '5rem' },
          { id: 'inside', label: text.say('grids.inside'), text: (one) => text.number(one.inside), align: 'end', width: '6rem' },
          { id: 'other', label: text.say('grids.other'), text: (one) => text.number(one.other), align: 'end', width: '6rem' },
          {
            id: 'none',
            label: text.say('grids.in-none'),
            text: (one) => text.number(one.doors - one.inside - one.other),
            show: (one) =>
              one.doors > one.inside + one.other ? <Tag tone="stale">{text.number(one.doors - one.inside - one.other)}</Tag> : '0',
            align: 'end',
            width: '6rem',
          },
        ]}
      />
    </>
  )
}

function Doors({ grid, stair, may, onChange, onBack }: Props & { stair: Stair; onBack: () => void }) {
  const text = useText()
  const { estate, building, unit } = stair
  const read = useRead(stairId(stair), (signal) => call(listStair, { id: grid.id, estate, building, unit }, { signal }))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [filter, setFilter] = useState('')
  const act = useMove(
    grid,
    () => {
      onChange()
      read.reload()
    },
    () => setChosen(new Set()),
  )
  const rows = (read.reply?.data.doors ?? []).filter((door) => door.label.includes(filter.trim()))
  return (
    <>
      <Button tone="quiet" icon="back" onPress={onBack}>
        {stair.name || text.say('grids.scattered')}
      </Button>
      <MoveBar may={may} chosen={chosen.size} filter={filter} onFilter={setFilter} act={act} what={() => ({ places: [...chosen] })} />
      {read.refusal && <UnreadNote refusal={read.refusal} onRetry={read.reload} />}
      <Table
        label={stair.name || text.say('grids.scattered')}
        rows={rows}
        rowId={(door) => door.id}
        height="30rem"
        {...(may ? { chosen, onChoose: setChosen } : {})}
        columns={[
          { id: 'label', label: text.say('grids.door'), text: (door) => door.label, head: true },
          { id: 'grid', label: text.say('grids.where'), text: (door) => whereIs(door.grid, grid.number, text.say), width: '10rem' },
        ]}
      />
    </>
  )
}

function Venues({ grid, may, onChange }: Props) {
  const text = useText()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [filter, setFilter] = useState('')
  const act = useMove(grid, onChange, () => setChosen(new Set()))
  const rows = grid.premises.filter((one) => `${one.name}${one.address}`.includes(filter.trim()))
  return (
    <>
      <MoveBar may={may} chosen={chosen.size} filter={filter} onFilter={setFilter} act={act} what={() => ({ places: [...chosen] })} />
      <Table
        label={text.say('grids.premises')}
        rows={rows}
        rowId={(one) => one.id}
        height="30rem"
        {...(may ? { chosen, onChoose: setChosen } : {})}
        empty={text.say('grids.no-premises')}
        columns={[
          { id: 'name', label: text.say('grids.premises-name'), text: (one) => one.name, head: true, width: '16rem' },
          { id: 'address', label: text.say('places.address'), text: (one) => one.address },
          { id: 'grid', label: text.say('grids.where'), text: (one) => whereIs(one.grid, grid.number, text.say), width: '10rem' },
        ]}
      />
    </>
  )
}

function whereIs(number: number, own: number, say: (key: string, fill?: Record<string, string>) => string): string {
  if (number === own) return say('grids.in-this')
  return number === 0 ? say('grids.in-no') : say('grids.in-other', { number: String(number).padStart(3, '0') })
}
