/** One rule whole, and the way to write a local one as it holds here. */
import { useState } from 'preact/hooks'
import type { OfficeHours } from '#base/calendar/working-days.ts'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, FieldPairs } from '#kit/field.tsx'
import { FormDialog } from '#kit/form-dialog.tsx'
import { TextInput } from '#kit/input.tsx'
import { Facts } from '#kit/page.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo } from '#kit/use-data.ts'
import { type HeldRule, setRule } from '../contract.ts'
import { HoursFields } from './hours-fields.tsx'
import { StatusTag, sayTerm } from './rule-words.tsx'

export type RuleDialogProps = { rule: HeldRule; may: boolean; today: string; onClose: () => void; onDone: () => void }

export function RuleDialog({ rule, may, today, onClose, onDone }: RuleDialogProps) {
  const text = useText()
  const [changing, setChanging] = useState(false)
  // The days of a year come by their notice, not by hand.
  const canChange = may && rule.local && rule.rule !== 'working-days'
  if (changing) return <ChangeDialog rule={rule} today={today} onClose={onClose} onDone={onDone} />
  return (
    <Dialog
      open
      size="wide"
      title={rule.title[text.language]}
      onClose={onClose}
      actions={
        <>
          {canChange && (
            <Button icon="edit" onPress={() => setChanging(true)}>
              {text.say('rules.change')}
            </Button>
          )}
          <Button tone="primary" onPress={onClose}>
            {text.say('kit.close')}
          </Button>
        </>
      }
    >
      <p class="prose">{rule.says[text.language]}</p>
      <Facts
        items={[
          { label: text.say('rules.citation'), value: rule.citation[text.language] },
          { label: text.say('rules.since'), value: sayTerm(text, rule) },
          {
            label: text.say('rules.state'),
            value: (
              <>
                <StatusTag status={rule.status} /> <span class="quiet">{text.say(`rules.status-what.${rule.status}`)}</span>
              </>
            ),
          },
          ...sayParameters(text, rule),
          { label: text.say('rules.id'), value: `${rule.id} · ${text.say(`rules.edition-${rule.origin}`, { n: rule.version })}` },
        ]}
      />
    </Dialog>
  )
}

function sayParameters(text: Text, { rule, parameters }: HeldRule): { label: string; value: string }[] {
  const days = (list: unknown) => (list as string[]).map((day) => text.day(day, 'short').slice(5)).join(' ') || text.say('rules.none')
  if (rule === 'objection-answer')
    return [{ label: text.say('rules.days'), value: text.say('rules.workdays', { n: Number(parameters.days) }) }]
  if (rule === 'working-days')
    return [
      { label: text.say('rules.free'), value: days(parameters.free) },
      { label: text.say('rules.work'), value: days(parameters.work) },
    ]
  if (rule !== 'office-hours') return []
  const lines = (parameters.hours as OfficeHours[]).map(({ since, morning: [a, b], afternoon: [c, d] }) =>
    text.say('rules.hours-line', { since, a, b, c, d }),
  )
  return [{ label: text.say('rules.hours'), value: lines.join('；') }]
}

function ChangeDialog({ rule, today, onClose, onDone }: Omit<RuleDialogProps, 'may'>) {
  const text = useText()
  const { tell } = useTell()
  const [citation, setCitation] = useState(rule.origin === 'street' ? rule.citation.zh : '')
  const [from, setFrom] = useState(today)
  const [days, setDays] = useState(String(rule.parameters.days ?? ''))
  const [hours, setHours] = useState((rule.parameters.hours ?? []) as OfficeHours[])
  const save = useDo((input: InputOf<typeof setRule>, options) => call(setRule, input, options))
  const parameters = rule.rule === 'objection-answer' ? { days: Number(days) } : { hours }
  const send = async () => {
    if (!(await save.run({ id: rule.id, parameters, citation: citation.trim(), from }))) return
    tell({ text: text.say('rules.saved', { day: text.day(from) }) })
    onDone()
    onClose()
  }
  return (
    <FormDialog
      size="wide"
      title={text.say('rules.change-title', { name: rule.title[text.language] })}
      verb={text.say('rules.save')}
      act={save}
      ready={citation.trim().length >= 2 && from !== ''}
      onSend={send}
      onClose={onClose}
    >
      {rule.rule === 'objection-answer' ? (
        <Field label={text.say('rules.change-days')} path="/parameters/days">
          <TextInput value={days} onInput={(typed) => setDays(typed.replace(/\D/g, ''))} mode="numeric" width={6} maxLength={2} />
        </Field>
      ) : (
        <HoursFields hours={hours} onChange={setHours} />
      )}
      <FieldPairs>
        <Field label={text.say('rules.change-citation')} hint={text.say('rules.change-citation-hint')} path="/citation">
          <TextInput value={citation} onInput={setCitation} maxLength={200} />
        </Field>
        <Field label={text.say('rules.change-from')} path="/from">
          <DayInput value={from} onChange={setFrom} today={today} example={today} />
        </Field>
      </FieldPairs>
    </FormDialog>
  )
}
