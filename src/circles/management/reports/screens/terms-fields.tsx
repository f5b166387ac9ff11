/** Who asks, until when, on which ground: the same fields when a workbook is received and when its terms are corrected. */

import { useState } from 'preact/hooks'
import { BroughtFile } from '#ground/workbooks/screens/brought-file.tsx'
import type { Uploading } from '#ground/workbooks/screens/use-upload.ts'
import { DayInput } from '#kit/day-input.tsx'
import { Field, FieldPairs } from '#kit/field.tsx'
import { Icon } from '#kit/icon.tsx'
import { TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { isExpired } from '../rules.ts'
import './terms.css'

export type Terms = { title: string; asker: string; dueOn: string; basis: string; purpose: string; formNo: string; formValidTo: string }
export const noTerms: Terms = { title: '', asker: '', dueOn: '', basis: '', purpose: '', formNo: '', formValidTo: '' }

/** Only what was filled in. */
export function saidTerms(terms: Terms): Partial<Terms> & { asker: string } {
  const said = Object.entries(terms).flatMap(([key, value]) => (value.trim() ? [[key, value.trim()]] : []))
  return { asker: terms.asker.trim(), ...Object.fromEntries(said) }
}

export const noticeEndings = ['.jpg', '.jpeg', '.png', '.webp', '.heic', '.pdf', '.docx', '.doc'] as const
export const noticeMostBytes = 20 * 1024 * 1024

export type TermsFieldsProps = {
  terms: Terms
  onChange: (terms: Terms) => void
  notice: Uploading
  /** Askers of earlier requests, the latest first. */
  askers?: readonly string[]
  /** The title is read from the workbook when it is received. */
  titled?: boolean
  /** What must be said before it can be sent, once that was tried. */
  lacking?: { asker?: string | undefined; title?: string | undefined }
}

export function TermsFields({ terms, onChange, notice, askers = [], titled, lacking = {} }: TermsFieldsProps) {
  const text = useText()
  // What was said before stands open; what most notices do not say stays folded.
  const [more] = useState(Boolean(terms.purpose || terms.formNo || terms.formValidTo))
  const set = (key: keyof Terms) => (value: string) => onChange({ ...terms, [key]: value })
  const today = streetToday()
  const expired = isExpired(terms.formValidTo || null, today)
  return (
    <div class="terms-fields">
      <FieldPairs>
        {titled && (
          <Field wide label={text.say('terms.title')} path="/title" error={lacking.title}>
            <TextInput value={terms.title} onInput={set('title')} maxLength={120} />
          </Field>
        )}
        <Field label={text.say('terms.asker')} hint={text.say('terms.asker-hint')} path="/asker" error={lacking.asker}>
          <TextInput value={terms.asker} onInput={set('asker')} maxLength={60} />
          {askers.length > 0 && !terms.asker && (
            <p class="askers small">
              {askers.map((asker) => (
                <button key={asker} type="button" class="plain-button" onClick={() => set('asker')(asker)}>
                  {asker}
                </button>
              ))}
            </p>
          )}
        </Field>
        <Field label={text.say('terms.due')} hint={text.say('terms.due-hint')} path="/dueOn" optional>
          <DayInput value={terms.dueOn} onChange={set('dueOn')} today={today} example={today} />
        </Field>
        <Field wide label={text.say('terms.basis')} hint={text.say('terms.basis-hint')} path="/basis" optional>
          <TextInput value={terms.basis} onInput={set('basis')} maxLength={300} />
        </Field>
        <Field wide label={text.say('terms.notice')} path="/basisFile" optional group>
          <BroughtFile uploading={notice} label={text.say('terms.notice-drop')} endings={noticeEndings} maxBytes={noticeMostBytes} />
        </Field>
      </FieldPairs>
      <details class="terms-more" open={more}>
        <summary>{text.say('terms.more')}</summary>
        <FieldPairs>
          <Field wide label={text.say('terms.purpose')} path="/purpose" optional>
            <TextInput value={terms.purpose} onInput={set('purpose')} maxLength={200} />
          </Field>
          <Field label={text.say('terms.form-no')} hint={text.say('terms.form-no-hint')} path="/formNo" optional>
            <TextInput value={terms.formNo} onInput={set('formNo')} maxLength={60} />
          </Field>
          <Field label={text.say('terms.valid-to')} hint={text.say('terms.valid-to-hint')} path="/formValidTo" optional>
            <DayInput value={terms.formValidTo} onChange={set('formValidTo')} today={today} example={today} />
          </Field>
        </FieldPairs>
        {expired && (
          <div role="status">
            <ExpiredNote day={terms.formValidTo} />
          </div>
        )}
      </details>
    </div>
  )
}

/** 统计法 (2024) art. 17: past its validity a form may be refused. */
export function ExpiredNote({ day }: { day: string }) {
  const text = useText()
  return (
    <p class="expired-note">
      <Icon name="warning" />
      <span>{text.say('terms.expired', { day: text.day(day) })}</span>
    </p>
  )
}
