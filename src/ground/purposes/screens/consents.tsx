/** What a person agreed to, on her page and at the counter: said yes and taken back with the same two presses. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Radios } from '#kit/checkbox.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { Section } from '#kit/page.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { UnreadNote } from '#kit/unread-note.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { type AsWhom, asWhoms, type ConsentLine, consentWays, listConsents, sayConsent } from '../consents/contract.ts'
import { Became } from './consent-became.tsx'
import { say } from './words.ts'
import './consents.css'

type Way = (typeof consentWays)[number]
type Saying = { line: ConsentLine; given: boolean }

export type ConsentsProps = {
  person: string
  /** How she came, where the page knows it. */
  way?: Way
}

export function Consents({ person, way }: ConsentsProps) {
  const text = useText()
  const read = useRead(`consents ${person}`, (signal) => call(listConsents, { id: person }, { signal }))
  const [saying, setSaying] = useState<Saying>()
  if (read.refusal && !read.reply) return <UnreadNote refusal={read.refusal} onRetry={read.reload} />
  const data = read.reply?.data
  return (
    <Section title={text.say('consents.title')}>
      <p class="quiet small">{text.say('consents.lead')}</p>
      <ul class="consents">
        {data?.consents.map((line) => (
          <li key={line.purpose}>
            <span>
              {say(line.title, text.language)}{' '}
              <Tag tone={line.state === 'given' ? 'good' : 'plain'}>{text.say(`consents.state.${line.state}`)}</Tag> <Last line={line} />
            </span>
            <span class="consent-do">
              {line.state !== 'given' && (
                <Button
                  size="small"
                  onPress={() => setSaying({ line, given: true })}
                  label={text.say('consents.give-what', { what: say(line.title, text.language) })}
                >
                  {text.say('consents.give')}
                </Button>
              )}
              {line.state !== 'withdrawn' && (
                <Button
                  size="small"
                  onPress={() => setSaying({ line, given: false })}
                  label={text.say('consents.withdraw-what', { what: say(line.title, text.language) })}
                >
                  {text.say('consents.withdraw')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {saying && (
        <SayDialog
          {...saying}
          person={person}
          way={way}
          child={data?.child ?? false}
          onClose={() => setSaying(undefined)}
          onDone={() => {
            setSaying(undefined)
            read.reload()
          }}
        />
      )}
    </Section>
  )
}

/** The newest word: when, how, by whom, and who wrote it down; or that something is kept without any. */
function Last({ line: { words, goes } }: { line: ConsentLine }) {
  const text = useText()
  const [last] = words
  if (!last) return goes.length > 0 ? <span class="quiet small">{text.say('consents.unwritten', { n: goes.length })}</span> : null
  const how = text.say('consents.word', {
    as: text.say(`consents.as.${last.as}`),
    way: text.say(`consents.way.${last.way}`),
    at: text.moment(last.at),
  })
  return (
    <span class="quiet small">
      {how} {last.who}
    </span>
  )
}

type SayProps = Saying & { person: string; way: Way | undefined; child: boolean; onClose: () => void; onDone: () => void }

function SayDialog({ line, given, person, way: known, child, onClose, onDone }: SayProps) {
  const text = useText()
  const { tell } = useTell()
  const [way, setWay] = useState<Way>(known ?? 'counter')
  const [as, setAs] = useState<AsWhom>(child ? 'guardian' : 'self')
  const act = useDo((input: InputOf<typeof sayConsent>, options) => call(sayConsent, input, options))
  const send = async () => {
    const reply = await act.run({ id: person, purpose: line.purpose, edition: line.edition, given, way, as })
    if (!reply) return
    tell({ text: text.say(given ? 'consents.given' : 'consents.withdrawn', { n: reply.data.goes.length }) })
    onDone()
  }
  const verb = text.say(given ? 'consents.give' : 'consents.withdraw')
  return (
    <Dialog
      open
      title={text.say(given ? 'consents.give-what' : 'consents.withdraw-what', { what: say(line.title, text.language) })}
      onClose={onClose}
    >
      <Form
        onSubmit={send}
        refusal={act.refusal}
        label={verb}
        actions={
          <Button tone="primary" type="submit" busy={act.busy}>
            {verb}
          </Button>
        }
      >
        {given ? <Notice line={line} /> : <Became line={line} />}
        <Field group label={text.say('consents.how')} path="/way">
          <Radios
            joined
            value={way}
            onChange={setWay}
            options={consentWays.map((one) => ({ value: one, label: text.say(`consents.way.${one}`) }))}
          />
        </Field>
        <Field group label={text.say('consents.who')} path="/as" hint={child ? text.say('consents.child') : undefined}>
          <Radios
            joined
            value={as}
            onChange={setAs}
            options={asWhoms.map((one) => ({ value: one, label: text.say(`consents.as.${one}`) }))}
          />
        </Field>
      </Form>
    </Dialog>
  )
}

/** Read to her before she says yes. */
function Notice({ line: { what, effect, recipients, refusal } }: { line: ConsentLine }) {
  const text = useText()
  const lines = [what, ...(effect ? [effect] : []), refusal].map((one) => say(one, text.language))
  return (
    <div>
      <p class="quiet small">{text.say('consents.read-out')}</p>
      {lines.map((one) => (
        <p key={one}>{one}</p>
      ))}
      <p>{text.say('consents.recipients', { who: text.list(recipients.map((one) => say(one, text.language))) })}</p>
    </div>
  )
}
