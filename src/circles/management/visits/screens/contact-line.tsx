/** Somebody who is due to be in touch with, at her door: well, wishing something, not there, or another time; one touch each. Why she is, nobody reads here. */
import { useState } from 'preact/hooks'
import { Button } from '#kit/button.tsx'
import { Checkbox, Radios } from '#kit/checkbox.tsx'
import { Field } from '#kit/field.tsx'
import { TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import type { Reaching } from './capture.ts'
import type { Due } from './due.ts'
import './contact.css'

type Question = Due['questions'][number]
export type ContactLineProps = {
  contact: Due
  reaching: Reaching | undefined
  /** `more`: she goes on to say what is wished. */
  onGive: (reaching: Reaching | undefined, more: boolean) => void
}

export function ContactLine({ contact, reaching, onGive }: ContactLineProps) {
  const text = useText()
  const [wishing, setWishing] = useState(false)
  const { questions } = contact
  // What must be answered is asked with the first touch.
  const needed = questions.some(({ required }) => required)
  const touch = (outcome: Reaching['outcome'], wishes: boolean) => {
    const again = reaching?.outcome === outcome && wishing === wishes
    setWishing(wishes && !again)
    onGive(again ? undefined : { outcome, ...(wishes && reaching?.answers ? { answers: reaching.answers } : {}) }, wishes)
  }
  const reached = reaching?.outcome === 'reached'
  const answer = (id: string, value: unknown) => onGive({ outcome: 'reached', answers: { ...reaching?.answers, [id]: value } }, true)
  return (
    <fieldset class="ask" data-given={reaching ? '' : undefined}>
      <legend>{[text.say('contact.due'), contact.name].filter(Boolean).join(' · ')}</legend>
      <div class="row ask-ways contact-ways">
        <Button pressed={reached && !wishing} icon="check" onPress={() => touch('reached', needed)}>
          {text.say('contact.well')}
        </Button>
        {questions.length > 0 && !needed && (
          <Button pressed={reached && wishing} icon="edit" onPress={() => touch('reached', true)}>
            {text.say('contact.wishes')}
          </Button>
        )}
        <Button pressed={reaching?.outcome === 'not-reached'} icon="close" onPress={() => touch('not-reached', false)}>
          {text.say('contact.not-reached')}
        </Button>
        <Button pressed={reaching?.outcome === 'later'} icon="clock" onPress={() => touch('later', false)}>
          {text.say('contact.later')}
        </Button>
      </div>
      {reached &&
        wishing &&
        questions.map((question) => (
          <Field key={question.id} label={question.label[text.language]} group={isGroup(question)}>
            <Answer question={question} value={reaching.answers?.[question.id]} onChange={(value) => answer(question.id, value)} />
          </Field>
        ))}
    </fieldset>
  )
}

function isGroup({ type }: Question): boolean {
  return type === 'boolean' || type === 'codes' || type === 'code'
}

function Answer({ question, value, onChange }: { question: Question; value: unknown; onChange: (value: unknown) => void }) {
  const text = useText()
  const { type, choices } = question
  const options = choices.map((choice) => ({ value: choice.code, label: choice[text.language] }))
  if (type === 'code') return <Radios value={String(value ?? '')} onChange={onChange} options={options} />
  if (type === 'boolean')
    return (
      <Radios
        joined
        value={value === undefined ? '' : String(value)}
        onChange={(said) => onChange(said === 'true')}
        options={[
          { value: 'true', label: text.say('ask.yes') },
          { value: 'false', label: text.say('ask.no') },
        ]}
      />
    )
  if (type !== 'codes')
    return (
      <TextInput
        value={String(value ?? '')}
        onInput={(said) => onChange(said || undefined)}
        mode={type === 'text' ? 'text' : 'decimal'}
        maxLength={300}
        {...(type === 'day' ? { placeholder: '2026-01-31' } : {})}
      />
    )
  const chosen = Array.isArray(value) ? (value as string[]) : []
  return (
    <div class="contact-wishes">
      {options.map((one) => (
        <Checkbox
          key={one.value}
          label={one.label}
          checked={chosen.includes(one.value)}
          onChange={(on) => onChange(on ? [...chosen, one.value] : chosen.filter((code) => code !== one.value))}
        />
      ))}
    </div>
  )
}
