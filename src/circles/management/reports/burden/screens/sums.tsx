/** A few sums under a name, one line each. */
import { useText } from '#kit/text-context.tsx'

export type SumsProps = {
  title: string
  /** What the words of the sums begin with. */
  path: string
  sums: Readonly<Record<string, number | null>>
  /** Said instead of a number that is not told. */
  absent?: string
}

export function Sums({ title, path, sums, absent }: SumsProps) {
  const text = useText()
  return (
    <section class="sums">
      <h2>{title}</h2>
      <dl>
        {Object.entries(sums).map(([key, n]) => (
          <div key={key}>
            <dt>{text.say(`${path}.${key}`)}</dt>
            <dd class={n === null ? 'small quiet' : 'digits'}>{n === null ? absent && text.say(absent) : text.number(n)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
