/** Changing a draft of a form. Pure: each change gives a new draft. */
import type { Form, FormSection, Question } from '../contract.ts'

export function changeSection(form: Form, at: number, change: Partial<FormSection>): Form {
  return { ...form, sections: form.sections.map((section, index) => (index === at ? { ...section, ...change } : section)) }
}

export function changeQuestion(form: Form, at: number, index: number, question: Question): Form {
  const questions = form.sections[at]!.questions.map((one, place) => (place === index ? question : one))
  return changeSection(form, at, { questions })
}

export function removeQuestion(form: Form, at: number, index: number): Form {
  return changeSection(form, at, { questions: form.sections[at]!.questions.filter((_, place) => place !== index) })
}

export function addQuestion(form: Form, at: number, question: Question): Form {
  return changeSection(form, at, { questions: [...form.sections[at]!.questions, question] })
}

/** Up or down by one; over the edge of a part into the one beside it, as long as both ask the same people. */
export function moveQuestion(form: Form, at: number, index: number, by: -1 | 1): Form {
  const from = form.sections[at]!
  const question = from.questions[index]!
  const next = index + by
  if (next >= 0 && next < from.questions.length) {
    const questions = [...from.questions]
    questions[index] = questions[next]!
    questions[next] = question
    return changeSection(form, at, { questions })
  }
  const beside = form.sections[at + by]
  if (!beside || beside.each !== from.each) return form
  const without = removeQuestion(form, at, index)
  const questions = by === 1 ? [question, ...beside.questions] : [...beside.questions, question]
  return changeSection(without, at + by, { questions })
}

export function addSection(form: Form, title: FormSection['title']): Form {
  const ids = new Set(form.sections.map((section) => section.id))
  let number = form.sections.length + 1
  while (ids.has(`part-${number}`)) number += 1
  return { ...form, sections: [...form.sections, { id: `part-${number}`, title, questions: [] }] }
}

/** A name for a question of the form's own that no other has. */
export function freeName(form: Form, stem = 'own'): string {
  const names = new Set(
    form.sections.flatMap((section) => section.questions.flatMap((question) => ('local' in question ? [question.local] : []))),
  )
  let number = 1
  while (names.has(`${stem}-${number}`)) number += 1
  return `${stem}-${number}`
}

/** An id for a form of the street's own, that no other street or day gives. */
export function newFormId(now: number, random: number): string {
  return `own-${now.toString(36)}${Math.floor(random * 1296).toString(36)}`
}

/** Without what says nothing: empty conditions and bases are left out. */
export function tidy(question: Question): Question {
  const { relevance, basis, required, ...rest } = question
  return {
    ...rest,
    ...(required ? { required } : {}),
    ...(relevance ? { relevance } : {}),
    ...(basis && basis.zh.trim() !== '' ? { basis } : {}),
  } as Question
}
