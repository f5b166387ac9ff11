/** The fields of one item, as a printed list has them. */
import { Field, FieldPairs } from '#kit/field.tsx'
import { Select, TextArea, TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { type DutyList, type ItemWords, type Level, listsOf } from '../contract.ts'
import { sayLeadLabel, sayList } from './duty-words.ts'

export type ItemFieldsProps = { level: Level; item: ItemWords; onChange: (item: ItemWords) => void; path?: string }

export function blankItem(list: DutyList): ItemWords {
  return { list, number: '', category: '', subcategory: '', title: '', lead: '', partners: [], tasks: '', basis: '' }
}

export function ItemFields({ level, item, onChange, path = '/item' }: ItemFieldsProps) {
  const text = useText()
  const set = (change: Partial<ItemWords>) => onChange({ ...item, ...change })
  const own = item.list === 'basic' || item.list === 'self'
  return (
    <FieldPairs>
      <Field wide label={text.say('duties.item')} path={`${path}/title`}>
        <TextInput value={item.title} onInput={(title) => set({ title })} maxLength={300} autofocus />
      </Field>
      <Field label={text.say('duties.list')} path={`${path}/list`}>
        <Select
          value={item.list}
          onChange={(list) => set({ list: list as DutyList })}
          options={listsOf[level].map((one) => ({ value: one, label: sayList(text, level, one) }))}
        />
      </Field>
      <Field label={text.say('duties.number')} path={`${path}/number`} optional>
        <TextInput value={item.number} onInput={(number) => set({ number })} maxLength={20} width={8} />
      </Field>
      <Field label={text.say('duties.category')} optional>
        <TextInput value={item.category} onInput={(category) => set({ category })} maxLength={60} />
      </Field>
      <Field label={text.say('duties.subcategory')} optional>
        <TextInput value={item.subcategory} onInput={(subcategory) => set({ subcategory })} maxLength={60} />
      </Field>
      {!own && (
        <>
          <Field label={sayLeadLabel(text, item.list)} path={`${path}/lead`}>
            <TextInput value={item.lead} onInput={(lead) => set({ lead })} maxLength={200} />
          </Field>
          <Field label={text.say('duties.partners')} hint={text.say('duties.partners-hint')} optional>
            <TextInput
              value={item.partners.join('、')}
              onInput={(typed) => set({ partners: typed === '' ? [] : typed.split(/[、,，;；]/) })}
              maxLength={600}
            />
          </Field>
        </>
      )}
      <Field wide label={text.say(item.list === 'withdrawn' ? 'duties.how' : 'duties.tasks')} optional>
        <TextArea value={item.tasks} onInput={(tasks) => set({ tasks })} rows={3} maxLength={2000} />
      </Field>
      <Field wide label={text.say('duties.basis')} optional>
        <TextArea value={item.basis} onInput={(basis) => set({ basis })} rows={2} maxLength={1000} />
      </Field>
    </FieldPairs>
  )
}
