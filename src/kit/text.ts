/**
 * Finding words: flat keys, one language at a time, `{name}` filled in. Each screen brings its own words; what it lacks is looked for in
 * the layer above (the shell's, then the kit's). Pure, so that the public board can be rendered on the server with the same function.
 */

export type Language = 'zh' | 'en'
/** Flat keys to sentences. `key#one` is the form for `{ n: 1 }` in languages that need it. */
export type Words = Record<string, string>
export type Fill = Record<string, string | number>

export type DayStyle = 'long' | 'short' | 'weekday' | 'month'

export type Text = {
  language: Language
  /** BCP 47 tag for `lang` attributes and Intl. */
  locale: string
  /** The sentence of a key, filled. An unknown key is shown as itself, so that it is seen and mended. */
  say: (key: string, fill?: Fill) => string
  has: (key: string) => boolean
  /** Grouped, with at most `digits` decimals (default 2). */
  number: (value: number, digits?: number) => string
  /** Share of 1 as a whole percentage, rounded towards the middle: never 0% or 100% unless it is. */
  percent: (share: number) => string
  /** A civil day `YYYY-MM-DD` (or month `YYYY-MM`). What is not a day is returned as it is. */
  day: (civil: string, style?: DayStyle) => string
  /** An instant in the street's zone. */
  moment: (instant: string | Date, style?: 'long' | 'short') => string
  /** How long ago or how soon, in the largest fitting unit. */
  since: (instant: string | Date, now: Date) => string
  bytes: (size: number) => string
  /** Several words or names, one after the other. */
  list: (words: readonly string[]) => string
  /** A name and what is said beside it. */
  aside: (name: string, said: string) => string
}

export type TextSetting = {
  language: Language
  words: Words
  /** Where a key is looked for next. */
  above?: Text
  /** IANA zone of the street. */
  zone?: string
}

const locales: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' }
export const streetZone = 'Asia/Shanghai'

export function makeText({ language, words, above, zone = streetZone }: TextSetting): Text {
  const locale = locales[language]
  const find = (key: string, fill: Fill | undefined): string | undefined => {
    const single = fill?.n === 1 ? words[`${key}#one`] : undefined
    return single ?? words[key]
  }
  const say = (key: string, fill?: Fill): string => {
    const sentence = find(key, fill)
    if (sentence === undefined) return above ? above.say(key, fill) : key
    return fill ? fillIn(sentence, fill, locale) : sentence
  }
  return {
    language,
    locale,
    say,
    has: (key) => key in words || (above?.has(key) ?? false),
    number: (value, digits = 2) => numberFormat(locale, digits).format(value),
    percent: (share) => percentOf(share, locale),
    day: (civil, style = 'long') => formatDay(civil, style, locale),
    moment: (instant, style = 'long') => momentFormat(locale, style, zone).format(new Date(instant)),
    since: (instant, now) => formatSince(new Date(instant), now, locale),
    bytes: (size) => formatBytes(size, locale),
    aside: (name, said) => (language === 'zh' ? `${name}（${said}）` : `${name} (${said})`),
    list: (words) => words.join(language === 'zh' ? '、' : ', '),
  }
}

/** Fill `{name}` places; numbers are grouped by the language's custom. A place without a value stays visible. */
export function fillIn(sentence: string, fill: Fill, locale: string): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = fill[name]
    if (value === undefined) return place
    return typeof value === 'number' ? numberFormat(locale, 2).format(value) : value
  })
}

// Intl formatters cost milliseconds to make and microseconds to use.
const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

function kept<T extends Intl.NumberFormat | Intl.DateTimeFormat>(name: string, make: () => T): T {
  const found = formats.get(name) as T | undefined
  if (found) return found
  const made = make()
  formats.set(name, made)
  return made
}

function numberFormat(locale: string, digits: number): Intl.NumberFormat {
  return kept(`n${locale}${digits}`, () => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }))
}

function percentOf(share: number, locale: string): string {
  const whole = Math.round(share * 100)
  const honest = share > 0 && whole === 0 ? 1 : share < 1 && whole === 100 ? 99 : whole
  return kept(`p${locale}`, () => new Intl.NumberFormat(locale, { style: 'percent' })).format(honest / 100)
}

const dayStyles: Record<DayStyle, Intl.DateTimeFormatOptions> = {
  long: { year: 'numeric', month: 'long', day: 'numeric' },
  short: { year: 'numeric', month: '2-digit', day: '2-digit' },
  weekday: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' },
  month: { year: 'numeric', month: 'long' },
}

function formatDay(civil: string, style: DayStyle, locale: string): string {
  const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(civil)
  if (!parts) return civil
  // Lists align best with the international order, which both languages read.
  if (style === 'short') return civil
  const shape = parts[3] === undefined ? 'month' : style
  const date = new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3] ?? 1)))
  const said = kept(`d${locale}${shape}`, () => new Intl.DateTimeFormat(locale, { ...dayStyles[shape], timeZone: 'UTC' })).format(date)
  return said.replace('日周', '日 周')
}

function momentFormat(locale: string, style: 'long' | 'short', zone: string): Intl.DateTimeFormat {
  const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }
  const day: Intl.DateTimeFormatOptions = style === 'long' ? dayStyles.long : { month: 'short', day: 'numeric' }
  return kept(`m${locale}${style}${zone}`, () => new Intl.DateTimeFormat(locale, { ...day, ...time }))
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86400],
  ['month', 30 * 86400],
  ['day', 86400],
  ['hour', 3600],
  ['minute', 60],
]

function formatSince(instant: Date, now: Date, locale: string): string {
  const seconds = (instant.getTime() - now.getTime()) / 1000
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit)
  }
  return relative.format(0, 'minute')
}

function formatBytes(size: number, locale: string): string {
  if (size < 1000) return `${numberFormat(locale, 0).format(size)} B`
  if (size < 1_000_000) return `${numberFormat(locale, 0).format(size / 1000)} kB`
  return `${numberFormat(locale, 1).format(size / 1_000_000)} MB`
}

/** The language to start with: the reader's own choice, else the first of the browser's languages we speak, else Chinese. */
export function chooseLanguage(stored: string | null, wished: readonly string[]): Language {
  if (stored === 'zh' || stored === 'en') return stored
  for (const tag of wished) {
    const short = tag.slice(0, 2).toLowerCase()
    if (short === 'zh' || short === 'en') return short
  }
  return 'zh'
}
