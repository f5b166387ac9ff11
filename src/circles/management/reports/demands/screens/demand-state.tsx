import { Tag, type TagTone } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'

const tones = new Map<string, TagTone>([
  ['submitted', 'stale'],
  ['admitted', 'good'],
  ['returned', 'good'],
  ['objected', 'conflict'],
  ['upheld', 'conflict'],
  ['sent-back', 'conflict'],
])

/** How a demand stands as a whole. */
export function DemandState({ state }: { state: string }) {
  const text = useText()
  return <Tag tone={tones.get(state) ?? 'plain'}>{text.say(`demand.state.${state}`)}</Tag>
}

/** How it stands in one street. */
export function InStreet({ state }: { state: string }) {
  const text = useText()
  return (
    <Tag tone={tones.get(state) ?? 'plain'} mark={state === 'returned' ? 'check' : undefined}>
      {text.say(`demand.in-street.${state}`)}
    </Tag>
  )
}
