/** A value as people read it. */
import { type Language, makeText, type Text } from '#kit/text.ts'

/** What has to be known of an element to show its value. */
export type Shown = { id: string; type: string; unit?: string }

export function showValue(element: Shown, value: unknown, language: Language, nameOfCode: (code: string) => string): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.map((code) => nameOfCode(String(code))).join(language === 'zh' ? '、' : ', ')
  if (typeof value === 'object') return (value as { from?: string }).from ?? ''
  if (element.type === 'code') return nameOfCode(String(value))
  return showPlain(element, value, makeText({ language, words: {} }))
}

/** Days as they are said, numbers with their unit. */
function showPlain({ id, type, unit }: Shown, value: unknown, text: Text): string {
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
