/** Parts of a type as screens say them. */
import type { Condition } from '#base/condition.ts'
import type { Words } from '#ground/forms/contract.ts'
import { say } from '#ground/forms/screens/known-here.ts'
import type { Text } from '#kit/text.ts'
import { type Term, unitOf } from '../../clock/terms.ts'
import { questionNamed, stepsOf } from '../../types/check-type.ts'
import type { MatterType, Step } from '../../types/type.ts'
import type { FaultView, WhyView } from '../contract.ts'
import { placesOf } from '../places.ts'

export function sayWords(text: Text, words: Words | undefined): string {
  return say(words, text.language)
}

export function sayTerm(text: Text, term: Term): string {
  const { unit, count } = unitOf(term)
  return text.say(`matter.term.${unit}`, { n: count })
}

/** "环节“现场查看” › 时限". */
export function sayPlace(text: Text, type: MatterType, path: string): string {
  return placesOf(type, path)
    .map(({ part, name, at }) => {
      const word = text.has(`type-part.${part}`) ? text.say(`type-part.${part}`) : part
      if (name) return text.say('type-part.named', { part: word, name: sayWords(text, name) })
      return at === undefined ? word : text.say('type-part.at', { part: word, n: at })
    })
    .join(' › ')
}

/** What to do stands under the name of the fault; a condition or a shape that is not understood has one way out. */
export function sayTodo(text: Text, { say: key }: Pick<FaultView, 'say'>): string {
  const name = key.slice(key.indexOf('.') + 1)
  if (key.startsWith('type-fault.') && text.has(`type-todo.${name}`)) return text.say(`type-todo.${name}`)
  if (key.startsWith('condition.')) return text.say('type-todo.condition')
  if (key.startsWith('form-fault.')) return text.say('type-todo.form')
  return text.say('type-todo.shape')
}

export function sayWhy(text: Text, why: WhyView): string {
  const list = (words: readonly string[] | undefined, family: string) => text.list((words ?? []).map((one) => text.say(`${family}.${one}`)))
  return text.say(why.say, {
    ...why.with,
    stands: list(why.stands, 'matter.stand'),
    roles: list(why.roles, 'type-role'),
    step: why.step ? sayWords(text, why.step) : String(why.with.step ?? ''),
  })
}

/** Conditions of a step in words; those of more parts are joined. */
export function sayWhen(text: Text, type: MatterType, when: Condition): string {
  if ('element' in when) {
    const { name, values } = namedOf(text, type, when.element)
    if (when.op === 'known') return text.say('type.when-known', { name })
    const said = [when.value].flat().map((value) => {
      if (typeof value === 'boolean') return text.say(value ? 'matter.yes' : 'matter.no')
      return values.get(String(value)) ?? String(value)
    })
    return text.say(`type.when-${signs.get(when.op) ?? 'is'}`, { name, value: text.list(said) })
  }
  if ('not' in when) return text.say('type.when-not', { what: sayWhen(text, type, when.not) })
  if ('all' in when) return when.all.map((one) => sayWhen(text, type, one)).join(text.say('type.and'))
  if ('any' in when) return when.any.map((one) => sayWhen(text, type, one)).join(text.say('type.or'))
  return text.say('type.when-reckoned')
}

const signs = new Map([
  ['=', 'is'],
  ['in', 'is'],
  ['>=', 'least'],
  ['<=', 'most'],
  ['>', 'least'],
  ['<', 'most'],
])

/** A question by its name in conditions (`step.question`), with what its values are called. */
export function namedOf(text: Text, type: MatterType, name: string): { name: string; values: Map<string, string> } {
  if (name === 'category')
    return {
      name: text.say('type-part.category'),
      values: new Map(type.categories.map(({ code, label }) => [code, sayWords(text, label)])),
    }
  if (name === 'channel') return { name: text.say('matter.field.channel'), values: new Map() }
  const [id = ''] = name.split('.')
  const step = stepsOf(type).find((one) => one.step.id === id)?.step
  const question = questionNamed(type, name)
  const asked = step ? sayWords(text, step.title) : text.say('type-part.opening')
  return {
    name: question ? text.aside(sayWords(text, question.label), asked) : name,
    values: new Map((question?.choices ?? []).map((choice) => [choice.code, say(choice, text.language)])),
  }
}

export function sayWho(text: Text, { by }: Pick<Step, 'by'>): string {
  return text.say(`type-role.${by ?? 'lead'}`)
}

export function sayEdition(text: Text, edition: string): string {
  const [origin = '', version = ''] = edition.split('-')
  return text.say(`type-edition.${origin}`, { n: version })
}
