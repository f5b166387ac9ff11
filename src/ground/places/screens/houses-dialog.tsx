/** Houses without a building: of a villagers' group, along a lane or a road, numbered as a clerk writes them. */
import { useMemo, useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { TextArea, TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo } from '#kit/use-data.ts'
import { formatAddress } from '../address-key.ts'
import { addHouses, addScattered } from '../contract.ts'
import { expandNumbers, houseParts } from '../rules.ts'
import { GridField, type GridOption } from './grid-field.tsx'
import './places.css'

export type HousesDialogProps = {
  /** In an estate or village; otherwise scattered over the community. */
  estate?: { id: string; name: string }
  region: number
  grids: readonly GridOption[]
  onClose: () => void
  onDone: () => void
}

const SHOWN = 300

export function HousesDialog({ estate, region, grids, onClose, onDone }: HousesDialogProps) {
  const text = useText()
  const { tell } = useTell()
  const [group, setGroup] = useState('')
  const [lane, setLane] = useState('')
  const [typed, setTyped] = useState('')
  const [grid, setGrid] = useState('')
  const houses = useMemo(
    () => ({
      ...(group.trim() ? { group: group.trim() } : {}),
      ...(lane.trim() ? { lane: lane.trim() } : {}),
      numbers: expandNumbers(typed),
    }),
    [group, lane, typed],
  )
  const act = useDo((_: string, options) => {
    const where = grid ? { grid: Number(grid) } : {}
    return estate
      ? call(addHouses, { id: estate.id, houses, ...where }, options)
      : call(addScattered, { region, houses, ...where }, options)
  })
  const send = async () => {
    const reply = await act.run(JSON.stringify([houses, grid]))
    if (!reply) return
    const { doors, standing } = reply.data
    tell({ text: text.say(standing > 0 ? 'places.houses-some' : 'places.doors-drawn', { n: doors, standing }) })
    onDone()
    onClose()
  }
  const labels = houseParts(estate?.name, houses).slice(0, SHOWN).map(formatAddress)
  const title = text.say(estate ? 'places.new-houses' : 'places.new-scattered')
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" busy={act.busy} disabled={houses.numbers.length === 0} onPress={send}>
            {houses.numbers.length > 0 ? text.say('places.draw-doors', { n: houses.numbers.length }) : text.say('places.draw')}
          </Button>
        </>
      }
    >
      <Form onSubmit={send} refusal={act.refusal} label={title}>
        <div class="plan-fields">
          <Field label={text.say('places.group')} hint={text.say('places.group-hint')} path="/houses/group" optional>
            <TextInput value={group} onInput={setGroup} width={8} maxLength={20} autofocus />
          </Field>
          <Field label={text.say('places.lane')} path="/houses/lane" optional={estate !== undefined}>
            <TextInput value={lane} onInput={setLane} width={14} maxLength={30} />
          </Field>
        </div>
        <Field label={text.say('places.numbers')} hint={text.say('places.numbers-hint')} path="/houses/numbers">
          <TextArea value={typed} onInput={setTyped} rows={2} maxLength={4000} />
        </Field>
        <GridField grids={grids} value={grid} onChange={setGrid} />
        <button type="submit" hidden />
      </Form>
      {labels.length > 0 && (
        <section class="plan-preview" aria-label={text.say('places.preview')}>
          <p class="quiet">{text.say('places.houses-lead', { n: houses.numbers.length })}</p>
          <ul class="house-labels">
            {labels.map((label) => (
              <li key={label}>{label}</li>
            ))}
            {houses.numbers.length > SHOWN && <li class="quiet">{text.say('places.houses-more', { n: houses.numbers.length - SHOWN })}</li>}
          </ul>
        </section>
      )}
    </Dialog>
  )
}
