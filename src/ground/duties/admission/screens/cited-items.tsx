/** Which duty items a request falls under: those it looks like with the words that speak for it, and any other by typing. */
import { useState } from 'preact/hooks'
import { Button } from '#kit/button.tsx'
import { Checkbox } from '#kit/checkbox.tsx'
import { Combobox } from '#kit/combobox.tsx'
import { Field } from '#kit/field.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import type { DutyItem, DutyMatch } from '../../contract.ts'
import { sayList } from '../../screens/duty-words.ts'

export type CitedItemsProps = {
  cited: readonly string[]
  matches: readonly DutyMatch[]
  items: readonly DutyItem[]
  onChange: (cited: string[]) => void
}

export function CitedItems({ cited, matches, items, onChange }: CitedItemsProps) {
  const text = useText()
  // What was proposed stays in sight when one of it was chosen.
  const [proposed, setProposed] = useState(matches)
  if (matches.length > 0 && matches !== proposed) setProposed(matches)
  const others = cited
    .filter((id) => !proposed.some(({ item }) => item.id === id))
    .flatMap((id) => items.find((item) => item.id === id) ?? [])
  const toggle = (id: string) => onChange(cited.includes(id) ? cited.filter((one) => one !== id) : [...cited, id])
  return (
    <div class="cited-items">
      {proposed.length === 0 && others.length === 0 && <p class="quiet">{text.say('admission.no-match')}</p>}
      {proposed.map(({ item, reasons }) => (
        <Checkbox
          key={item.id}
          checked={cited.includes(item.id)}
          onChange={() => toggle(item.id)}
          label={item.title}
          hint={[
            sayWhere(text, item),
            ...reasons.map(({ kind, words }) => text.say(`duties.match.${kind}`, { words: text.list(words) })),
          ].join(' · ')}
        />
      ))}
      {others.map((item) => (
        <Checkbox key={item.id} checked onChange={() => toggle(item.id)} label={item.title} hint={sayWhere(text, item)} />
      ))}
      <Field label={text.say('admission.other-item')} optional>
        <Combobox
          value=""
          onChange={(id) => id && !cited.includes(id) && onChange([...cited, id])}
          options={items.map((item) => ({
            value: item.id,
            label: item.title,
            note: sayWhere(text, item),
          }))}
        />
      </Field>
      {cited.length > 0 && (
        <Button size="small" tone="quiet" onPress={() => onChange([])}>
          {text.say('admission.on-no-list')}
        </Button>
      )}
    </div>
  )
}

/** Whose list it stands on, and whose it is. */
function sayWhere(text: Text, { level, list, lead }: DutyItem): string {
  return [text.say(`duties.level.${level}`), sayList(text, level, list), lead].filter(Boolean).join(' ')
}
