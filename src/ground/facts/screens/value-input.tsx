/** The input that fits an element: a list for codes, a day for days, words otherwise. What is typed is read like a workbook's cell. */
import { Combobox } from '#kit/combobox.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import type { CodeList, Element } from '../contract.ts'

export type ValueInputProps = { element: Element; codes: CodeList | undefined; value: string; onChange: (value: string) => void }

export function ValueInput({ element, codes, value, onChange }: ValueInputProps) {
  const text = useText()
  if (element.type === 'code' && codes)
    return (
      <Combobox
        value={value}
        onChange={onChange}
        options={codes.entries.map((entry) => ({ value: entry.code, label: entry[text.language] }))}
      />
    )
  if (element.type === 'boolean') {
    return (
      <Select
        value={value}
        onChange={onChange}
        empty={text.say('correct.unknown')}
        options={['true', 'false'].map((one) => ({ value: one, label: text.say(`correct.${one}`) }))}
      />
    )
  }
  if (element.type === 'day') return <DayInput value={value} onChange={onChange} today={streetToday()} />
  return <TextInput value={value} onInput={onChange} />
}
