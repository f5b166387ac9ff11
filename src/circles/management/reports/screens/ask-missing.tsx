/** Asking residents for what a delivery lacks: what it would be (doors, questions, minutes) before anybody is asked, and how far it is afterwards. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { readAsking, stopAsking } from '#ground/asks/contract.ts'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Field } from '#kit/field.tsx'
import { FormDialog } from '#kit/form-dialog.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { Loading } from '#kit/progress.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { streetToday } from '#kit/today.ts'
import { useDo, useRead } from '#kit/use-data.ts'
import { useToldRead } from '#kit/use-told.ts'
import { askMissing } from '../asking/contract.ts'
import './asking.css'

export type AskingProps = { request: string; title: string; delivery: string; may: boolean }

/** How far the asking of a request is, and the button that begins it or adds what is new. */
export function AskingLine({ request, title, delivery, may }: AskingProps) {
  const text = useText()
  const { tell } = useTell()
  const [asking, setAsking] = useState(false)
  const read = useToldRead(request, (signal) => call(readAsking, { id: request }, { signal }), 'on-return')
  const stop = useDo((input: InputOf<typeof stopAsking>, options) => call(stopAsking, input, options))
  if (!read.reply) return null
  const now = read.reply.data.asking
  const open = now !== null && !now.withdrawn
  const mayStop = may && read.reply.may.includes('ask.stop')
  const mayServe = read.reply.may.includes('counter.serve')
  const end = async () => {
    const reply = await stop.run({ id: request })
    if (!reply) return
    tell({ text: text.say('asking.stopped', { n: reply.data.closed }) })
    read.reload()
  }
  return (
    <section class="asking no-print" aria-label={text.say('asking.title')}>
      <p>{now && open ? sayStanding(text, now) : text.say('asking.not-yet')}</p>
      {now && open && now.firstUntil && now.firstUntil >= streetToday() && (
        <p class="small">{text.say('asking.first-now', { day: text.day(now.firstUntil) })}</p>
      )}
      {now && now.channels.length > 0 && <Channels channels={now.channels} />}
      {now && open && now.without > 0 && <p class="small quiet">{text.say('asking.without', { n: now.without })}</p>}
      <div class="row">
        {may && (
          <Button tone={open ? 'plain' : 'primary'} icon="walk" onPress={() => setAsking(true)}>
            {text.say(open ? 'asking.again' : 'asking.begin')}
          </Button>
        )}
        {open && mayServe && <LinkButton href="/desk/counter">{text.say('asking.to-counter')}</LinkButton>}
        {open && mayServe && <LinkButton href={`/desk/requests/${request}/letters`}>{text.say('asking.to-letters')}</LinkButton>}
        {open && <LinkButton href="/desk/rounds">{text.say('asking.to-rounds')}</LinkButton>}
        {open && mayStop && (
          <Button tone="quiet" busy={stop.busy} onPress={end}>
            {text.say('asking.stop')}
          </Button>
        )}
      </div>
      {stop.refusal && <ProblemNote refusal={stop.refusal} />}
      {asking && <AskDialog title={title} delivery={delivery} onClose={() => setAsking(false)} onDone={read.reload} />}
    </section>
  )
}

/** Whatever a phone can do can be done otherwise: whether it is, is seen here. */
function Channels({ channels }: { channels: readonly { channel: string; answered: number; refused: number }[] }) {
  const text = useText()
  return (
    <dl class="asking-channels">
      <dt>{text.say('asking.channels')}</dt>
      {channels.map(({ channel, answered, refused }) => (
        <dd key={channel}>
          {text.say(refused > 0 ? 'asking.channel-refused' : 'asking.channel-n', {
            channel: text.say(`asking.channel.${channel}`),
            n: answered,
            refused,
          })}
        </dd>
      ))}
    </dl>
  )
}

function sayStanding(
  text: Text,
  { open, answered, refused, until }: { open: number; answered: number; refused: number; until: string },
): string {
  return text.say('asking.stands', { open, answered, refused, until: text.day(until) })
}

function AskDialog({ title, delivery, onClose, onDone }: { title: string; delivery: string; onClose: () => void; onDone: () => void }) {
  const text = useText()
  const { tell } = useTell()
  const today = streetToday()
  const [until, setUntil] = useState<string>()
  const [first, setFirst] = useState<string>()
  const foreseen = useRead(
    `${delivery} ${until ?? ''}`,
    (signal) => call(askMissing, { id: delivery, ...(until ? { until } : {}) }, { signal, dryRun: true }),
    'once',
  )
  const act = useDo((input: InputOf<typeof askMissing>, options) => call(askMissing, input, options))
  const sum = foreseen.reply?.data
  const send = async () => {
    const day = until ?? sum?.until
    const firstUntil = first ?? sum?.firstUntil
    const reply = day ? await act.run({ id: delivery, until: day, ...(firstUntil ? { firstUntil } : {}) }) : undefined
    if (!reply) return
    tell({ text: text.say('asking.done', { n: reply.data.opened }) })
    onDone()
    onClose()
  }
  return (
    <FormDialog
      title={text.say('asking.begin')}
      verb={text.say('asking.send')}
      act={act}
      ready={sum !== undefined && sum.opened > 0}
      onSend={send}
      onClose={onClose}
    >
      <p>{text.say('asking.lead', { title })}</p>
      {foreseen.refusal && !sum && <ProblemNote refusal={foreseen.refusal} />}
      {!sum && !foreseen.refusal && <Loading lines={3} />}
      {sum && (
        <>
          <dl class="asking-sums">
            {(['doors', 'people', 'questions', 'minutes'] as const).map((one) => (
              <div key={one}>
                <dt>{text.say(`asking.${one}`)}</dt>
                <dd class="digits">{text.number(sum[one])}</dd>
              </div>
            ))}
          </dl>
          <ul class="asking-notes">
            {sum.opened < sum.questions && <li>{text.say(sum.opened === 0 ? 'asking.nothing-new' : 'asking.new', { n: sum.opened })}</li>}
            {sum.shared > 0 && <li>{text.say('asking.shared', { n: sum.shared })}</li>}
            {sum.declined > 0 && <li>{text.say('asking.declined', { n: sum.declined })}</li>}
            <li>{text.say('asking.reckoned')}</li>
          </ul>
          <Field label={text.say('asking.until')} path="/until" hint={text.say('asking.until-hint')}>
            <DayInput value={until ?? sum.until} onChange={setUntil} today={today} earliest={today} example={sum.until} />
          </Field>
          <Field label={text.say('asking.first')} path="/firstUntil" hint={text.say('asking.first-hint')} optional>
            <DayInput
              value={first ?? sum.firstUntil ?? ''}
              onChange={setFirst}
              today={today}
              earliest={today}
              latest={until ?? sum.until}
              example={sum.firstUntil ?? today}
            />
          </Field>
        </>
      )}
    </FormDialog>
  )
}
