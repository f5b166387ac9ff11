/** Who belongs on the sheet: those already named on it, or everyone of a kind who meets the conditions. */

import { useCallback, useState } from 'preact/hooks'
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import { type Found, search } from '#ground/households/contract.ts'
import { call } from '#kit/api.ts'
import { Radios } from '#kit/checkbox.tsx'
import { Field } from '#kit/field.tsx'
import { Select } from '#kit/input.tsx'
import { SearchBox, type SearchResult } from '#kit/search-box.tsx'
import { useText } from '#kit/text-context.tsx'
import type { Population, SheetPlan } from '../contract.ts'
import { Conditions } from './conditions.tsx'
import './request.css'

const kinds: Population['kind'][] = ['person', 'dwelling', 'premises', 'organisation', 'building', 'estate']

export type PopulationProps = { sheet: SheetPlan; catalogue: CatalogueHere; onChange: (more: Partial<SheetPlan>) => void }

export function PopulationEditor({ sheet, catalogue, onChange }: PopulationProps) {
  const text = useText()
  const { population } = sheet
  const set = (more: Partial<Population>) => onChange({ population: { ...population, ...more } })
  const options = kinds.map((kind) => ({ value: kind, label: text.say(`subject.${kind}`) }))
  return (
    <div class="population">
      <Field label={text.say('population.who')} group>
        <Radios
          label={text.say('population.who')}
          value={population.who}
          onChange={(who) => set({ who })}
          options={[
            { value: 'all', label: text.say('population.all'), hint: text.say('population.all-hint') },
            { value: 'given', label: text.say('population.given'), hint: text.say('population.given-hint') },
          ]}
        />
      </Field>
      <Field label={text.say('population.kind')}>
        <Select value={population.kind} onChange={(kind) => set({ kind: kind as Population['kind'], conditions: [] })} options={options} />
      </Field>
      {population.who === 'all' && (
        <Field label={text.say('population.conditions')} hint={text.say('population.conditions-hint')} group>
          <Conditions
            key={population.kind}
            label={text.say('population.conditions')}
            conditions={population.conditions}
            kinds={[population.kind]}
            catalogue={catalogue}
            onChange={(conditions) => set({ conditions })}
          />
        </Field>
      )}
    </div>
  )
}

const searched: Partial<Record<Population['kind'], Found['kind']>> = {
  person: 'person',
  dwelling: 'dwelling',
  estate: 'estate',
  premises: 'premises',
  organisation: 'organisation',
}

/** A card is about one: found as everywhere, by name, initials, door or tail of a telephone. */
export function CardSubject({
  sheet,
  name,
  onChange,
}: Omit<PopulationProps, 'catalogue'> & { /** Of whom was chosen before. */ name: string | undefined }) {
  const text = useText()
  const [chosen, setChosen] = useState<string>()
  const kind = searched[sheet.population.kind]
  const find = useCallback(
    async (typed: string, signal: AbortSignal): Promise<SearchResult[]> => {
      const { data } = await call(search, { text: typed, limit: 12, ...(kind ? { kinds: [kind] } : {}) }, { signal, waits: [] })
      return data.found.map((found) =>
        lineOf(found, () => {
          setChosen(`${found.name} ${found.line}`)
          onChange({ subject: found.id })
        }),
      )
    },
    [kind, onChange],
  )
  return (
    <div class="card-subject">
      <Field label={text.say('card.about', { kind: text.say(`subject.${sheet.population.kind}`) })} group>
        <SearchBox label={text.say('card.search')} search={find} />
      </Field>
      {sheet.subject && <p role="status">{text.say('card.chosen', { name: chosen ?? name ?? text.say('card.somebody') })}</p>}
    </div>
  )
}

function lineOf({ id, name, line, age, tail }: Found, onOpen: () => void): SearchResult {
  const about = [name, age === undefined ? '' : String(age), tail ? `…${tail}` : '']
  return { id, group: '', label: about.filter(Boolean).join(' '), note: line, onOpen }
}
