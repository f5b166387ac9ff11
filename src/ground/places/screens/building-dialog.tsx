/** Draw a whole building, or more doors in one that stands: every door is shown before anything is written, and can be left out by one key. */
import { useMemo, useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo } from '#kit/use-data.ts'
import { addBuilding, type BuildingPlan, drawMore } from '../contract.ts'
import { countDoors, drawDoors, MOST_DOORS } from '../rules.ts'
import { GridField, type GridOption } from './grid-field.tsx'
import { PlanPreview } from './plan-preview.tsx'
import './places.css'

export type BuildingDialogProps = {
  estate: string
  grids: readonly GridOption[]
  /** More doors in this one; without it a new building. `standing` are its doors, as `unit door`. */
  building?: { id: string; name: string; standing: ReadonlySet<string> }
  onClose: () => void
  onDone: () => void
}

type Typed = { units: string; from: string; to: string; doors: string; skip: string }
const numberings = ['floor', 'through', 'plain', 'letter', 'side'] as const
const unitNames = ['number', 'letter', 'none'] as const

export function BuildingDialog({ estate, grids, building, onClose, onDone }: BuildingDialogProps) {
  const text = useText()
  const { tell } = useTell()
  const [name, setName] = useState('')
  const [typed, setTyped] = useState<Typed>({ units: '2', from: '1', to: '6', doors: '2', skip: '' })
  const [named, setNamed] = useState<BuildingPlan['unitNames']>('number')
  const [numbering, setNumbering] = useState<BuildingPlan['numbering']>('floor')
  const [leaveOut, setLeaveOut] = useState<string[]>([])
  const [grid, setGrid] = useState('')
  const plan = useMemo(() => planOf(typed, named, numbering, leaveOut), [typed, named, numbering, leaveOut])
  const drawn = useMemo(() => (plan && countDoors(plan) <= MOST_DOORS ? drawDoors({ ...plan, leaveOut: [] }) : []), [plan])
  const fresh = drawn.length - leaveOut.length
  const act = useDo<string, { doors: number }>(async (_, options) => {
    if (!plan) throw new Error('no plan to draw')
    const where = grid ? { grid: Number(grid) } : {}
    return building
      ? call(drawMore, { id: building.id, plan, ...where }, options)
      : call(addBuilding, { id: estate, name, plan, ...where }, options)
  })
  const send = async () => {
    if (!plan) return
    const reply = await act.run(JSON.stringify([name, plan, grid]))
    if (!reply) return
    tell({ text: text.say('places.doors-drawn', { n: reply.data.doors }) })
    onDone()
    onClose()
  }
  const type = (part: keyof Typed) => (value: string) => {
    setTyped({ ...typed, [part]: value })
    setLeaveOut([])
  }
  const title = building ? text.say('places.more-doors', { name: building.name }) : text.say('places.new-building')
  return (
    <Dialog
      open
      size="wide"
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" busy={act.busy} disabled={!plan || fresh < 1 || (!building && name.trim() === '')} onPress={send}>
            {plan && fresh > 0 ? text.say('places.draw-doors', { n: fresh }) : text.say('places.draw')}
          </Button>
        </>
      }
    >
      <Form onSubmit={send} refusal={act.refusal} label={title}>
        {!building && (
          <Field label={text.say('places.building-name')} path="/name" hint={text.say('places.building-hint')}>
            <TextInput value={name} onInput={setName} width={20} maxLength={60} autofocus />
          </Field>
        )}
        <div class="plan-fields">
          <Field label={text.say('places.units')} path="/plan/units">
            <TextInput value={typed.units} onInput={type('units')} mode="numeric" width={4} maxLength={2} />
          </Field>
          <Field label={text.say('places.unit-names')}>
            <Select
              value={named}
              onChange={(value) => setNamed(value as BuildingPlan['unitNames'])}
              options={unitNames.map((one) => ({ value: one, label: text.say(`places.unit-names.${one}`) }))}
            />
          </Field>
          <Field label={text.say('places.from')} path="/plan/from">
            <TextInput value={typed.from} onInput={type('from')} width={4} maxLength={3} />
          </Field>
          <Field label={text.say('places.to')} path="/plan/to">
            <TextInput value={typed.to} onInput={type('to')} width={4} maxLength={3} />
          </Field>
          <Field label={text.say('places.skip')} hint={text.say('places.skip-hint')} optional>
            <TextInput value={typed.skip} onInput={type('skip')} width={10} maxLength={120} />
          </Field>
          <Field label={text.say('places.doors-a-floor')} path="/plan/doors">
            <TextInput value={typed.doors} onInput={type('doors')} mode="numeric" width={4} maxLength={2} />
          </Field>
          <Field label={text.say('places.numbering')}>
            <Select
              value={numbering}
              onChange={(value) => {
                setNumbering(value as BuildingPlan['numbering'])
                setLeaveOut([])
              }}
              options={numberings.map((one) => ({ value: one, label: text.say(`places.numbering.${one}`) }))}
            />
          </Field>
          <GridField grids={grids} value={grid} onChange={setGrid} />
        </div>
        <button type="submit" hidden />
      </Form>
      {plan && drawn.length > 0 && (
        <PlanPreview plan={plan} drawn={drawn} standing={building?.standing} leaveOut={leaveOut} onLeaveOut={setLeaveOut} />
      )}
    </Dialog>
  )
}

/** A plan once every number can be read; the house judges the rest. */
function planOf(
  typed: Typed,
  unitNames: BuildingPlan['unitNames'],
  numbering: BuildingPlan['numbering'],
  leaveOut: string[],
): BuildingPlan | undefined {
  const read = (value: string) => (/^-?\d{1,3}$/.test(value.normalize('NFKC').trim()) ? Number(value.normalize('NFKC')) : Number.NaN)
  const [units, from, to, doors] = [read(typed.units), read(typed.from), read(typed.to), read(typed.doors)]
  const skipFloors = typed.skip
    .normalize('NFKC')
    .split(/[^\d-]+/)
    .filter(Boolean)
    .map(Number)
  const whole = [units, from, to, doors, ...skipFloors].every((one) => Number.isInteger(one))
  if (!whole || units < 1 || units > 30 || doors < 1 || doors > 40 || from > to || from < -9 || to > 120) return undefined
  return { units, unitNames, from, to, doors, numbering, skipFloors, leaveOut }
}
