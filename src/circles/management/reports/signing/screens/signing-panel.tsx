/** Who signs for what goes back: each community for its part, the street for the whole. Who has not signed yet is seen at a glance. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Icon } from '#kit/icon.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { UnreadNote } from '#kit/unread-note.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { CountsBar } from '../../screens/counts-bar.tsx'
import type { RequestHere } from '../../screens/request-here.ts'
import { type Part, readSigning, returnRequest, type Signing, signParts } from '../contract.ts'
import './signing.css'

/** `standing`: changes when it was filled anew. */
export function SigningPanel({ request, standing, onDone }: { request: RequestHere; standing: string; onDone: () => void }) {
  const text = useText()
  const read = useRead(`${request.id} ${standing}`, (signal) => call(readSigning, { id: request.id }, { signal }), 'ticking')
  const signing = read.reply?.data
  if (read.refusal && !signing) return <UnreadNote refusal={read.refusal} onRetry={read.reload} />
  if (!signing || signing.delivery === null) return null
  const may = read.reply?.may ?? []
  const open = request.state === 'filled'
  const again = () => {
    read.reload()
    onDone()
  }
  return (
    <section class="card signing" aria-label={text.say('signing.title')}>
      <h2>{sayWhole(text, signing)}</h2>
      <ul class="signing-parts">
        {signing.parts.map((part) => (
          <PartLine key={part.region} part={part} />
        ))}
      </ul>
      {open && (
        <div class="row no-print">
          {may.includes('report.sign') && <SignButton request={request} signing={signing} delivery={signing.delivery} onDone={again} />}
          {may.includes('report.return') && request.own && (
            <ReturnButton request={request} signing={signing} delivery={signing.delivery} onDone={again} />
          )}
        </div>
      )}
    </section>
  )
}

function sayWhole(text: Text, { parts, whole }: Signing): string {
  if (whole) return text.say('signing.returned', { at: text.moment(whole.at, 'short'), by: whole.title })
  const signed = parts.filter((part) => part.signed).length
  return text.say('signing.signed', { signed, parts: parts.length })
}

function PartLine({ part: { name, subjects, counts, signed } }: { part: Part }) {
  const text = useText()
  return (
    <li data-signed={signed ? '' : undefined}>
      <span class="signing-name">
        <Icon name={signed ? 'check' : 'circle'} />
        {name}
      </span>
      {subjects > 0 && <span class="digits quiet">{text.say('signing.subjects', { n: subjects })}</span>}
      <CountsBar counts={counts} small />
      <span class="small quiet">
        {signed ? text.say('signing.by', { at: text.moment(signed.at, 'short'), by: signed.title }) : text.say('signing.not-yet')}
      </span>
    </li>
  )
}

type ButtonProps = { request: RequestHere; signing: Signing; delivery: string; onDone: () => void }

/** A community signs for itself; who works for several signs for all of them that are still open. */
function SignButton({ request, signing, delivery, onDone }: ButtonProps) {
  const text = useText()
  const { tell } = useTell()
  const act = useDo((input: InputOf<typeof signParts>, options) => call(signParts, input, options))
  const open = signing.parts.filter((part) => !part.signed)
  if (open.length === 0) return null
  const one = open.length === 1 ? open[0] : undefined
  const sign = async () => {
    if (!(await act.run({ id: request.id, delivery }))) return
    tell({ text: text.say('signing.done') })
    onDone()
  }
  return (
    <>
      <Button tone={request.own ? 'plain' : 'primary'} icon="check" busy={act.busy} onPress={sign}>
        {one ? text.say('signing.sign', { name: one.name }) : text.say('signing.sign-all', { n: open.length })}
      </Button>
      {act.refusal && <ProblemNote refusal={act.refusal} />}
    </>
  )
}

/** Where communities have not signed it says so and asks once more. */
function ReturnButton({ request, signing, delivery, onDone }: ButtonProps) {
  const text = useText()
  const { tell } = useTell()
  const [asking, setAsking] = useState(false)
  const act = useDo((input: InputOf<typeof returnRequest>, options) => call(returnRequest, input, options))
  const open = signing.parts.filter((part) => !part.signed)
  const send = async () => {
    if (!(await act.run({ id: request.id, delivery, ...(open.length > 0 ? { partial: true } : {}) }))) return
    tell({ text: text.say('signing.went-back') })
    setAsking(false)
    onDone()
  }
  return (
    <>
      <Button tone="primary" icon="upload" onPress={() => setAsking(true)}>
        {text.say('signing.return')}
      </Button>
      {asking && (
        <Dialog
          open
          title={text.say('signing.return')}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onPress={() => setAsking(false)}>{text.say('kit.cancel')}</Button>
              <Button tone="primary" busy={act.busy} onPress={send}>
                {text.say(open.length > 0 ? 'signing.return-partial' : 'signing.return-now')}
              </Button>
            </>
          }
        >
          <p>{text.say('signing.return-lead', { asker: request.asker })}</p>
          {open.length > 0 && <p>{text.say('signing.missing', { names: text.list(open.map(({ name }) => name)) })}</p>}
          {act.refusal && <ProblemNote refusal={act.refusal} />}
        </Dialog>
      )}
    </>
  )
}
