/** The catalogue in the browser: asked once, kept for all screens of this visit. */
import { useEffect, useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { type Refusal, refusalOf } from '#kit/refusal.ts'
import type { Language } from '#kit/text.ts'
import { type CodeList, type Element, listElements } from '../contract.ts'
import { showValue } from './show-value.ts'

export type CatalogueHere = {
  element: (id: string) => (Element & { origin: 'shipped' | 'street' }) | undefined
  elements: readonly (Element & { origin: 'shipped' | 'street' })[]
  codes: (list: string) => CodeList | undefined
  /** Name of an element in the reader's language; its id when it was retired. */
  name: (id: string, language: Language) => string
  /** A value as people read it. */
  show: (id: string, value: unknown, language: Language) => string
}

let kept: Promise<CatalogueHere> | undefined

async function fetchCatalogue(): Promise<CatalogueHere> {
  const { data } = await call(listElements, {})
  const byId = new Map(data.elements.map((element) => [element.id, element]))
  const lists = new Map(data.codes.map((list) => [list.id, list]))
  const codeName = (list: string | undefined, code: string, language: Language) =>
    (list && lists.get(list)?.entries.find((entry) => entry.code === code)?.[language]) || code
  return {
    element: (id) => byId.get(id),
    elements: data.elements,
    codes: (list) => lists.get(list),
    name: (id, language) => byId.get(id)?.label[language] ?? id,
    show: (id, value, language) => {
      const element = byId.get(id)
      return showValue(element ?? { id, type: 'text' }, value, language, (code) => codeName(element?.codes, code, language))
    },
  }
}

/** Undefined until it is here. Without it a screen can say nothing: a failure is thrown to the boundary around the screen, which offers another try. */
export function useCatalogue(): CatalogueHere | undefined {
  const [here, setHere] = useState<CatalogueHere>()
  const [failed, setFailed] = useState<Refusal>()
  useEffect(() => {
    kept ??= fetchCatalogue()
    kept.then(setHere, (thrown: unknown) => {
      kept = undefined
      setFailed(refusalOf(thrown))
    })
  }, [])
  if (failed) throw failed
  return here
}

/** Ask anew after the catalogue was changed. */
export function forgetCatalogue(): void {
  kept = undefined
}
