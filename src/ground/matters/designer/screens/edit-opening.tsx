/** What is asked when one is begun, and the day on which it ends by itself. */
import { useState } from 'preact/hooks'
import { say, write } from '#ground/forms/screens/known-here.ts'
import { Checkbox } from '#kit/checkbox.tsx'
import { Field, FieldPairs } from '#kit/field.tsx'
import { TextArea, TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import type { MatterType, StepQuestion } from '../../types/type.ts'
import type { EditProps } from './edit-basics.tsx'
import { restricting, withEnds } from './edit-ends.ts'
import { QuestionDialog, QuestionList } from './question-list.tsx'

/** Where it ends, nothing goes on longer than this at once unless somebody says otherwise. */
const USUAL_DAYS = 7

export function EditOpening({ type, onChange }: EditProps) {
  const text = useText()
  const [asking, setAsking] = useState<StepQuestion>()
  const { opening = [] } = type
  const put = (questions: StepQuestion[]) => onChange(withOpening(type, questions))
  return (
    <>
      <QuestionList
        label={text.say('type-part.opening')}
        hint={text.say('type.opening-hint')}
        questions={opening}
        onChange={put}
        onEdit={setAsking}
      />
      {asking && (
        <QuestionDialog
          asking={asking}
          questions={opening}
          onClose={() => setAsking(undefined)}
          onDone={(questions) => {
            put(questions)
            setAsking(undefined)
          }}
        />
      )}
    </>
  )
}

function withOpening(type: MatterType, opening: StepQuestion[]): MatterType {
  const { opening: _before, ...rest } = type
  return opening.length > 0 ? { ...rest, opening } : rest
}

export function EditEnds({ type, onChange }: EditProps) {
  const text = useText()
  const { language } = text
  const { ends, restricts } = type
  return (
    <>
      <Field label={text.say('type-part.ends')} hint={text.say('type.ends-hint')} group>
        <Checkbox
          label={text.say('type.ends-on')}
          checked={ends !== undefined}
          onChange={(on) => onChange(withEnds(type, on ? { mostDays: USUAL_DAYS, citation: { zh: '', en: '' } } : undefined))}
        />
        <Checkbox
          label={text.say('type.restricts-on')}
          checked={restricts !== undefined}
          onChange={(on) => onChange(restricting(type, on))}
        />
      </Field>
      {ends && (
        <FieldPairs>
          <Field label={text.say('type-part.mostDays')} hint={text.say('type.most-days-hint')} path="/ends/mostDays">
            <TextInput
              value={String(ends.mostDays)}
              onInput={(said) => {
                const mostDays = Math.min(365, Number(said.replace(/\D/g, '').slice(0, 3)) || 1)
                onChange({ ...type, ends: { ...ends, mostDays } })
              }}
              mode="numeric"
              width={4}
            />
          </Field>
          <Field label={text.say('type.ends-citation')} path="/ends/citation">
            <TextInput
              value={say(ends.citation, language)}
              onInput={(said) => onChange({ ...type, ends: { ...ends, citation: write(ends.citation, language, said) } })}
              maxLength={300}
            />
          </Field>
        </FieldPairs>
      )}
      {restricts && (
        <Field label={text.say('type-part.contest')} hint={text.say('type.contest-hint')} path="/restricts/contest">
          <TextArea
            value={say(restricts.contest, language)}
            onInput={(said) => onChange({ ...type, restricts: { ...restricts, contest: write(restricts.contest, language, said) } })}
            rows={2}
            maxLength={300}
          />
        </Field>
      )}
    </>
  )
}
