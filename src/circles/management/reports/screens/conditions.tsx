/** Conditions joined by "and": an element, a comparison, a value. The same editor says who belongs on a roster and what a column counts. */

import { useState } from 'preact/hooks'
import type { Element, SubjectKind } from '#ground/facts/contract.ts'
import { ElementChoice } from '#ground/facts/screens/element-choice.tsx'
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import type { CountCondition } from '#ground/workbooks/contract.ts'
import { Button } from '#kit/button.tsx'
import { Combobox } from '#kit/combobox.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { isWhole, type Op, opsFor, readValue, startCondition } from './condition-rules.ts'
import './conditions.css'

export type ConditionsProps = {
  conditions: readonly CountCondition[]
  kinds: readonly SubjectKind[]
  catalogue: CatalogueHere
  label: string
  /** Called with whole conditions only. */
  onChange: (conditions: CountCondition[]) => void
}

export function Conditions({ conditions, kinds, catalogue, label, onChange }: ConditionsProps) {
  const text = useText()
  // Unfinished conditions stay on the screen until they say something.
  const [rows, setRows] = useState<readonly CountCondition[]>(conditions)
  const change = (next: readonly CountCondition[]) => {
    setRows(next)
    onChange(next.filter(isWhole))
  }
  const add = (id: string | null) => {
    const element = id ? catalogue.element(id) : undefined
    if (element) change([...rows, startCondition(element)])
  }
  return (
    <fieldset class="conditions">
      <legend class="unseen">{label}</legend>
      {rows.map((condition, at) => (
        <ConditionRow
          key={`${at} ${condition.element}`}
          condition={condition}
          catalogue={catalogue}
          onChange={(next) => change(rows.map((one, index) => (index === at ? next : one)))}
          onRemove={() => change(rows.filter((_, index) => index !== at))}
        />
      ))}
      <div class="condition-add">
        <ElementChoice
          value={null}
          onChange={add}
          catalogue={catalogue}
          kinds={kinds}
          label={text.say('condition.add')}
          placeholder={text.say('condition.add')}
        />
      </div>
    </fieldset>
  )
}

type RowProps = { condition: CountCondition; catalogue: CatalogueHere; onChange: (condition: CountCondition) => void; onRemove: () => void }

function ConditionRow({ condition, catalogue, onChange, onRemove }: RowProps) {
  const text = useText()
  const element = catalogue.element(condition.element)
  const name = catalogue.name(condition.element, text.language)
  const ops = element ? opsFor(element) : []
  const changeOp = (op: string) =>
    onChange({ ...condition, op: op as Op, ...(op === 'known' ? { value: true } : condition.op === 'known' ? { value: '' } : {}) })
  return (
    <div class="condition">
      <span class="condition-name">{name}</span>
      {ops.length > 1 && (
        <Select
          label={text.say('condition.how', { name })}
          value={condition.op === '=' && element?.type === 'code' ? 'in' : condition.op}
          onChange={changeOp}
          options={ops.map((op) => ({ value: op, label: text.say(`op.${op}`) }))}
        />
      )}
      {element && <ConditionValue condition={condition} element={element} catalogue={catalogue} name={name} onChange={onChange} />}
      <Button tone="quiet" icon="close" label={text.say('condition.remove', { name })} onPress={onRemove} />
    </div>
  )
}

type ValueProps = {
  condition: CountCondition
  element: Element
  catalogue: CatalogueHere
  name: string
  onChange: (condition: CountCondition) => void
}

function ConditionValue({ condition, element, catalogue, name, onChange }: ValueProps) {
  const text = useText()
  const { op, value } = condition
  const label = text.say('condition.value', { name })
  const set = (next: CountCondition['value']) => onChange({ ...condition, value: next })
  const [typed, setTyped] = useState(() => (typeof value === 'object' ? '' : String(value)))
  if (op === 'known' || element.type === 'boolean') {
    const words = op === 'known' ? 'known' : 'is'
    const options = ['true', 'false'].map((one) => ({ value: one, label: text.say(`condition.${words}-${one}`) }))
    return <Select label={label} value={String(value === true)} onChange={(next) => set(next === 'true')} options={options} />
  }
  if (element.codes) return <Codes condition={condition} element={element} catalogue={catalogue} label={label} onChange={set} />
  if (element.type === 'day') return <DayInput label={label} value={String(value)} onChange={set} today={streetToday()} />
  const put = (next: string) => {
    setTyped(next)
    set(readValue(element, next))
  }
  return (
    <TextInput label={label} value={typed} onInput={put} width={8} {...(element.type === 'integer' ? { mode: 'numeric' as const } : {})} />
  )
}

type CodesProps = {
  condition: CountCondition
  element: Element
  catalogue: CatalogueHere
  label: string
  onChange: (codes: string[]) => void
}

/** One of several codes: each chosen one can be taken away again. */
function Codes({ condition, element, catalogue, label, onChange }: CodesProps) {
  const text = useText()
  const chosen = [condition.value].flat().map(String).filter(Boolean)
  const entries = catalogue.codes(element.codes ?? '')?.entries ?? []
  const options = entries
    .filter(({ code }) => !chosen.includes(code))
    .map((entry) => ({ value: entry.code, label: entry[text.language], keys: [entry.code] }))
  return (
    <span class="codes">
      {chosen.map((code) => {
        const name = catalogue.show(element.id, code, text.language)
        return (
          <button
            key={code}
            type="button"
            class="code-chosen"
            aria-label={text.say('condition.remove', { name })}
            onClick={() => onChange(chosen.filter((one) => one !== code))}
          >
            {name} <span aria-hidden="true">×</span>
          </button>
        )
      })}
      <Combobox
        value=""
        onChange={(code) => code && onChange([...chosen, code])}
        options={options}
        label={label}
        placeholder={text.say('condition.code')}
      />
    </span>
  )
}

/** "年龄 ≥ 60、性别 为 女": a condition as one reads it. */
export function sayCondition(text: Text, catalogue: CatalogueHere, { element, op, value }: CountCondition): string {
  const name = catalogue.name(element, text.language)
  if (op === 'known') return text.say(`condition.says-known-${value !== false}`, { name })
  if (typeof value === 'boolean') return text.say(`condition.says-${value}`, { name })
  const shown = [value].flat().map((one) => catalogue.show(element, one, text.language))
  // A choice is said in words, a number compared by signs.
  const listed = op === '=' && typeof value === 'string' ? 'in' : op
  return `${name} ${text.say(`op.${listed}`)} ${shown.join(text.say('condition.or'))}`
}

export function sayConditions(text: Text, catalogue: CatalogueHere, conditions: readonly CountCondition[]): string {
  return conditions.map((condition) => sayCondition(text, catalogue, condition)).join(text.say('condition.and'))
}
