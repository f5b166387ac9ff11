/** Beside one that nobody was given yet: who should lead it, what it seems to be, and what is open like it. `j` gives it to the first. */
import { Button } from '#kit/button.tsx'
import { Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { useShortcut } from '#kit/shortcuts.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import { type Filled, type MatterView, sendAct } from '../../screens/acting.ts'
import { inWords } from '../../screens/say-matter.ts'
import { AlikeList, GuessLine, LeadLine } from './suggestion-parts.tsx'
import { useTriageFor } from './use-triage.ts'
import './triage.css'

/** Another category is offered only where it may well be that. */
const LEAST_SHOWN = 0.15

export function DispatchPanel({ matter, onDone }: { matter: MatterView; onDone: () => void }) {
  const text = useText()
  const may = new Set(matter.allowed)
  const wanted = !matter.sealed && matter.stand === 'received' && may.has('dispatch')
  const { reply } = useTriageFor(wanted ? matter.id : undefined)
  const act = useDo((filled: Filled, options) => sendAct(matter, filled, options))
  const guess = reply?.data.guesses[0]
  // The department that is no unit here cannot be given it; who is here, and does not have it already, can.
  const leads = (guess?.leads ?? []).filter(({ party }) => party !== matter.lead)
  const first = leads.find(({ party }) => party !== null)
  const send = async (filled: Omit<Filled, 'text'>) => {
    if (await act.run({ ...filled, text: '' })) onDone()
  }
  const give = (party: string) => send({ kind: 'dispatch', fields: { lead: party } })
  useShortcut('j', 'matter.triage.give', () => wanted && first?.party && give(first.party))
  if (!wanted || !reply || !guess) return null
  const { sure, similar } = reply.data
  const other = reply.data.guesses.filter(
    ({ type, category, confidence }) => confidence >= LEAST_SHOWN && type === matter.type && category !== null && !isOf(matter, category),
  )
  return (
    <Section title={text.say('matter.triage.title')}>
      <div class="triage">
        {act.refusal && <ProblemNote refusal={act.refusal} />}
        <p class="triage-head">
          {text.say(sure ? 'matter.triage.seems' : 'matter.triage.unsure')} <GuessLine guess={guess} />
        </p>
        <ul class="plain-list">
          {leads.slice(0, 3).map((lead) => (
            <li key={lead.party ?? lead.name} class="triage-row">
              <LeadLine lead={lead} />
              {lead.party !== null && (
                <Button size="small" tone={lead === first ? 'primary' : 'plain'} busy={act.busy} onPress={() => give(lead.party!)}>
                  {text.say('matter.triage.give-it')} {lead === first && <kbd>J</kbd>}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {may.has('classify') && other.length > 0 && (
          <ul class="triage-guesses">
            {other.slice(0, 2).map((one) => (
              <li key={one.theme}>
                <Button size="small" busy={act.busy} onPress={() => send({ kind: 'classify', fields: { category: one.category } })}>
                  {text.say('matter.triage.classify', { label: inWords(text, one.label) })}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {similar.length > 0 && (
          <>
            <p class="triage-head">{text.say('matter.triage.similar-open', { n: similar.length })}</p>
            <AlikeList similar={similar.slice(0, 5)} />
          </>
        )}
      </div>
    </Section>
  )
}

/** By its label: what the page shows of the category is its words. */
function isOf(matter: MatterView, category: string): boolean {
  return matter.categories.some(({ code, label }) => code === category && label.zh === matter.category.zh)
}
