/** Which purposes need an assessment of their impact before they are put in force (个人信息保护法 55), and whether one speaks of them as they stand. Pure. */
import type { Element } from '#ground/facts/contract.ts'
import type { Purpose } from '../contract.ts'
import { coveredElements, isProtected } from '../rules.ts'

export type Subject = { elements: string[]; recipients: string[]; automated: boolean; published: boolean }

/** What of a purpose is assessed: what is protected of what it covers, who gets it, whether a machine decides by it, whether it is published. */
export function subjectOf(purpose: Purpose, elements: ReadonlyMap<string, Element>): Subject {
  const covered = coveredElements(purpose, elements).filter(isProtected)
  return {
    elements: covered.map(({ id }) => id),
    recipients: purpose.recipients.map(({ zh }) => zh.trim()),
    automated: purpose.automated ?? false,
    published: purpose.published ?? false,
  }
}

/** Art. 55 (1) sensitive information, (2) automated decisions, (3) publishing. That others get it counts where one of these holds. */
export function needsAssessment({ elements, automated, published }: Subject): boolean {
  return elements.length > 0 || automated || published
}

/** One assessment speaks of all of it: what was added since, an element or a recipient, is assessed anew. */
export function isAssessed(subject: Subject, assessed: readonly Subject[]): boolean {
  return assessed.some(
    (one) =>
      subject.elements.every((element) => one.elements.includes(element)) &&
      subject.recipients.every((recipient) => one.recipients.includes(recipient)) &&
      (!subject.automated || one.automated) &&
      (!subject.published || one.published),
  )
}
