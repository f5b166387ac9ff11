/** One estate whole (一院一档): its wall coloured by one question, and below it its file. */
import { useMemo, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { OutputOf } from '#base/contract.ts'
import { readEstate } from '#ground/places/contract.ts'
import { call } from '#kit/api.ts'
import { LinkButton } from '#kit/button.tsx'
import { Page, PrintButton } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { Wall, type WallView } from '#kit/wall.tsx'
import type { WallEstate, WallState, WallTone } from '#kit/wall-plan.ts'
import { type WallQuestion, wall } from '../contract.ts'
import { wallStates } from '../rules.ts'
import { EstateFile } from './estate-file.tsx'
import type { Joined } from './joined.ts'

const questions: WallQuestion[] = ['people', 'living', 'fresh', 'conflicts', 'elders', 'children']

/** How each state looks; each also has its own sign, where it is a letter in the reader's language. */
const tones: Record<string, { tone: WallTone; mark: string }> = {
  'people.empty': { tone: 'missing', mark: '' },
  'people.one': { tone: 'value-1', mark: '1' },
  'people.few': { tone: 'value-2', mark: '2' },
  'people.many': { tone: 'value-4', mark: '4' },
  'living.owner': { tone: 'value-3', mark: 'wall.living.owner.mark' },
  'living.rented': { tone: 'value-5', mark: 'wall.living.rented.mark' },
  'living.other': { tone: 'value-1', mark: 'wall.living.other.mark' },
  'living.empty': { tone: 'missing', mark: '' },
  'fresh.known': { tone: 'known', mark: '✓' },
  'fresh.stale': { tone: 'stale', mark: 'wall.fresh.stale.mark' },
  'fresh.missing': { tone: 'missing', mark: '?' },
  'conflicts.none': { tone: 'known', mark: '' },
  'conflicts.some': { tone: 'conflict', mark: '≠' },
  'elders.none': { tone: 'missing', mark: '' },
  'elders.some': { tone: 'value-2', mark: 'wall.elders.some.mark' },
  'elders.alone': { tone: 'value-5', mark: 'wall.elders.alone.mark' },
  'children.none': { tone: 'missing', mark: '' },
  'children.some': { tone: 'value-3', mark: 'wall.children.some.mark' },
}

/** What a building's plate tells of it: the doors one would go and look for. */
const shares: Record<WallQuestion, readonly string[]> = {
  people: ['empty'],
  living: ['rented'],
  fresh: ['stale', 'missing'],
  conflicts: ['some'],
  elders: ['some', 'alone'],
  children: ['some'],
}

type Props = { params: Record<string, string>; query: Record<string, string> } & Joined

export function Screen({ params, query, actions, above, panels }: Props) {
  const text = useText()
  const id = params.id!
  const { route } = useLocation()
  const asked = questions.find((one) => one === query.by)
  const [question, setQuestion] = useState<WallQuestion>(asked ?? 'people')
  const estate = useRead(id, (signal) => call(readEstate, { id }, { signal }))
  const doors = useRead(`${id} ${question}`, (signal) => call(wall, { id, question }, { signal }))
  const found = estate.reply?.data
  const drawn = doors.reply?.data
  const places = useSamePlaces(drawn)
  const plan = useMemo(() => (places ? planOf(places, text.say('estate.doors-without')) : undefined), [places, text])
  const answers = useMemo(
    () =>
      Object.fromEntries(
        (drawn?.doors ?? []).map((door) => [door.id, { state: door.state, value: /^\d+$/.test(door.mark) ? door.mark : '' }]),
      ),
    [drawn],
  )
  const colours = useMemo(() => {
    const states = wallStates[question].map((state): WallState => {
      const { tone, mark } = tones[`${question}.${state}`]!
      return { id: state, label: text.say(`wall.${question}.${state}`), tone, mark: mark.startsWith('wall.') ? text.say(mark) : mark }
    })
    const share = { label: text.say(`wall.${question}.share`), states: shares[question] }
    return { id: question, label: text.say(`wall.${question}`), states, share }
  }, [question, text])
  if (estate.refusal) return <ProblemPage refusal={estate.refusal} onRetry={estate.reload} />
  if (doors.refusal && !drawn) return <ProblemPage refusal={doors.refusal} onRetry={doors.reload} />
  if (!found || !plan) return <Loading />
  return (
    <Page
      title={found.name}
      lead={found.community}
      crumbs={[
        { label: text.say('estates.title'), href: `/desk/estates?region=${Math.floor(found.region / 1000)}` },
        { label: found.name },
      ]}
      actions={
        <>
          <PrintButton />
          {actions}
          {estate.reply?.may.includes('place.change') && (
            <LinkButton icon="edit" href={`/desk/estates/${id}/edit`}>
              {text.say('places.edit')}
            </LinkButton>
          )}
        </>
      }
    >
      {above}
      <Wall
        estate={plan}
        question={colours}
        answers={answers}
        questions={questions.map((one) => ({ id: one, label: text.say(`wall.${one}`) }))}
        onQuestion={(next) => {
          remember({ by: next })
          setQuestion(next as WallQuestion)
        }}
        start={query.view === 'doors' || query.view === 'street' ? query.view : undefined}
        at={query.at}
        onView={(view: WallView) => remember({ view, at: '' })}
        onOpen={(door) => {
          remember({ view: 'doors', at: door })
          route(`/desk/doors/${door}`)
        }}
      />
      <EstateFile estate={found} panels={panels} />
    </Page>
  )
}

/** Kept in the address of this page, so that she who opened a door comes back to where she stood. */
function remember(part: Record<string, string>): void {
  const address = new URL(window.location.href)
  for (const [name, value] of Object.entries(part)) {
    if (value) address.searchParams.set(name, value)
    else address.searchParams.delete(name)
  }
  window.history.replaceState(window.history.state, '', address)
}

type Drawn = OutputOf<typeof wall>

/** Another question colours the same doors: they are not placed anew for it. */
function useSamePlaces(drawn: Drawn | undefined): Drawn | undefined {
  const kept = useRef<Drawn>(undefined)
  const same = (before: Drawn, now: Drawn) =>
    before.estate.id === now.estate.id &&
    before.doors.length === now.doors.length &&
    before.doors.every(({ id, label }, at) => id === now.doors[at]!.id && label === now.doors[at]!.label)
  if (drawn && !(kept.current && same(kept.current, drawn))) kept.current = drawn
  return kept.current
}

function planOf({ estate, buildings, doors }: Drawn, rest: string): WallEstate {
  const outside = doors.filter((door) => door.building === null)
  const inside = new Map<string | null, WallEstate['buildings'][number]['doors'][number][]>()
  for (const { id, building, door, floor, unit } of doors) {
    const list = inside.get(building) ?? []
    list.push({ id, no: door, floor: floor ?? 1, ...(unit ? { unit } : {}) })
    inside.set(building, list)
  }
  return {
    id: estate.id,
    name: estate.name,
    buildings: buildings.map(({ id, name }) => ({ id, name, doors: inside.get(id) ?? [] })),
    ...(outside.length > 0 ? { rows: rowsOf(outside, rest) } : {}),
  }
}

/** Doors of a village in walking order, by villagers' group where there is one. */
function rowsOf(doors: Drawn['doors'], rest: string): NonNullable<WallEstate['rows']> {
  const rows = new Map<string, { id: string; no: string }[]>()
  for (const door of doors) {
    const row = door.unit ?? rest
    rows.set(row, [...(rows.get(row) ?? []), { id: door.id, no: door.door }])
  }
  return [...rows].map(([name, list]) => ({ id: name, name, doors: list }))
}
