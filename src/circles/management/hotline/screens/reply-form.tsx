/** The reply to the platform, begun from the answer that was given here. */
import { useState } from 'preact/hooks'
import type { InputOf, OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Field, Form } from '#kit/field.tsx'
import { Select, TextArea, TextInput } from '#kit/input.tsx'
import { Section } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import { type readOrder, replyTo } from '../contract.ts'
import { readMoment, sayMoment } from '../moments.ts'
import { type Result, results, type Way, ways } from '../order.ts'

export type OrderView = OutputOf<typeof readOrder>

export function ReplyForm({ view, onDone }: { view: OrderView; onDone: () => void }) {
  const text = useText()
  const { reply, draft, order } = view
  const [result, setResult] = useState<Result>(reply?.result ?? (order.outcome === 'refused' ? 'not-ours' : 'solved'))
  const [words, setWords] = useState(reply?.text ?? draft)
  const [way, setWay] = useState<Way>(reply?.way ?? 'telephone')
  const [contacted, setContacted] = useState(sayMoment(reply?.contacted ?? null))
  const act = useDo((input: InputOf<typeof replyTo>, options) => call(replyTo, input, options))
  const at = readMoment(contacted)?.at
  const send = async () => {
    const given = { id: order.id, result, way, text: words.trim(), ...(at ? { contacted: at.toISOString() } : {}) }
    if (await act.run(given)) onDone()
  }
  return (
    <Section title={text.say(reply ? 'hotline.reply-again' : 'hotline.reply')}>
      <Form label={text.say('hotline.reply')} onSubmit={send} refusal={act.refusal}>
        <Field label={text.say('hotline.result')} path="/result">
          <Select
            value={result}
            onChange={(chosen) => setResult(chosen as Result)}
            options={results.map((one) => ({ value: one, label: text.say(`hotline.result.${one}`) }))}
          />
        </Field>
        <Field label={text.say('hotline.text')} path="/text">
          <TextArea value={words} onInput={setWords} maxLength={2000} rows={6} />
        </Field>
        <Field label={text.say('hotline.way')} path="/way">
          <Select
            value={way}
            onChange={(chosen) => setWay(chosen as Way)}
            options={ways.map((one) => ({ value: one, label: text.say(`hotline.way.${one}`) }))}
          />
        </Field>
        <Field label={text.say('hotline.contacted')} hint={text.say('hotline.contacted-hint')} path="/contacted" optional>
          <TextInput value={contacted} onInput={setContacted} maxLength={30} width={20} />
        </Field>
        <Button
          tone="primary"
          type="submit"
          busy={act.busy}
          disabled={words.trim().length < 4 || (contacted.trim() !== '' && at === undefined)}
        >
          {text.say('hotline.reply-save')}
        </Button>
      </Form>
    </Section>
  )
}
