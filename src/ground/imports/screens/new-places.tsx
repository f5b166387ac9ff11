/** Estates, buildings and doors that the rows name and nobody has drawn yet; they are made when the import is applied. */
import { useState } from 'preact/hooks'
import type { InputOf, OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Radios } from '#kit/checkbox.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { Loading } from '#kit/progress.tsx'
import { type Column, Table } from '#kit/table.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { useToldDo } from '#kit/use-told.ts'
import { listNewPlaces } from '../contract.ts'
import type { Counts } from '../shapes.ts'
import './rows.css'

type Place = OutputOf<typeof listNewPlaces>['places'][number]
type Kind = Place['kind']
const kinds: { kind: Kind; count: string }[] = [
  { kind: 'estate', count: 'estates' },
  { kind: 'building', count: 'buildings' },
  { kind: 'dwelling', count: 'doors' },
]
const pageSize = 200

export function NewPlaces({ id, counts }: { id: string; counts: Counts }) {
  const text = useText()
  const there = kinds.filter(({ count }) => (counts[count] ?? 0) > 0)
  const [kind, setKind] = useState<Kind>(there[0]?.kind ?? 'dwelling')
  return (
    <div class="verdict-rows">
      <p class="quiet">{text.say('rows.places-what')}</p>
      <Radios
        joined
        label={text.say('rows.places')}
        value={kind}
        onChange={setKind}
        options={there.map((one) => ({ value: one.kind, label: text.say(`places.${one.kind}`, { n: counts[one.count] ?? 0 }) }))}
      />
      <PlaceTable key={kind} id={id} kind={kind} />
    </div>
  )
}

function PlaceTable({ id, kind }: { id: string; kind: Kind }) {
  const text = useText()
  const first = useRead(`${id} ${kind}`, (signal) => call(listNewPlaces, { id, kind, limit: pageSize }, { signal }), 'once')
  const [further, setFurther] = useState<{ places: Place[]; next: string | null }>()
  const more = useToldDo((input: InputOf<typeof listNewPlaces>) => call(listNewPlaces, input))
  if (first.refusal) return <ProblemNote refusal={first.refusal} />
  if (!first.reply) return <Loading lines={8} />
  const next = further ? further.next : first.reply.data.next
  const showMore = async () => {
    const reply = await more.run({ id, kind, limit: pageSize, ...(next ? { after: next } : {}) })
    if (reply) setFurther((now) => ({ places: [...(now?.places ?? []), ...reply.data.places], next: reply.data.next }))
  }
  const columns: Column<Place>[] = [
    { id: 'label', label: text.say('places.label'), text: (place) => place.label, head: true },
    { id: 'rows', label: text.say('places.rows'), text: (place) => text.number(place.rows), align: 'end', width: '8rem' },
    { id: 'first', label: text.say('places.first'), text: (place) => text.say('rows.row', { n: String(place.row) }), width: '8rem' },
  ]
  return (
    <>
      <Table
        label={text.say('rows.places')}
        columns={columns}
        rows={[...first.reply.data.places, ...(further?.places ?? [])]}
        rowId={(place) => place.id}
        height="32rem"
      />
      {next && (
        <Button busy={more.busy} onPress={showMore}>
          {text.say('rows.more')}
        </Button>
      )}
    </>
  )
}
