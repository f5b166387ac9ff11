/** Which part of the post's area a report is about: all of it, one community, or one grid. */

import { listCommunities, listEstates } from '#ground/places/contract.ts'
import { call } from '#kit/api.ts'
import { Field } from '#kit/field.tsx'
import { Select } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useToldRead } from '#kit/use-told.ts'

export type Area = { lo: number; hi: number }
export type AreaChoiceProps = { area: Area; onChange: (area: Area) => void }

export function AreaChoice({ area, onChange }: AreaChoiceProps) {
  const text = useText()
  const communities = useToldRead('communities', (signal) => call(listCommunities, {}, { signal }), 'once').reply?.data.communities ?? []
  const inside =
    communities.find(({ region }) => area.lo >= region * 1000 && area.hi <= region * 1000 + 999) ??
    (communities.length === 1 ? communities[0] : undefined)
  const about = inside ? String(inside.region) : undefined
  const grids =
    useToldRead(about, (signal) => call(listEstates, { region: inside?.region ?? 0 }, { signal }), 'once').reply?.data.grids ?? []
  const first = communities[0]
  if (!first) return null
  const whole = wholeOf(communities.map(({ region }) => region))
  const options = [
    ...(communities.length > 1 ? [{ value: say(whole), label: text.say('area.all', { n: communities.length }) }] : []),
    ...communities.map(({ region, name }) => ({ value: say(communityArea(region)), label: name })),
    ...grids.map(({ region, name }) => ({ value: say({ lo: region, hi: region }), label: text.say('area.grid', { name }) })),
  ]
  const now = say(area)
  const known = options.some(({ value }) => value === now) ? now : say(inside ? communityArea(inside.region) : whole)
  const pick = (value: string) => {
    const [lo = area.lo, hi = area.hi] = value.split('-').map(Number)
    onChange({ lo, hi })
  }
  return (
    <Field label={text.say('area.label')}>
      <Select value={known} onChange={pick} options={options} />
    </Field>
  )
}

function say({ lo, hi }: Area): string {
  return `${lo}-${hi}`
}

function communityArea(region: number): Area {
  return { lo: region * 1000, hi: region * 1000 + 999 }
}

/** From the first community to the last; the house keeps it within the post's own area. */
function wholeOf(regions: readonly number[]): Area {
  return { lo: Math.min(...regions) * 1000, hi: Math.max(...regions) * 1000 + 999 }
}
