/** The first screen: in her words, with a picture where one helps, and what kind of thing it is. */
import { useState } from 'preact/hooks'
import { Button, LinkButton } from '#kit/button.tsx'
import { Field } from '#kit/field.tsx'
import { Foot } from '#kit/foot.tsx'
import { Icon } from '#kit/icon.tsx'
import { Select, TextArea } from '#kit/input.tsx'
import { Later } from '#kit/later.tsx'
import { Page } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { PhotoField } from './photo-field.tsx'
import { StepMark } from './report-parts.tsx'
import type { StepProps } from './report-step.ts'

const loadOpening = () => import('./report-opening.tsx').then(({ ReportOpening }) => ReportOpening)

export function WhatStep({ reporting, type, draft, onDraft, onNext }: StepProps) {
  const text = useText()
  const [tried, setTried] = useState(false)
  const empty = [...draft.text.trim()].length < 2
  const long = draft.text.length > reporting.mostWords
  const error = long
    ? text.say('report.too-long', { n: reporting.mostWords })
    : tried && empty
      ? text.say('report.words-needed')
      : undefined
  const lacks = [
    ...type.opening.filter(({ id, required }) => required && isEmpty(draft.answers?.[id])).map(({ label }) => label[text.language]),
    ...(type.mostDays !== null && !draft.until ? [text.say('report.until')] : []),
  ]
  const next = () => {
    setTried(true)
    if (!empty && !long && lacks.length === 0) onNext()
  }
  return (
    <Page title={text.say('report.title')} lead={<StepMark at={1} />}>
      {reporting.persons.length > 1 && (
        <Field label={text.say('report.for')}>
          <Select
            value={draft.person}
            onChange={(person) => onDraft({ person })}
            options={reporting.persons.map(({ id, name, as }) => ({
              value: id,
              label: as === 'self' ? name : text.aside(name, text.say(`report.as-${as}`)),
            }))}
          />
        </Field>
      )}
      <Field label={text.say('report.kind')}>
        <Select
          value={type.id}
          onChange={(id) => onDraft({ type: id, category: undefined, accused: undefined, answers: undefined, until: undefined })}
          options={reporting.types.map(({ id, plain }) => ({ value: id, label: plain[text.language] }))}
        />
      </Field>
      {type.sealed && (
        <p class="told-note" role="note">
          <Icon name="lock" />
          <span>{text.say(`report.sealed-${type.sealed}`)}</span>
        </p>
      )}
      <Field label={text.say('report.words')} hint={text.say('report.words-hint')} error={error}>
        <TextArea value={draft.text} rows={5} onInput={(words) => onDraft({ text: words })} />
      </Field>
      {(type.opening.length > 0 || type.mostDays !== null) && <Later load={loadOpening} props={{ type, draft, onDraft }} />}
      {tried && lacks.length > 0 && (
        <p class="told-note" role="alert">
          <Icon name="warning" />
          <span>{text.say('report.answers-needed', { what: text.list(lacks) })}</span>
        </p>
      )}
      <Field label={text.say('report.photos')} hint={text.say('report.photos-hint')} optional group>
        <PhotoField photos={draft.photos} most={reporting.mostPhotos} onChange={(photos) => onDraft({ photos })} />
      </Field>
      <Foot>
        <LinkButton href="/doorstep">{text.say('report.leave')}</LinkButton>
        <Button tone="primary" onPress={next}>
          {text.say('report.next')}
        </Button>
      </Foot>
    </Page>
  )
}

function isEmpty(answer: unknown): boolean {
  return answer === undefined || answer === '' || (Array.isArray(answer) && answer.length === 0)
}
