/** A matter's life as one line: what happened, one after the other, as far apart as it was in time; at its end what is due. */
import type { OutputOf } from '#base/contract.ts'
import { useText } from '#kit/text-context.tsx'
import type { readMatter } from '../contract.ts'
import { isLate, sayClock } from './say-matter.ts'

type MatterView = OutputOf<typeof readMatter>

/** Acts that change where it stands; notes and single steps are in the list below. */
const turns: ReadonlySet<string> = new Set(
  'open dispatch take send-back arbitrate call-in arrive finish judge answer confirm rule refuse reopen pause resume merge unmerge split escalate classify move'.split(
    ' ',
  ),
)
const MOST = 14

export function LifeLine({ matter, now }: { matter: MatterView; now: Date }) {
  const text = useText()
  const acts = matter.acts.filter(({ kind }) => turns.has(kind))
  const shown = acts.length > MOST ? [acts[0]!, ...acts.slice(1 - MOST)] : acts
  const late = matter.stand !== 'closed' && isLate(matter.due, now)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by the keyboard
    <section class="life-frame" tabIndex={0} aria-label={text.say('matter.life')}>
      <ol class="life-line">
        {shown.map((act, at) => (
          <li key={act.seq} data-kind={act.kind} style={{ flexGrow: weightOf(act.at, shown[at + 1]?.at ?? matter.due) }}>
            <span class="life-dot" aria-hidden="true" />
            <span class="life-word">{text.say(`matter.act.${act.kind}`)}</span>
            <span class="small quiet digits">{text.moment(act.at, 'short')}</span>
          </li>
        ))}
        {matter.due && matter.what && (
          <li class="life-end" data-late={late ? '' : undefined}>
            <span class="life-dot" aria-hidden="true" />
            <span class="life-word">
              {late ? text.say('matter.late-what', { what: sayClock(text, matter.what) }) : sayClock(text, matter.what)}
            </span>
            <span class="small digits">{text.moment(matter.due, 'short')}</span>
          </li>
        )}
      </ol>
    </section>
  )
}

/** Days look longer than minutes, but a month does not push everything else together. */
function weightOf(from: string, to: string | null): number {
  if (to === null) return 1
  return 1 + Math.log1p(Math.max(0, Date.parse(to) - Date.parse(from)) / 3_600_000)
}
