/** Before it is admitted: how much the streets know already, what is new, what asking it would cost, and who asks the same. */

import { JudgementView } from '#ground/duties/admission/screens/judgement-view.tsx'
import { useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { call } from '#kit/api.ts'
import { Loading } from '#kit/progress.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { UnreadNote } from '#kit/unread-note.tsx'
import { useRead } from '#kit/use-data.ts'
import { CountsBar, tallyOf } from '../../screens/counts-bar.tsx'
import { readSurvey, type SurveyView } from '../survey/contract.ts'

/** Columns of which at least so much is known need no look of their own. */
const KNOWN_WELL = 0.98
const COLUMNS_SHOWN = 12

export function SurveyPanel({ demand }: { demand: string }) {
  const text = useText()
  const read = useRead(demand, (signal) => call(readSurvey, { id: demand }, { signal }), 'ticking')
  const survey = read.reply?.data
  if (read.refusal && !survey) return <UnreadNote refusal={read.refusal} onRetry={read.reload} />
  if (!survey) return <Loading lines={4} />
  return (
    <section class="card survey" aria-label={text.say('survey.title')}>
      <h2>{text.say('survey.title')}</h2>
      {survey.streets < survey.of && <p class="quiet">{text.say('survey.counting', { n: survey.streets, of: survey.of })}</p>}
      {survey.streets > 0 && <Found survey={survey} />}
      <Same survey={survey} />
      <h3>{text.say('survey.judged')}</h3>
      <JudgementView judgement={survey.judgement} />
    </section>
  )
}

function Found({ survey }: { survey: SurveyView }) {
  const text = useText()
  const { filled, all } = tallyOf(lawful(survey))
  const open = survey.columns.filter(({ counts }) => {
    const own = tallyOf({ ...counts, forbidden: 0 })
    return own.all > 0 && own.filled < own.all * KNOWN_WELL
  })
  return (
    <>
      <p>
        {survey.rows > 0 && text.say('survey.rows', { n: survey.rows })}{' '}
        {all > 0 && <strong>{text.say('survey.held', { share: text.percent(filled / all) })}</strong>}{' '}
        {survey.asked > 0
          ? text.say('survey.cost', { n: survey.asked, hours: hoursOf(text, survey.minutes) })
          : text.say('survey.nothing-to-ask')}
      </p>
      <CountsBar counts={survey.counts} bare />
      {open.length > 0 && (
        <>
          <h3>{text.say('survey.new')}</h3>
          <ul class="survey-columns">
            {open.slice(0, COLUMNS_SHOWN).map(({ sheet, path, counts }) => (
              <li key={`${sheet} ${path.join('/')}`}>
                <span>{path.join(' / ')}</span>
                <CountsBar counts={{ ...counts, forbidden: 0 }} small />
              </li>
            ))}
          </ul>
          {open.length > COLUMNS_SHOWN && <p class="small quiet">{text.say('survey.more', { n: open.length - COLUMNS_SHOWN })}</p>}
        </>
      )}
      <p class="small quiet">
        {survey.sampled < survey.rows && text.say('survey.sampled', { n: survey.sampled })} {text.say('survey.reckoned')}
      </p>
    </>
  )
}

/** What may be filled at all. */
function lawful({ counts }: SurveyView) {
  return { ...counts, forbidden: 0 }
}

function hoursOf(text: Text, minutes: number): string {
  return text.number(Math.max(1, Math.round(minutes / 60)))
}

/** Who asks the same: demands of this jurisdiction, and requests that are open in the streets. */
function Same({ survey: { demands, repeats } }: { survey: SurveyView }) {
  const text = useText()
  const catalogue = useCatalogue()
  if (!catalogue || demands.length + repeats.length === 0) return null
  const names = (shared: readonly string[]) => text.list(shared.slice(0, 4).map((id) => catalogue.name(id, text.language)))
  const known = new Set(demands.map(({ asker, title }) => `${asker} ${title}`))
  return (
    <>
      <h3>{text.say('survey.same')}</h3>
      <ul class="survey-same">
        {demands.map(({ id, title, asker, shared, of }) => (
          <li key={id}>
            <a href={`/desk/demands/${id}`}>{title}</a> · {asker}{' '}
            <span class="quiet">{text.say('answer.shared', { n: shared.length, of, names: names(shared) })}</span>
          </li>
        ))}
        {repeats
          .filter(({ asker, title }) => !known.has(`${asker} ${title}`))
          .map(({ title, asker, shared, of, streets }) => (
            <li key={`${asker} ${title}`}>
              {title === null ? asker : `${title} · ${asker}`} {text.say('survey.in-streets', { n: streets })}{' '}
              <span class="quiet">{text.say('answer.shared', { n: shared.length, of, names: names(shared) })}</span>
            </li>
          ))}
      </ul>
    </>
  )
}
