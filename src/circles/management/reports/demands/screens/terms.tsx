/** Until when, on which ground, what for, and whether it is the form of a statistical survey. */
import { useEffect } from 'preact/hooks'
import { BroughtFile } from '#ground/workbooks/screens/brought-file.tsx'
import { useUpload } from '#ground/workbooks/screens/use-upload.ts'
import { Checkbox } from '#kit/checkbox.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Field, FieldPairs } from '#kit/field.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { means } from '../../answers/contract.ts'
import { isExpired } from '../../rules.ts'
import { ExpiredNote, noticeEndings, noticeMostBytes } from '../../screens/terms-fields.tsx'
import { type Period, periods } from '../contract.ts'
import type { SaidTerms, TermsHere } from './use-terms.ts'

export function DemandTerms({ terms: { said, change } }: { terms: TermsHere }) {
  const text = useText()
  const notice = useUpload()
  const today = streetToday()
  const set = (key: keyof SaidTerms) => (value: string) => change({ [key]: value })
  const arrived = notice.upload?.id
  useEffect(() => {
    if (arrived) change({ basisFile: arrived })
  }, [arrived, change])
  return (
    <div class="terms-fields">
      <FieldPairs>
        <Field wide label={text.say('terms.title')} path="/title">
          <TextInput value={said.title} onInput={set('title')} maxLength={120} />
        </Field>
        <Field label={text.say('terms.due')} hint={text.say('demand.due-hint')} path="/dueOn">
          <DayInput value={said.dueOn} onChange={set('dueOn')} today={today} example={today} />
        </Field>
        <Field label={text.say('demand.period')} path="/period">
          <Select
            value={said.period}
            onChange={(period) => change({ period: period as Period })}
            options={periods.map((value) => ({ value, label: text.say(`demand.period.${value}`) }))}
          />
        </Field>
        <Field wide label={text.say('terms.basis')} hint={text.say('demand.basis-hint')} path="/basis">
          <TextInput value={said.basis} onInput={set('basis')} maxLength={300} />
        </Field>
        <Field wide label={text.say('terms.purpose')} hint={text.say('demand.purpose-hint')} path="/purpose">
          <TextInput value={said.purpose} onInput={set('purpose')} maxLength={200} />
        </Field>
        <Field wide label={text.say('terms.notice')} path="/basisFile" optional group>
          {said.basisFile && !notice.upload && <p class="small quiet">{text.say('demand.notice-kept')}</p>}
          <BroughtFile uploading={notice} label={text.say('terms.notice-drop')} endings={noticeEndings} maxBytes={noticeMostBytes} />
        </Field>
        <div class="field" data-wide>
          <Checkbox
            label={text.say('demand.survey')}
            hint={text.say('demand.survey-hint')}
            checked={said.survey}
            onChange={(survey) => change({ survey })}
          />
        </div>
        {said.survey && (
          <>
            <Field label={text.say('terms.form-no')} hint={text.say('terms.form-no-hint')} path="/formNo" optional>
              <TextInput value={said.formNo} onInput={set('formNo')} maxLength={60} />
            </Field>
            <Field label={text.say('terms.valid-to')} hint={text.say('terms.valid-to-hint')} path="/formValidTo">
              <DayInput value={said.formValidTo} onChange={set('formValidTo')} today={today} example={today} />
            </Field>
          </>
        )}
      </FieldPairs>
      <details class="terms-more" open={means.some((one) => said[one] !== '')}>
        <summary>{text.say('demand.means')}</summary>
        <p class="small quiet">{text.say('demand.means-lead')}</p>
        <FieldPairs>
          {means.map((one) => (
            <Field key={one} wide label={text.say(`demand.${one}`)} hint={text.say(`demand.${one}-hint`)} path={`/${one}`} optional>
              <TextInput value={said[one]} onInput={set(one)} maxLength={200} />
            </Field>
          ))}
        </FieldPairs>
      </details>
      {said.survey && said.formNo.trim() === '' && <p class="small quiet">{text.say('demand.no-number')}</p>}
      {isExpired(said.formValidTo || null, today) && <ExpiredNote day={said.formValidTo} />}
    </div>
  )
}
