/** The fields of how somebody wants to be told, at the counter and at her own door. */
import { Checkbox, Radios } from '#kit/checkbox.tsx'
import { Field } from '#kit/field.tsx'
import { Select } from '#kit/input.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import type { Channel, Choice } from '../contract.ts'
import { QUIET } from '../rules.ts'
import './choice-fields.css'

export type ChoiceFieldsProps = { choice: Choice; possible: readonly Channel[]; onChange: (choice: Choice) => void }

/** Every hour of the day: nobody is quiet from 21:07. */
const hours = Array.from({ length: 24 }, (_, hour) => hour * 60)

export function ChoiceFields({ choice, possible, onChange }: ChoiceFieldsProps) {
  const text = useText()
  const quiet = choice.quiet ?? QUIET
  const ways = (['sms', 'wechat', 'app', 'letter', 'call'] as const).filter((way) => possible.includes(way) || choice.channel === way)
  const hour = (at: number, name: 'from' | 'to') => (
    <Select
      label={text.say(`notice.quiet-${name}`)}
      value={String(at)}
      onChange={(value) => onChange({ ...choice, quiet: { ...quiet, [name]: Number(value) } })}
      options={hours.map((minute) => ({ value: String(minute), label: sayHour(text, minute) }))}
    />
  )
  return (
    <>
      <Field label={text.say('notice.way')} group path="/choice/channel">
        <Radios<Channel | 'house'>
          value={choice.channel ?? 'house'}
          onChange={(way) => onChange({ ...choice, channel: way === 'house' ? null : way })}
          options={[
            { value: 'house', label: text.say('notice.way-any'), hint: text.say('notice.way-any-hint') },
            ...ways.map((way) => ({
              value: way,
              label: text.say(`notice.by.${way}`),
              ...(possible.includes(way) ? {} : { hint: text.say('notice.way-not-now') }),
            })),
          ]}
        />
      </Field>
      <Field label={text.say('notice.language')} group path="/choice/language">
        <Radios
          joined
          value={choice.language}
          onChange={(language) => onChange({ ...choice, language })}
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </Field>
      <Field label={text.say('notice.quiet')} hint={text.say('notice.quiet-hint')} group path="/choice/quiet">
        <div class="row quiet-hours">
          {hour(quiet.from, 'from')}
          <span aria-hidden="true">–</span>
          {hour(quiet.to, 'to')}
        </div>
      </Field>
      <Checkbox label={text.say('notice.large')} checked={choice.large} onChange={(large) => onChange({ ...choice, large })} />
      <Checkbox
        label={text.say('notice.digest')}
        hint={text.say('notice.digest-hint')}
        checked={choice.digest}
        onChange={(digest) => onChange({ ...choice, digest })}
      />
    </>
  )
}

function sayHour(text: Text, minute: number): string {
  return text.say('notice.hour', { hour: String(minute / 60).padStart(2, '0') })
}
