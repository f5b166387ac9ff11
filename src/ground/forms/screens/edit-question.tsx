/** One question in the making: required, when, on which basis, before or after which other. */
import { useState } from 'preact/hooks'
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import { Button } from '#kit/button.tsx'
import { Checkbox } from '#kit/checkbox.tsx'
import { Field } from '#kit/field.tsx'
import { TextInput } from '#kit/input.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { isProtected, nameOf } from '../asked.ts'
import type { Form, Question } from '../contract.ts'
import { changeQuestion, moveQuestion, removeQuestion, tidy } from './edit-form.ts'
import { knownHere, labelOf, say, write } from './known-here.ts'
import { LocalDialog } from './local-dialog.tsx'
import { RelevanceDialog } from './relevance-dialog.tsx'
import { sayCondition } from './say-condition.ts'

export type EditQuestionProps = { form: Form; at: number; index: number; catalogue: CatalogueHere; onChange: (form: Form) => void }

export function EditQuestion({ form, at, index, catalogue, onChange }: EditQuestionProps) {
  const text = useText()
  const [open, setOpen] = useState<'when' | 'words'>()
  const section = form.sections[at]!
  const question = section.questions[index]!
  const name = labelOf(question, catalogue, text.language) || nameOf(question)
  const guarded = isProtected(knownHere(catalogue).elements.get(nameOf(question)))
  const reckoned = 'local' in question && question.calculation !== undefined
  const change = (next: Question) => onChange(changeQuestion(form, at, index, tidy(next)))
  const path = `/form/sections/${at}/questions/${index}`
  return (
    <li class="edit-question" data-path={path}>
      <span class="edit-name">
        {name} {guarded && <Tag>{text.say('forms.protected')}</Tag>}{' '}
        <span class="quiet small">
          {[
            'local' in question ? text.say(reckoned ? 'forms.reckoned' : 'forms.local') : '',
            question.relevance ? text.say('forms.only-if', { what: sayCondition(text, catalogue, form, question.relevance) }) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      {!guarded && !reckoned && (
        <Checkbox
          label={text.say('forms.required')}
          checked={question.required === true}
          onChange={(required) => change({ ...question, required })}
        />
      )}
      <span class="row">
        <Button size="small" label={text.say('forms.when-of', { name })} onPress={() => setOpen('when')}>
          {text.say('forms.when')}
        </Button>
        {'local' in question && !reckoned && (
          <Button size="small" icon="edit" label={text.say('forms.words-of', { name })} onPress={() => setOpen('words')} />
        )}
        <Button
          size="small"
          tone="quiet"
          icon="up"
          label={text.say('forms.up', { name })}
          onPress={() => onChange(moveQuestion(form, at, index, -1))}
        />
        <Button
          size="small"
          tone="quiet"
          icon="down"
          label={text.say('forms.down', { name })}
          onPress={() => onChange(moveQuestion(form, at, index, 1))}
        />
        <Button
          size="small"
          tone="quiet"
          icon="close"
          label={text.say('forms.remove', { name })}
          onPress={() => onChange(removeQuestion(form, at, index))}
        />
      </span>
      {guarded && (
        <div class="edit-basis">
          <Field label={text.say('forms.basis-of')} path={path}>
            <TextInput
              value={say(question.basis, text.language)}
              onInput={(said) => change({ ...question, basis: write(question.basis ?? { zh: '', en: '' }, text.language, said) })}
              maxLength={200}
            />
          </Field>
        </div>
      )}
      {open === 'when' && (
        <RelevanceDialog
          form={form}
          section={section}
          question={question}
          catalogue={catalogue}
          onClose={() => setOpen(undefined)}
          onChange={(relevance) => {
            const { relevance: _before, ...rest } = question
            change({ ...rest, ...(relevance ? { relevance } : {}) } as Question)
            setOpen(undefined)
          }}
        />
      )}
      {open === 'words' && 'local' in question && (
        <LocalDialog
          question={question}
          onClose={() => setOpen(undefined)}
          onDone={(next) => {
            change(next)
            setOpen(undefined)
          }}
        />
      )}
    </li>
  )
}
