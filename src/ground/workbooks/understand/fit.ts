import { type Catalogue, codeOf } from '#ground/facts/catalogue.ts'
import type { Element } from '#ground/facts/contract.ts'
import type { Profile } from './samples.ts'

/** −1 the cells speak against this element, 0 they say nothing, 1 they speak for it. */
export type Fit = -1 | 0 | 1

/** Whether what stands in the cells can be values of the element. Few cells say nothing against. */
export function fitOf(catalogue: Catalogue, element: Element, profile: Profile, options: string[]): Fit {
  if (options.length > 0 && profile.filled === 0) return optionsFit(catalogue, element, options)
  if (profile.filled === 0) return 0
  const share = shareFor(catalogue, element, profile)
  if (share === undefined) return contraryOfText(profile)
  if (share >= 0.5) return 1
  return share < 0.2 && profile.filled >= 3 ? -1 : 0
}

/** The cells (or the printed answers) are, nearly all, words of the element's own code list, not those of every question. */
export function codesSpeak(catalogue: Catalogue, element: Element, profile: Profile, options: string[]): boolean {
  if (element.type !== 'code' && element.type !== 'codes') return false
  const texts = (profile.filled > 0 ? profile.texts : options).filter((text) => !anyAnswer.test(text))
  return texts.length >= 2 && codeHits(catalogue, element, texts) >= 0.8
}

const anyAnswer = /^(是|否|有|无|其他|其它|一般|正常|不详|未知|\d+|已.{1,2}|未.{1,2})$/u

function optionsFit(catalogue: Catalogue, element: Element, options: string[]): Fit {
  if (element.type === 'boolean') return options.every((option) => /^(是|否|有|无|已|未)/u.test(option)) ? 1 : 0
  if (element.type !== 'code' && element.type !== 'codes') return 0
  const hits = codeHits(catalogue, element, options)
  return hits >= 0.5 ? 1 : hits === 0 ? -1 : 0
}

function codeHits(catalogue: Catalogue, element: Element, texts: string[]): number {
  const list = element.codes === undefined ? undefined : catalogue.codeLists.get(element.codes)
  if (!list || texts.length === 0) return 0
  return texts.filter((text) => codeOf(list, text) !== undefined).length / texts.length
}

/** The share of cells that look like the element's type; nothing for types that any text may be. */
function shareFor(catalogue: Catalogue, element: Element, profile: Profile): number | undefined {
  switch (element.type) {
    case 'id-number':
      return profile.idNumbers
    case 'phone':
      return profile.phones
    case 'name':
      return profile.names
    case 'day':
    case 'month':
    case 'year':
      return profile.dates
    case 'integer':
    case 'decimal':
      return profile.idNumbers + profile.phones > 0.5 ? 0 : profile.numbers
    case 'boolean':
      return profile.answers
    case 'uscc':
      return profile.codes18
    case 'code':
    case 'codes':
      return codeHits(catalogue, element, profile.texts)
    case 'address':
      return profile.addresses
    default:
      return undefined
  }
}

/** Free text is contradicted only where every cell is plainly something else. */
function contraryOfText(profile: Profile): Fit {
  return profile.filled >= 3 && profile.phones > 0.8 && profile.numbers > 0.5 ? -1 : 0
}
