/** What a type is called, what it is for and on which basis, who may begin one, and the kinds in it. */
import { say, write } from '#ground/forms/screens/known-here.ts'
import { Checkbox } from '#kit/checkbox.tsx'
import { Field, FieldPairs } from '#kit/field.tsx'
import { Select, TextArea, TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { type MatterType, matterSubjects } from '../../types/type.ts'
import { codedFrom, codedLines, wordsFrom } from './edit-type.ts'
import { LinesInput } from './lines-input.tsx'

export type EditProps = { type: MatterType; onChange: (type: MatterType) => void }

export function EditBasics({ type, onChange }: EditProps) {
  const text = useText()
  const { language } = text
  const put = (name: 'title' | 'plain' | 'purpose' | 'recipients', said: string) =>
    onChange({ ...type, [name]: write(type[name], language, said) })
  return (
    <div class="type-fields">
      <FieldPairs>
        <Field label={text.say('type-part.title')} path="/title">
          <TextInput value={say(type.title, language)} onInput={(said) => put('title', said)} maxLength={60} />
        </Field>
        <Field label={text.say('type-part.plain')} hint={text.say('type.plain-hint')} path="/plain">
          <TextInput value={say(type.plain, language)} onInput={(said) => put('plain', said)} maxLength={60} />
        </Field>
      </FieldPairs>
      <Field label={text.say('type-part.purpose')} path="/purpose">
        <TextArea value={say(type.purpose, language)} onInput={(said) => put('purpose', said)} rows={2} maxLength={600} />
      </Field>
      <Field label={text.say('type-part.basis')} hint={text.say('type.basis-hint')} path="/basis">
        <LinesInput
          begun={type.basis.map((one) => say(one, language)).join('\n')}
          onChange={(said) => onChange({ ...type, basis: wordsFrom(type.basis, language, said) })}
        />
      </Field>
      <Field label={text.say('type-part.categories')} hint={text.say('type.categories-hint')} path="/categories">
        <LinesInput
          begun={codedLines(type.categories, language)}
          onChange={(said) => onChange({ ...type, categories: codedFrom(type.categories, language, said, []) })}
          rows={4}
        />
      </Field>
      <FieldPairs>
        <Field label={text.say('type-part.recipients')} path="/recipients">
          <TextInput value={say(type.recipients, language)} onInput={(said) => put('recipients', said)} maxLength={200} />
        </Field>
        <Field label={text.say('type-part.keepYears')} hint={text.say('type.keep-hint')} path="/keepYears">
          <TextInput
            value={String(type.keepYears)}
            onInput={(said) => onChange({ ...type, keepYears: Math.min(30, Number(said.replace(/\D/g, '').slice(0, 2)) || 1) })}
            mode="numeric"
            width={4}
          />
        </Field>
      </FieldPairs>
      <Ticks
        label={text.say('type-part.opened')}
        all={['staff', 'resident'] as const}
        chosen={type.opened}
        word={(one) => text.say(`type-opened.${one}`)}
        onChange={(opened) => onChange({ ...type, opened })}
      />
      <Ticks
        label={text.say('type-part.about')}
        all={matterSubjects}
        chosen={type.about}
        word={(one) => text.say(`subject.${one}`)}
        onChange={(about) => onChange({ ...type, about })}
      />
      <Field label={text.say('type-part.sealed')} hint={text.say('type.sealed-hint')} path="/sealed">
        <Select
          value={type.sealed ?? ''}
          onChange={(next) => {
            const { sealed: _before, ...rest } = type
            onChange(next === '' ? rest : { ...rest, sealed: next as NonNullable<MatterType['sealed']> })
          }}
          empty={text.say('type-sealed.none')}
          options={['accused', 'duty-to-report'].map((value) => ({ value, label: text.say(`type-sealed.${value}`) }))}
        />
      </Field>
    </div>
  )
}

export function Ticks<T extends string>({
  label,
  hint,
  all,
  chosen,
  word,
  onChange,
}: {
  label: string
  hint?: string
  all: readonly T[]
  chosen: readonly T[]
  word: (one: T) => string
  onChange: (chosen: T[]) => void
}) {
  return (
    <Field label={label} group {...(hint ? { hint } : {})}>
      <div class="ticks">
        {all.map((one) => (
          <Checkbox
            key={one}
            label={word(one)}
            checked={chosen.includes(one)}
            onChange={(on) => onChange(all.filter((each) => (each === one ? on : chosen.includes(each))))}
          />
        ))}
      </div>
    </Field>
  )
}
