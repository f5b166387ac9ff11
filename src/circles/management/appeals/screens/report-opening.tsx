/** What some kinds ask when they begin, and until when: few do, so it comes after the rest of the screen. */
import { StepAnswers } from '#ground/matters/screens/step-fields.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Field } from '#kit/field.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import type { StepProps } from './report-step.ts'

export function ReportOpening({ type, draft, onDraft }: Pick<StepProps, 'type' | 'draft' | 'onDraft'>) {
  const text = useText()
  return (
    <>
      <StepAnswers
        questions={type.opening}
        answers={draft.answers ?? {}}
        onChange={(answers) => onDraft({ answers })}
        words={{ yes: 'report.yes', no: 'report.no', choose: 'report.choose' }}
      />
      {type.mostDays !== null && (
        <Field label={text.say('report.until')} hint={text.say('report.until-hint', { n: type.mostDays })} path="/until">
          <DayInput value={draft.until ?? ''} onChange={(until) => onDraft({ until })} today={streetToday()} earliest={streetToday()} />
        </Field>
      )}
    </>
  )
}
