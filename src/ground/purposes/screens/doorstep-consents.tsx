/** What I agreed to: one card for each purpose that stands on nothing else, and one touch to take it back. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { Confirm } from '#kit/dialog.tsx'
import { Foot } from '#kit/foot.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useRead } from '#kit/use-data.ts'
import { useToldDo } from '#kit/use-told.ts'
import { type ConsentLine, listOwnConsents, sayOwnConsent } from '../consents/contract.ts'
import { Became } from './consent-became.tsx'
import { say } from './words.ts'
import './own-consents.css'

type Saying = { line: ConsentLine; given: boolean }

export function Screen({ params }: { params: Record<string, string> }) {
  const text = useText()
  const { tell } = useTell()
  const person = params.person!
  const read = useRead(person, (signal) => call(listOwnConsents, { person }, { signal }))
  const [saying, setSaying] = useState<Saying>()
  const act = useToldDo((input: InputOf<typeof sayOwnConsent>, options) => call(sayOwnConsent, input, options))
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return null
  const done = async () => {
    if (!saying) return
    const { line, given } = saying
    const reply = await act.run({ person, purpose: line.purpose, edition: line.edition, given })
    setSaying(undefined)
    if (!reply) return
    tell({ text: text.say(given ? 'consents.given' : 'consents.withdrawn', { n: reply.data.goes.length }) })
    read.reload()
  }
  const { consents } = read.reply.data
  const ordered = [...consents].sort((a, b) => order(a) - order(b))
  return (
    <Page title={text.say('consents.own-title')} lead={text.say('consents.own-lead')}>
      {ordered.length === 0 && <EmptyState icon="check" title={text.say('consents.none')} />}
      <ul class="own-consents">
        {ordered.map((line) => (
          <Card key={line.purpose} line={line} onSay={(given) => setSaying({ line, given })} />
        ))}
      </ul>
      <Confirm
        open={saying !== undefined}
        title={saying ? say(saying.line.title, text.language) : ''}
        verb={text.say(saying?.given ? 'consents.give' : 'consents.withdraw')}
        busy={act.busy}
        onConfirm={done}
        onClose={() => setSaying(undefined)}
      >
        {saying && (saying.given ? <p>{say(saying.line.effect ?? saying.line.what, text.language)}</p> : <Became line={saying.line} />)}
      </Confirm>
      <Foot>
        <LinkButton tone="quiet" href={`/doorstep/own/${person}`}>
          {text.say('consents.back')}
        </LinkButton>
      </Foot>
    </Page>
  )
}

/** What she agreed to stands first, then what is kept without a word of hers. */
function order({ state, goes }: ConsentLine): number {
  return state === 'given' ? 0 : goes.length > 0 ? 1 : state === 'withdrawn' ? 2 : 3
}

function Card({ line, onSay }: { line: ConsentLine; onSay: (given: boolean) => void }) {
  const text = useText()
  const { state, words, goes } = line
  const title = say(line.title, text.language)
  const [last] = words
  return (
    <li class="own-consent">
      <h2>{title}</h2>
      <p>{say(line.what, text.language)}</p>
      <p class="own-consent-state">
        {state === 'none' && goes.length > 0 ? text.say('consents.unwritten', { n: goes.length }) : text.say(`consents.own-state.${state}`)}
      </p>
      {last && (
        <p class="quiet small">
          {text.say('consents.word', {
            as: text.say(`consents.as.${last.as}`),
            way: text.say(`consents.way.${last.way}`),
            at: text.moment(last.at),
          })}
        </p>
      )}
      <p class="quiet small">{say(line.refusal, text.language)}</p>
      <div class="own-consent-do">
        {state !== 'given' && (
          <Button onPress={() => onSay(true)} label={text.say('consents.give-what', { what: title })}>
            {text.say('consents.give')}
          </Button>
        )}
        {(state === 'given' || (state === 'none' && goes.length > 0)) && (
          <Button onPress={() => onSay(false)} label={text.say('consents.withdraw-what', { what: title })}>
            {text.say('consents.withdraw')}
          </Button>
        )}
      </div>
    </li>
  )
}
