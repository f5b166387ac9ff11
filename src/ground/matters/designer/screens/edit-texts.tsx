/** What a reporter is told, and what is counted. */
import { say, write } from '#ground/forms/screens/known-here.ts'
import { Field } from '#kit/field.tsx'
import { TextArea } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { textHoles } from '../../types/type.ts'
import type { OfferedView } from '../contract.ts'
import { type EditProps, Ticks } from './edit-basics.tsx'
import { sayWords } from './say-type.ts'

export function EditTexts({ type, offered, onChange }: EditProps & { offered: OfferedView }) {
  const text = useText()
  const { language } = text
  const rateOf = new Map(offered.rates.map((rate) => [rate.id, rate]))
  return (
    <div class="type-fields">
      {(['received', 'answered', 'closed', 'refused'] as const).map((which) => (
        <Field
          key={which}
          label={text.say(`type-told.${which}`)}
          hint={text.say('type.holes', { holes: textHoles[which].map((hole) => `{${hole}} ${text.say(`type-hole.${hole}`)}`).join('　') })}
          path={`/texts/${which}`}
        >
          <TextArea
            value={say(type.texts[which], language)}
            onInput={(said) => onChange({ ...type, texts: { ...type.texts, [which]: write(type.texts[which], language, said) } })}
            rows={3}
            maxLength={600}
          />
        </Field>
      ))}
      <Ticks
        label={text.say('type-part.indicators')}
        hint={text.say('type.indicators-hint')}
        all={offered.rates.map(({ id }) => id)}
        chosen={type.indicators}
        word={(id) => sayWords(text, rateOf.get(id)?.title)}
        onChange={(indicators) => onChange({ ...type, indicators })}
      />
    </div>
  )
}
