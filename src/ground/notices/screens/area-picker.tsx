/** Where an announcement goes: the whole community, or grids, estates and buildings of it. */
import { useEffect, useState } from 'preact/hooks'
import { listCommunities, listEstates, readDoors } from '#ground/places/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Checkbox } from '#kit/checkbox.tsx'
import { Select } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { UnreadNote } from '#kit/unread-note.tsx'
import { useRead } from '#kit/use-data.ts'
import type { Area } from '../announcements/contract.ts'

export type AreaPickerProps = { areas: readonly Area[]; onChange: (areas: Area[]) => void }

const keyOf = (area: Area) => ('id' in area ? area.id : `${area.kind} ${area.region}`)

export function AreaPicker({ areas, onChange }: AreaPickerProps) {
  const text = useText()
  const communities = useRead('communities', (signal) => call(listCommunities, {}, { signal }), 'once')
  const list = communities.reply?.data.communities ?? []
  const [region, setRegion] = useState<number>()
  const here = region ?? list[0]?.region
  // Of a single community the whole of it is what is mostly meant.
  useEffect(() => {
    if (list.length === 1 && areas.length === 0 && here) onChange([{ kind: 'community', region: here }])
  }, [list.length, here])
  if (communities.refusal) return <UnreadNote refusal={communities.refusal} onRetry={communities.reload} />
  const has = (area: Area) => areas.some((one) => keyOf(one) === keyOf(area))
  const toggle = (area: Area) => onChange(has(area) ? areas.filter((one) => keyOf(one) !== keyOf(area)) : [...areas, area])
  const whole: Area | undefined = here ? { kind: 'community', region: here } : undefined
  return (
    <div class="stack">
      {list.length > 1 && (
        <Select
          label={text.say('announce.community')}
          value={String(here ?? '')}
          onChange={(value) => setRegion(Number(value))}
          options={list.map((one) => ({ value: String(one.region), label: one.name }))}
        />
      )}
      {whole && (
        <Checkbox
          label={text.say('announce.whole', { name: list.find((one) => one.region === here)?.name ?? '' })}
          checked={has(whole)}
          onChange={() => toggle(whole)}
        />
      )}
      {here && whole && !has(whole) && <Parts region={here} has={has} toggle={toggle} />}
      {list.length > 1 && areas.length > 0 && <p class="quiet small">{text.say('announce.chosen', { n: areas.length })}</p>}
    </div>
  )
}

type PartsProps = { region: number; has: (area: Area) => boolean; toggle: (area: Area) => void }

function Parts({ region, has, toggle }: PartsProps) {
  const text = useText()
  const read = useRead(String(region), (signal) => call(listEstates, { region }, { signal }), 'once')
  const [opened, setOpened] = useState<string>()
  if (read.refusal) return <UnreadNote refusal={read.refusal} onRetry={read.reload} />
  const { grids = [], estates = [] } = read.reply?.data ?? {}
  return (
    <>
      {grids.length > 0 && (
        <fieldset class="areas-part">
          <legend class="small quiet">{text.say('announce.grids')}</legend>
          <div class="areas">
            {grids.map((grid) => {
              const area: Area = { kind: 'grid', region: grid.region }
              return <Checkbox key={grid.id} label={grid.name} checked={has(area)} onChange={() => toggle(area)} />
            })}
          </div>
        </fieldset>
      )}
      {estates.length > 0 && (
        <fieldset class="areas-part">
          <legend class="small quiet">{text.say('announce.estates')}</legend>
          <div class="areas">
            {estates.map((estate) => {
              const area: Area = { kind: 'estate', id: estate.id }
              return (
                <div key={estate.id} class="row">
                  <Checkbox label={estate.name} checked={has(area)} onChange={() => toggle(area)} />
                  {estate.buildings > 1 && !has(area) && (
                    <Button
                      size="small"
                      tone="quiet"
                      aria-expanded={opened === estate.id}
                      label={text.say('announce.buildings-of', { name: estate.name })}
                      icon={opened === estate.id ? 'up' : 'down'}
                      onPress={() => setOpened(opened === estate.id ? undefined : estate.id)}
                    />
                  )}
                </div>
              )
            })}
          </div>
        </fieldset>
      )}
      {opened && <Buildings estate={opened} has={has} toggle={toggle} />}
    </>
  )
}

function Buildings({ estate, has, toggle }: Omit<PartsProps, 'region'> & { estate: string }) {
  const text = useText()
  const read = useRead(estate, (signal) => call(readDoors, { id: estate }, { signal }), 'once')
  if (read.refusal) return <UnreadNote refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return null
  return (
    <fieldset class="areas-part">
      <legend class="small quiet">{text.say('announce.buildings-of', { name: read.reply.data.name })}</legend>
      <div class="areas">
        {read.reply.data.buildings.map((building) => {
          const area: Area = { kind: 'building', id: building.id }
          return <Checkbox key={building.id} label={building.name} checked={has(area)} onChange={() => toggle(area)} />
        })}
      </div>
    </fieldset>
  )
}
