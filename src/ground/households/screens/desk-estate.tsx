/** One estate whole (一院一档): its wall coloured by one question, its numbers, its facts, its premises. */
import { useMemo, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { OutputOf } from '#base/contract.ts'
import { FactList } from '#ground/facts/screens/fact-list.tsx'
import { useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { readEstate } from '#ground/places/contract.ts'
import { call } from '#kit/api.ts'
import { LinkButton } from '#kit/button.tsx'
import { Page, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { Wall } from '#kit/wall.tsx'
import type { WallEstate, WallState, WallTone } from '#kit/wall-plan.ts'
import { readPlaceFacts, type WallQuestion, wall } from '../contract.ts'
import { wallStates } from '../rules.ts'
import type { Joined } from './joined.ts'
import { teamOf } from './team.ts'
import '#ground/people/screens/homes.css'
import '#ground/places/screens/places.css'

const questions: WallQuestion[] = ['people', 'living', 'fresh', 'conflicts', 'elders', 'children']

/** How each state looks; each also has its own sign. */
const tones: Record<string, { tone: WallTone; mark: string }> = {
  'people.empty': { tone: 'missing', mark: '' },
  'people.one': { tone: 'value-1', mark: '1' },
  'people.few': { tone: 'value-2', mark: '2' },
  'people.many': { tone: 'value-4', mark: '4' },
  'living.owner': { tone: 'value-3', mark: '自' },
  'living.rented': { tone: 'value-5', mark: '租' },
  'living.other': { tone: 'value-1', mark: '住' },
  'living.empty': { tone: 'missing', mark: '' },
  'fresh.known': { tone: 'known', mark: '✓' },
  'fresh.stale': { tone: 'stale', mark: '旧' },
  'fresh.missing': { tone: 'missing', mark: '?' },
  'conflicts.none': { tone: 'known', mark: '' },
  'conflicts.some': { tone: 'conflict', mark: '≠' },
  'elders.none': { tone: 'missing', mark: '' },
  'elders.some': { tone: 'value-2', mark: '老' },
  'elders.alone': { tone: 'value-5', mark: '独' },
  'children.none': { tone: 'missing', mark: '' },
  'children.some': { tone: 'value-3', mark: '童' },
}

export function Screen({ params, actions, panels }: { params: Record<string, string> } & Joined) {
  const text = useText()
  const id = params.id!
  const { route } = useLocation()
  const catalogue = useCatalogue()
  const [question, setQuestion] = useState<WallQuestion>('people')
  const estate = useRead(id, (signal) => call(readEstate, { id }, { signal }))
  const doors = useRead(`${id} ${question}`, (signal) => call(wall, { id, question }, { signal }))
  const facts = useRead(id, (signal) => call(readPlaceFacts, { id }, { signal }))
  const found = estate.reply?.data
  const plan = useMemo(() => (doors.reply ? planOf(doors.reply.data, text.say('estate.doors-without')) : undefined), [doors.reply, text])
  if (estate.refusal) return <ProblemNote refusal={estate.refusal} />
  if (!found || !doors.reply || !plan) return <Loading />
  const states = wallStates[question].map(
    (state): WallState => ({ id: state, label: text.say(`wall.${question}.${state}`), ...tones[`${question}.${state}`]! }),
  )
  const answers = Object.fromEntries(
    doors.reply.data.doors.map((door) => [door.id, { state: door.state, value: /^\d+$/.test(door.mark) ? door.mark : '' }]),
  )
  return (
    <Page
      title={found.name}
      lead={found.community}
      crumbs={[{ label: text.say('estates.title'), href: '/desk/estates' }, { label: found.name }]}
      actions={
        <>
          {actions}
          {estate.reply?.may.includes('place.change') && (
            <LinkButton icon="edit" href={`/desk/estates/${id}/edit`}>
              {text.say('places.edit')}
            </LinkButton>
          )}
        </>
      }
    >
      <Wall
        estate={plan}
        question={{ id: question, label: text.say(`wall.${question}`), states }}
        answers={answers}
        questions={questions.map((one) => ({ id: one, label: text.say(`wall.${one}`) }))}
        onQuestion={(next) => setQuestion(next as WallQuestion)}
        onOpen={(door) => route(`/desk/doors/${door}`)}
      />
      <Section title={text.say('estate.numbers')}>
        <dl class="counts">
          {Object.entries(found.counts).map(([key, count]) => (
            <div key={key}>
              <dt>{text.say(`estate.count.${key}`)}</dt>
              <dd>{text.number(count)}</dd>
            </div>
          ))}
        </dl>
      </Section>
      {found.grids.length > 0 && (
        <Section title={text.say('estates.grids')}>
          <ul class="team-list">
            {found.grids.map((grid) => (
              <li key={grid.id}>
                <a href={`/desk/grids/${grid.id}`}>{grid.name}</a>
                <span class="quiet">{text.say('estates.doors', { n: grid.doors })}</span>
                <span>{teamOf(text, grid.members)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {catalogue && facts.reply && facts.reply.data.facts.length > 0 && (
        <Section title={text.say('estate.facts')}>
          <FactList facts={facts.reply.data.facts} catalogue={catalogue} />
        </Section>
      )}
      {found.premises.length > 0 && (
        <Section title={text.say('estate.premises')}>
          <ul class="plain-list">
            {found.premises.map((one) => (
              <li key={one.id}>
                <a href={`/desk/premises/${one.id}`}>{one.name}</a> <span class="quiet">{one.address}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {panels}
    </Page>
  )
}

function planOf({ estate, buildings, doors }: OutputOf<typeof wall>, rest: string): WallEstate {
  const inside = doors.filter((door) => door.building !== null)
  const outside = doors.filter((door) => door.building === null)
  return {
    id: estate.id,
    name: estate.name,
    buildings: buildings.map((building) => ({
      id: building.id,
      name: building.name,
      doors: inside
        .filter((door) => door.building === building.id)
        .map((door) => ({ id: door.id, no: door.door, floor: door.floor ?? 1, ...(door.unit ? { unit: door.unit } : {}) })),
    })),
    ...(outside.length > 0 ? { rows: rowsOf(outside, rest) } : {}),
  }
}

/** Doors of a village in walking order, by villagers' group where there is one. */
function rowsOf(doors: OutputOf<typeof wall>['doors'], rest: string): NonNullable<WallEstate['rows']> {
  const rows = new Map<string, { id: string; no: string }[]>()
  for (const door of doors) {
    const row = door.unit ?? rest
    rows.set(row, [...(rows.get(row) ?? []), { id: door.id, no: door.door }])
  }
  return [...rows].map(([name, list]) => ({ id: name, name, doors: list }))
}
