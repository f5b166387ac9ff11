/** A condition as one reads it: "住所类型 是 租赁房屋". What compares calculations is only said to depend. */
import type { Comparison, Condition } from '#base/condition.ts'
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import type { Text } from '#kit/text.ts'
import { listAsked, nameOf } from '../asked.ts'
import type { Form, Question } from '../contract.ts'
import { labelOf, showValue } from './known-here.ts'

export function sayCondition(text: Text, catalogue: CatalogueHere, form: Form, condition: Condition): string {
  if ('element' in condition) return sayComparison(text, catalogue, form, condition)
  if ('left' in condition) return text.say('forms.when-reckoned')
  if ('not' in condition) return text.say('forms.when-not', { what: sayCondition(text, catalogue, form, condition.not) })
  const list = 'all' in condition ? condition.all : condition.any
  return list.map((one) => sayCondition(text, catalogue, form, one)).join(text.say('all' in condition ? 'forms.and' : 'forms.or'))
}

function sayComparison(text: Text, catalogue: CatalogueHere, form: Form, { element, op, value }: Comparison): string {
  const question: Question = listAsked(form).find((one) => nameOf(one.question) === element)?.question ?? { element }
  const name = labelOf(question, catalogue, text.language)
  if (op === 'known') return text.say(value === false ? 'forms.op-unknown' : 'forms.op-known', { name })
  if (op === '=' && typeof value === 'boolean')
    return text.say('forms.op-yes-no', { name, value: showValue(question, value, catalogue, text.language) })
  const shown = [value].flat().map((one) => showValue(question, one, catalogue, text.language))
  return text.say(`forms.op-${opWords[op]}`, { name, value: shown.join(text.say('forms.or')) })
}

/** Text keys hold letters only. */
export const opWords: Record<Exclude<Comparison['op'], 'known'>, string> = {
  '=': 'is',
  in: 'is',
  '>=': 'at-least',
  '<=': 'at-most',
  '>': 'more',
  '<': 'less',
}
