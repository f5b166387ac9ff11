/** This is wrong: what it should be, in one field. What cannot be said here is said where it can. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Checkbox } from '#kit/checkbox.tsx'
import { Field, Form } from '#kit/field.tsx'
import { Page } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo } from '#kit/use-data.ts'
import { correctOwn, type OwnFact } from '../contract.ts'
import { type Own, sayWhence, showOwn } from './own-facts.ts'
import { OwnInput } from './own-input.tsx'

export type CorrectOwnProps = {
  own: Own
  fact: OwnFact
  onClose: () => void
  onDone: () => void
  /** Somebody changed her record meanwhile: it is read anew, and what was typed stays. */
  onStale: () => void
}

export function CorrectOwn({ own, fact, onClose, onDone, onStale }: CorrectOwnProps) {
  const text = useText()
  const { tell } = useTell()
  const [value, setValue] = useState<string | string[]>(fact.type === 'codes' ? (fact.value as string[]) : '')
  const [gone, setGone] = useState(false)
  /** The version that was overtaken; nothing is said over it until the next is here. */
  const [overtaken, setOvertaken] = useState<number>()
  const act = useDo((input: InputOf<typeof correctOwn>, options) => call(correctOwn, input, { ...options, ifMatch: `"${own.rev}"` }))
  const label = fact.label[text.language]
  const empty = !gone && (Array.isArray(value) ? value.length === 0 : value.trim() === '')
  const send = async () => {
    if (empty || overtaken === own.rev) return
    const reply = await act.run({ person: own.person, values: { [fact.element]: gone ? null : value } })
    if (!reply) return
    const waits = reply.data.outcomes[fact.element] === 'conflict'
    tell({ text: text.say(waits ? 'own.said-waits' : 'own.said') })
    onDone()
  }
  const changed = act.refusal?.code === 'precondition.failed'
  return (
    <Page title={text.say('own.correct', { what: label })}>
      <div class="own-card">
        <div class="own-words">
          <h2>{text.say('own.now')}</h2>
          <p class="own-value">{showOwn(fact, own.codes, text.language)}</p>
          <p class="own-whence">{sayWhence(text, fact)}</p>
        </div>
      </div>
      <Form
        onSubmit={send}
        refusal={act.refusal}
        label={text.say('own.correct', { what: label })}
        actions={
          <>
            <Button tone="quiet" onPress={onClose}>
              {text.say('own.back')}
            </Button>
            {changed ? (
              <Button
                // An element of its own: one that became the other under the finger would send the form.
                key="look"
                tone="primary"
                onPress={() => {
                  setOvertaken(own.rev)
                  act.reset()
                  onStale()
                }}
              >
                {text.say('own.look-again')}
              </Button>
            ) : (
              <Button key="send" type="submit" tone="primary" busy={act.busy || overtaken === own.rev} disabled={empty}>
                {text.say('own.send')}
              </Button>
            )}
          </>
        }
      >
        {!gone && (
          <Field
            label={text.say('own.should-be')}
            path={`/values/${fact.element}`}
            group={fact.type === 'boolean' || fact.type === 'code' || fact.type === 'codes'}
          >
            <OwnInput fact={fact} codes={(fact.codes && own.codes[fact.codes]) || []} value={value} onChange={setValue} />
          </Field>
        )}
        <Checkbox label={text.say('own.gone')} hint={text.say('own.gone-hint')} checked={gone} onChange={setGone} />
      </Form>
    </Page>
  )
}
