/** The catalogue in the browser: asked once, kept for all screens of this visit. */
import { useEffect, useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { type Refusal, refusalOf } from '#kit/refusal.ts'
import { type Language, makeText, type Text } from '#kit/text.ts'
import { type CodeList, type Element, type FactValue, listElements } from '../contract.ts'

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
      if (value === null || value === undefined) return ''
      if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no'
      if (Array.isArray(value))
        return value.map((code) => codeName(element?.codes, String(code), language)).join(language === 'zh' ? '、' : ', ')
      if (typeof value === 'object') return (value as { from?: string }).from ?? ''
      if (element?.type === 'code') return codeName(element.codes, String(value), language)
      return element ? showPlain(element, value as FactValue, makeText({ language, words: {} })) : String(value as FactValue)
    },
  }
}

/** Days as they are said, numbers with their unit. */
function showPlain({ id, type, unit }: Element, value: FactValue, text: Text): string {
  if (type === 'day' || type === 'month') return text.day(String(value))
  if (typeof value !== 'number') return String(value)
  const number = type === 'year' ? String(value) : text.number(value, 6)
  const said = id.endsWith('.age') ? ages[text.language] : unit && units[text.language][unit]
  return said ? `${number}${said}` : number
}

const ages: Record<Language, string> = { zh: '岁', en: '' }

/** Units of the catalogue as people write them; those that are only counted (persons, doors) say nothing their name does not. */
const units: Record<Language, Record<string, string>> = {
  zh: {
    '%': '%',
    CNY: ' 元',
    CNY10k: ' 万元',
    'CNY/m2': ' 元/平方米',
    Cel: ' ℃',
    cm: ' 厘米',
    deg: '°',
    hours: ' 小时',
    kWh: ' 千瓦时',
    kg: ' 公斤',
    'kg/m2': ' 公斤/平方米',
    km2: ' 平方公里',
    m: ' 米',
    m2: ' 平方米',
    'mmol/L': ' mmol/L',
    months: ' 个月',
    mu: ' 亩',
    years: ' 年',
  },
  en: {
    '%': '%',
    CNY: ' yuan',
    CNY10k: ' ×10,000 yuan',
    'CNY/m2': ' yuan/m²',
    Cel: ' °C',
    cm: ' cm',
    deg: '°',
    hours: ' h',
    kWh: ' kWh',
    kg: ' kg',
    'kg/m2': ' kg/m²',
    km2: ' km²',
    m: ' m',
    m2: ' m²',
    'mmol/L': ' mmol/L',
    months: ' months',
    mu: ' mu',
    years: ' years',
  },
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
