/** Where the questions of a form stand, and what may be said of each: names, types and places, from form and catalogue alone. */
import { namesIn, namesOf } from '#base/condition.ts'
import type { Names, Typed, ValueType } from '#base/condition-check.ts'
import type { Catalogue } from '#ground/facts/catalogue.ts'
import type { Element } from '#ground/facts/contract.ts'
import { countRules } from '#ground/facts/derive-counts.ts'
import type { Form, FormSection, LocalType, PartKind, Question } from './contract.ts'

/** What a form needs of the catalogue; in the browser it is what the desk holds of it. */
export type Known = Pick<Catalogue, 'elements' | 'codeLists'>

export function nameOf(question: Question): string {
  return 'element' in question ? question.element : question.local
}

/** Kinds whose elements a form can ask, outside its repeated sections. */
export const reach: Record<PartKind, readonly PartKind[]> = {
  person: ['person', 'dwelling', 'household'],
  household: ['household', 'dwelling'],
  dwelling: ['dwelling', 'household'],
  premises: ['premises'],
  estate: ['estate'],
}

export function kindOf(element: string): string {
  return element.slice(0, element.indexOf('.'))
}

export function isProtected(element: Element | undefined): boolean {
  return element?.sensitivity === 'sensitive' || element?.sensitivity === 'forbidden'
}

function isCounted(rule: string): boolean {
  return rule in countRules || rule === 'region-grid' || rule === 'has-tie'
}

const elementTypes: Record<Element['type'], ValueType> = {
  text: 'text',
  name: 'text',
  address: 'text',
  region: 'text',
  uscc: 'text',
  'id-number': 'sealed',
  phone: 'sealed',
  code: 'code',
  codes: 'codes',
  day: 'day',
  month: 'month',
  year: 'year',
  integer: 'number',
  decimal: 'number',
  boolean: 'boolean',
  tie: 'thing',
}

export const localTypes: Record<LocalType, ValueType> = {
  text: 'text',
  code: 'code',
  codes: 'codes',
  integer: 'number',
  decimal: 'number',
  boolean: 'boolean',
  day: 'day',
}

export type Asked = { question: Question; section: FormSection }

export function listAsked(form: Form): Asked[] {
  return form.sections.flatMap((section) => section.questions.map((question) => ({ question, section })))
}

/** The names that conditions may speak of: in a repeated section those of one member, and everything around her. */
export function namesFor(form: Form, known: Known, inside: boolean): Names {
  const asked = listAsked(form)
  const locals = (each: boolean) =>
    new Map(
      asked.flatMap(({ question, section }) =>
        'local' in question && (section.each !== undefined) === each ? [[question.local, question]] : [],
      ),
    )
  const [outer, inner] = [locals(false), locals(true)]
  const names: Names = {
    find: (name) => {
      const local = (inside ? inner.get(name) : undefined) ?? outer.get(name)
      if (local) return typedLocal(local)
      const element = known.elements.get(name)
      // What only a count over others could say is not known of one subject at hand.
      if (!element || (element.derived && isCounted(element.derived.rule))) return undefined
      const here = reach[form.subject].includes(kindOf(name) as PartKind) || (inside && kindOf(name) === 'person')
      if (!here) return undefined
      // What is protected is not looked at in passing: it must be asked here, under its basis.
      const isAsked = asked.some(({ question }) => nameOf(question) === name)
      return isProtected(element) && !isAsked ? undefined : typedElement(element, known)
    },
    group: (name) => (name === 'members' && hasMembers(form) ? namesFor(form, known, true) : undefined),
  }
  return names
}

export function hasMembers(form: Form): boolean {
  return form.sections.some((section) => section.each !== undefined)
}

function typedElement(element: Element, known: Known): Typed {
  const list = element.codes ? known.codeLists.get(element.codes) : undefined
  const type = elementTypes[element.type]
  return list ? { type, codes: new Set(list.entries.map((entry) => entry.code)) } : { type }
}

function typedLocal({ type, choices }: { type: LocalType; choices?: { code: string }[] }): Typed {
  return choices ? { type: localTypes[type], codes: new Set(choices.map((one) => one.code)) } : { type: localTypes[type] }
}

/** Elements that the form asks, and those its conditions and calculations speak of. */
export function elementsRead(form: Form): { asked: string[]; spoken: string[] } {
  const asked = listAsked(form)
  const conditions = [
    ...form.sections.flatMap((section) => section.relevance ?? []),
    ...asked.flatMap(({ question }) => [
      ...(question.relevance ? [question.relevance] : []),
      ...(question.checks ?? []).map((check) => check.holds),
    ]),
  ]
  const reckoned = asked.flatMap(({ question }) => ('local' in question && question.calculation ? namesOf(question.calculation) : []))
  const isElement = (name: string) => name.includes('.')
  return {
    asked: [...new Set(asked.map(({ question }) => nameOf(question)).filter(isElement))],
    spoken: [...new Set([...conditions.flatMap(namesIn), ...reckoned].filter(isElement))],
  }
}
