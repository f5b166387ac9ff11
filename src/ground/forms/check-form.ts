/** Whether a form makes sense by itself and over the catalogue. Each fault names its place and says what to do; a sound form can be played. */
import { type Condition, namesIn, namesOf } from '#base/condition.ts'
import { checkExpression, conditionFaults, type Fault, type Names } from '#base/condition-check.ts'
import { isHarmless } from '#ground/facts/infer.ts'
import { isProtected, type Known, kindOf, listAsked, localTypes, nameOf, namesFor, reach } from './asked.ts'
import type { ElementQuestion, Form, FormSection, LocalQuestion, PartKind, Question, Words } from './contract.ts'

/** `path` is a JSON pointer into the form. */
export type FormFault = Fault & { path: string }

/** More than a clerk could ask at one sitting. */
const MOST_QUESTIONS = 200

export function formFaults(form: Form, known: Known): FormFault[] {
  const count = listAsked(form).length
  const whole: FormFault[] = [
    ...(count === 0 ? [{ path: '/sections', say: 'form-fault.no-question' }] : []),
    ...(count > MOST_QUESTIONS ? [{ path: '/sections', say: 'form-fault.too-many', with: { most: MOST_QUESTIONS } }] : []),
    ...(form.basis.length === 0 ? [{ path: '/basis', say: 'form-fault.no-basis' }] : []),
  ]
  const named: [string, Words][] = [
    ['/title', form.title],
    ['/purpose', form.purpose],
    ['/recipients', form.recipients],
    ['/notice', form.notice],
    ...form.basis.map((basis, at): [string, Words] => [`/basis/${at}`, basis]),
  ]
  const faults = [
    ...whole,
    ...named.flatMap(([path, words]) => wordFaults(words, path)),
    ...repeatedSections(form),
    ...form.sections.flatMap((section, at) => sectionFaults(form, known, section, `/sections/${at}`)),
  ]
  // Conditions without shape lead nowhere that could be followed.
  return faults.length > 0 ? faults : cycleFaults(form, known)
}

/** Chinese is needed; where English is missing the Chinese is shown. */
function wordFaults(words: Words, path: string): FormFault[] {
  return words.zh.trim() === '' ? [{ path, say: 'form-fault.empty' }] : []
}

function repeatedSections({ sections }: Form): FormFault[] {
  const ids = sections.map((section) => section.id)
  return ids.flatMap((id, at) =>
    ids.indexOf(id) === at ? [] : [{ path: `/sections/${at}/id`, say: 'form-fault.section-twice', with: { name: id } }],
  )
}

function sectionFaults(form: Form, known: Known, section: FormSection, path: string): FormFault[] {
  const names = namesFor(form, known, section.each !== undefined)
  const outer = namesFor(form, known, false)
  const door = form.subject === 'household' || form.subject === 'dwelling'
  return [
    ...wordFaults(section.title, `${path}/title`),
    ...(section.each && !door ? [{ path: `${path}/each`, say: 'form-fault.no-members' }] : []),
    ...(section.relevance ? at(`${path}/relevance`, conditionFaults(section.relevance, outer)) : []),
    ...section.questions.flatMap((question, index) => questionFaults(form, known, section, question, names, `${path}/questions/${index}`)),
  ]
}

function at(path: string, faults: Fault[]): FormFault[] {
  return faults.map((fault) => ({ ...fault, path }))
}

function questionFaults(form: Form, known: Known, section: FormSection, question: Question, names: Names, path: string): FormFault[] {
  const name = nameOf(question)
  const first = listAsked(form).find((one) => nameOf(one.question) === name && (one.section.each ?? '') === (section.each ?? ''))
  const twice = first?.question !== question
  return [
    ...(twice ? [{ path, say: 'form-fault.asked-twice', with: { name } }] : []),
    ...('element' in question ? elementFaults(form, known, section, question, path) : localFaults(question, names, path)),
    ...(question.relevance ? at(`${path}/relevance`, conditionFaults(question.relevance, names)) : []),
    ...(question.checks ?? []).flatMap((check, index) => [
      ...at(`${path}/checks/${index}`, conditionFaults(check.holds, names)),
      ...wordFaults(check.say, `${path}/checks/${index}`),
    ]),
  ]
}

function elementFaults(form: Form, known: Known, section: FormSection, question: ElementQuestion, path: string): FormFault[] {
  const element = known.elements.get(question.element)
  const filled = { name: element?.label.zh ?? question.element }
  if (!element) return [{ path, say: 'form-fault.element-unknown', with: filled }]
  const kinds: readonly PartKind[] = section.each ? ['person'] : reach[form.subject]
  const faults: FormFault[] = []
  const expect = (holds: boolean, say: string) => {
    if (!holds) faults.push({ path, say, with: filled })
  }
  expect(kinds.includes(kindOf(element.id) as PartKind), 'form-fault.element-elsewhere')
  expect(!element.derived, 'form-fault.element-derived')
  expect(element.type !== 'tie', 'form-fault.element-tie')
  expect(!isProtected(element) || (question.basis?.zh ?? '').trim() !== '', 'form-fault.protected-basis')
  expect(!isProtected(element) || !question.required, 'form-fault.protected-required')
  return faults
}

function localFaults(question: LocalQuestion, names: Names, path: string): FormFault[] {
  const filled = { name: question.label.zh || question.local }
  const coded = question.type === 'code' || question.type === 'codes'
  const codes = (question.choices ?? []).map((choice) => choice.code)
  const faults: FormFault[] = wordFaults(question.label, `${path}/label`)
  const expect = (holds: boolean, say: string) => {
    if (!holds) faults.push({ path, say, with: filled })
  }
  expect(coded === codes.length > 0, 'form-fault.choices')
  expect(new Set(codes).size === codes.length && !codes.includes(''), 'form-fault.choice-twice')
  expect(
    (question.choices ?? []).every((choice) => choice.zh.trim() !== ''),
    'form-fault.choice-empty',
  )
  if (!question.calculation) return faults
  const checked = checkExpression(question.calculation, names)
  expect(!question.required, 'form-fault.calculated-required')
  expect(checked.faults.length > 0 || checked.type === localTypes[question.type], 'form-fault.calculated-type')
  return [...faults, ...at(`${path}/calculation`, checked.faults)]
}

/** A question that is asked only if its own answer says so, directly or by way of others, would never be asked. */
function cycleFaults(form: Form, known: Known): FormFault[] {
  const needs = new Map<string, string[]>()
  for (const { question, section } of listAsked(form)) {
    const conditions = [section.relevance, question.relevance].filter((one): one is Condition => one !== undefined)
    const reckoned = 'local' in question && question.calculation ? namesOf(question.calculation) : []
    needs.set(nameOf(question), [...(needs.get(nameOf(question)) ?? []), ...conditions.flatMap(namesIn), ...reckoned])
  }
  /** What is not asked here may follow from what is; what is asked follows from an identity number at most. */
  const before = (name: string): string[] => {
    const element = known.elements.get(name)
    const how = element?.derived ?? element?.inferred
    const follows = how && (!needs.has(name) || isHarmless(how.rule)) ? how.from : []
    return [...(needs.get(name) ?? []), ...follows]
  }
  const reaches = (from: string, to: string, seen: Set<string>): boolean =>
    before(from).some((next) => {
      if (next === to) return true
      if (seen.has(next)) return false
      seen.add(next)
      return reaches(next, to, seen)
    })
  return form.sections.flatMap((section, place) =>
    section.questions.flatMap((question, index) => {
      const name = nameOf(question)
      return reaches(name, name, new Set())
        ? [{ path: `/sections/${place}/questions/${index}`, say: 'form-fault.cycle', with: { name } }]
        : []
    }),
  )
}
