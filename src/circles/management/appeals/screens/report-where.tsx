/** The second screen: where it is, what it belongs to, and of a complaint whom it is about. */
import { useState } from 'preact/hooks'
import { Button } from '#kit/button.tsx'
import { Radios } from '#kit/checkbox.tsx'
import { Field } from '#kit/field.tsx'
import { Foot } from '#kit/foot.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import { Page } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import type { Place } from '../own/contract.ts'
import type { Draft } from './draft.ts'
import { StepMark } from './report-parts.tsx'
import { categoryOf, type Reporting, type StepProps } from './report-step.ts'

export function WhereStep(props: StepProps) {
  const { reporting, type, draft, onDraft, onBack, onNext } = props
  const text = useText()
  const [tried, setTried] = useState(false)
  const place = placeOf(draft, reporting)
  const whereNeeded = place?.kind === 'elsewhere' && !place.where.trim()
  const accusedNeeded = type.sealed === 'accused' && !draft.accused
  const categoryNeeded = categoryOf(draft, type) === undefined
  const next = () => {
    setTried(true)
    if (whereNeeded || accusedNeeded || categoryNeeded) return
    onDraft({ place })
    onNext()
  }
  const chosen = type.categories.find(({ code }) => code === categoryOf(draft, type))
  return (
    <Page title={text.say('report.where')} lead={<StepMark at={2} />}>
      <PlaceFields
        reporting={reporting}
        draft={draft}
        place={place}
        onPlace={(one) => onDraft({ place: one })}
        error={tried && whereNeeded ? text.say('report.where-needed') : undefined}
      />
      {type.sealed === 'accused' && (
        <Field
          label={text.say('report.accused')}
          hint={text.say('report.accused-hint')}
          error={tried && accusedNeeded ? text.say('report.accused-needed') : undefined}
        >
          <Select
            value={draft.accused ?? ''}
            empty={text.say('report.choose')}
            onChange={(accused) => onDraft({ accused })}
            options={reporting.parties.map(({ party, name }) => ({ value: party, label: name }))}
          />
        </Field>
      )}
      <Field
        label={text.say('report.category')}
        hint={draft.category ? undefined : text.say('report.category-hint')}
        error={tried && categoryNeeded ? text.say('report.category-needed') : undefined}
      >
        <Select
          value={categoryOf(draft, type) ?? ''}
          {...(categoryNeeded ? { empty: text.say('report.choose') } : {})}
          onChange={(category) => onDraft({ category })}
          options={type.categories.map(({ code, label }) => ({ value: code, label: label[text.language] }))}
        />
      </Field>
      {chosen?.office && <p class="told-note">{text.say('report.other-office', { office: chosen.office[text.language] })}</p>}
      <Foot>
        <Button onPress={onBack}>{text.say('report.back')}</Button>
        <Button tone="primary" onPress={next}>
          {text.say('report.next')}
        </Button>
      </Foot>
    </Page>
  )
}

/** What she chose; before, the place most things are in: where she lives. */
function placeOf({ place, person }: Draft, { doors }: Reporting): Place {
  if (place) return place
  const home = doors.find(({ persons }) => persons.includes(person))
  if (!home) return { kind: 'elsewhere', where: '' }
  return home.estate ? { kind: 'estate', door: home.id } : { kind: 'door', door: home.id }
}

type PlaceProps = { reporting: Reporting; draft: Draft; place: Place; onPlace: (place: Place) => void; error: string | undefined }

function PlaceFields({ reporting, draft, place, onPlace, error }: PlaceProps) {
  const text = useText()
  const homes = reporting.doors.filter(({ persons }) => persons.includes(draft.person))
  const options = [
    ...homes.flatMap(({ id, estate }) =>
      estate
        ? [{ value: `estate ${id}`, label: text.say('report.place-estate', { name: estate }), hint: text.say('report.place-estate-hint') }]
        : [],
    ),
    ...homes.map(({ id, label }) => ({ value: `door ${id}`, label: text.say('report.place-door'), hint: label })),
    { value: 'elsewhere', label: text.say('report.place-elsewhere'), hint: text.say('report.place-elsewhere-hint') },
  ]
  const value = place.kind === 'elsewhere' ? 'elsewhere' : `${place.kind} ${place.door}`
  const where = place.kind === 'door' ? '' : (place.where ?? '')
  const pick = (chosen: string) => {
    const [kind, door = ''] = chosen.split(' ')
    if (kind === 'door') return onPlace({ kind, door })
    onPlace(kind === 'estate' ? { kind, door, ...(where ? { where } : {}) } : { kind: 'elsewhere', where })
  }
  const say = (words: string) => {
    if (place.kind === 'elsewhere') onPlace({ ...place, where: words })
    if (place.kind === 'estate') onPlace({ kind: 'estate', door: place.door, ...(words ? { where: words } : {}) })
  }
  return (
    <>
      <Field label={text.say('report.place')} group>
        <Radios value={value} onChange={pick} options={options} />
      </Field>
      {place.kind === 'elsewhere' && reporting.communities.length > 1 && (
        <Field label={text.say('report.community')} optional>
          <Select
            value={place.community ?? ''}
            empty={text.say('report.community-unknown')}
            onChange={(community) => {
              const { community: _before, ...rest } = place
              onPlace(community ? { ...rest, community } : rest)
            }}
            options={reporting.communities.map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Field>
      )}
      {place.kind !== 'door' && (
        <Field label={text.say('report.exactly')} hint={text.say('report.exactly-hint')} optional={place.kind === 'estate'} error={error}>
          <TextInput value={where} maxLength={200} onInput={say} />
        </Field>
      )}
    </>
  )
}
