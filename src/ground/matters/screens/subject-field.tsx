/** What a matter hangs on: somebody, a door, premises or an estate found by typing; of an estate one of its buildings, where the type can be about one. */
import { useCallback } from 'preact/hooks'
import { type Found, readDoor, search } from '#ground/households/contract.ts'
import { readDoors } from '#ground/places/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Radios } from '#kit/checkbox.tsx'
import { Field } from '#kit/field.tsx'
import type { IconName } from '#kit/icon.tsx'
import { Select } from '#kit/input.tsx'
import { SearchBox, type SearchResult } from '#kit/search-box.tsx'
import { useText } from '#kit/text-context.tsx'
import { useToldRead } from '#kit/use-told.ts'

export type Subject = { id: string; kind: string; name: string; line: string; building?: string; household?: string }

const icons = { person: 'people', dwelling: 'door', premises: 'service', estate: 'building' } satisfies Partial<
  Record<Found['kind'], IconName>
>
type Sought = keyof typeof icons

/** Kinds that are found by typing. A building is found by its estate, a household by its door. */
export function soughtFor(about: readonly string[]): Sought[] {
  const kinds = [...about, ...(about.includes('building') ? ['estate'] : []), ...(about.includes('household') ? ['dwelling'] : [])]
  return (Object.keys(icons) as Sought[]).filter((kind) => kinds.includes(kind))
}

/** The id that is sent: the building or the household where one was chosen; nothing while an estate or a door still wants one. */
export function subjectOf(about: readonly string[], chosen: Subject | undefined): string | undefined {
  if (chosen?.building) return chosen.building
  if (chosen?.household) return chosen.household
  return chosen && about.includes(chosen.kind) ? chosen.id : undefined
}

export type SubjectFieldProps = {
  about: readonly string[]
  needed: boolean
  chosen: Subject | undefined
  onChoose: (chosen: Subject | undefined) => void
}

export function SubjectField({ about, needed, chosen, onChoose }: SubjectFieldProps) {
  const text = useText()
  const kinds = soughtFor(about)
  const asked = kinds.join()
  const find = useCallback(
    async (typed: string, signal: AbortSignal): Promise<SearchResult[]> => {
      const { data } = await call(search, { text: typed, kinds: asked.split(',') as Sought[], limit: 12 }, { signal })
      return data.found
        .filter(({ gone }) => !gone)
        .map(({ id, kind, name, line, age }) => ({
          id,
          group: text.say(`matter.about.${kind}`),
          icon: icons[kind as Sought],
          label: age === undefined ? name : `${name} ${age}`,
          note: line,
          onOpen: () => onChoose({ id, kind, name, line }),
        }))
    },
    [asked, text, onChoose],
  )
  return (
    <>
      <Field label={text.say('matter.field.subject')} path="/subject" group optional={!needed}>
        {chosen ? (
          <p class="row">
            <strong>{chosen.name}</strong>
            <span class="quiet">{chosen.line}</span>
            <Button size="small" onPress={() => onChoose(undefined)}>
              {text.say('matter.choose-other')}
            </Button>
          </p>
        ) : (
          <SearchBox label={text.say('matter.find-subject')} placeholder={text.say('matter.find-subject')} search={find} maxLength={60} />
        )}
      </Field>
      {chosen?.kind === 'estate' && about.includes('building') && (
        <BuildingField estate={chosen.id} whole={about.includes('estate')} chosen={chosen} onChoose={onChoose} />
      )}
      {chosen?.kind === 'dwelling' && about.includes('household') && (
        <HouseholdField door={about.includes('dwelling')} chosen={chosen} onChoose={onChoose} />
      )}
    </>
  )
}

/** The door itself, or those who live behind it together. */
function HouseholdField({ door, chosen, onChoose }: { door: boolean; chosen: Subject; onChoose: (chosen: Subject) => void }) {
  const text = useText()
  const read = useToldRead(chosen.id, (signal) => call(readDoor, { id: chosen.id }, { signal }), 'once')
  const household = read.reply?.data.household
  if (read.reply && !household) return door ? null : <p class="quiet">{text.say('matter.no-household')}</p>
  if (!household) return null
  const { household: _before, ...rest } = chosen
  return (
    <Field label={text.say('matter.field.door-or-household')} path="/subject" group optional={door}>
      <Radios
        joined
        value={chosen.household ? 'household' : door ? 'dwelling' : ''}
        onChange={(kind) => onChoose(kind === 'household' ? { ...rest, household: household.id } : rest)}
        options={[
          ...(door ? [{ value: 'dwelling', label: text.say('matter.choice.dwelling') }] : []),
          { value: 'household', label: text.say('matter.choice.household') },
        ]}
      />
    </Field>
  )
}

function BuildingField({
  estate,
  whole,
  chosen,
  onChoose,
}: {
  estate: string
  whole: boolean
  chosen: Subject
  onChoose: (chosen: Subject) => void
}) {
  const text = useText()
  const read = useToldRead(estate, (signal) => call(readDoors, { id: estate }, { signal }), 'once')
  const options = (read.reply?.data.buildings ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Field label={text.say('matter.about.building')} path="/subject" optional={whole}>
      <Select
        value={chosen.building ?? ''}
        onChange={(building) => {
          const { building: _before, ...rest } = chosen
          onChoose(building === '' ? rest : { ...rest, building })
        }}
        empty={text.say(whole ? 'matter.whole-estate' : 'matter.choose')}
        options={options}
      />
    </Field>
  )
}
