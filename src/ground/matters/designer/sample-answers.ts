/** Answers for a sample case, where nobody gave others. */
import type { StepQuestion } from '../types/type.ts'

/** The shortest answers with which a step is done; somebody else may be given on the screen. */
export function sampleAnswers(questions: readonly StepQuestion[] = [], today: string): Record<string, unknown> {
  return Object.fromEntries(questions.filter(({ required }) => required).map((question) => [question.id, sampleAnswer(question, today)]))
}

const samples: Record<StepQuestion['type'], (question: StepQuestion, today: string) => unknown> = {
  text: () => '…',
  code: ({ choices = [] }) => choices[0]?.code,
  codes: ({ choices = [] }) => choices.slice(0, 1).map(({ code }) => code),
  integer: () => '1',
  decimal: () => '1',
  boolean: () => true,
  day: (_question, today) => today,
}

function sampleAnswer(question: StepQuestion, today: string): unknown {
  return samples[question.type](question, today)
}
