/** Inputs drawn from the schemas of contracts: right ones at random, and wrong ones for every field. */
import fc from 'fast-check'

export type Schema = {
  type?: string
  format?: string
  pattern?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  items?: Schema | Schema[]
  properties?: Record<string, Schema>
  patternProperties?: Record<string, Schema>
  required?: string[]
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  maxProperties?: number
}

/** Texts as people and attackers type them; none of them is wrong by itself. */
export const awkward = [
  '王芳',
  '𠮷野䶮',
  '㛃𬭎〇龘',
  '葛\u{e0100}城',
  "O'Brien; drop table log; --",
  '<script>alert(1)</script>',
  '=1+1|cmd',
  '%_\\%',
  '{{7*7}}',
  '../../etc/passwd',
  'a\tb\nc',
  ' ',
  '１２３',
  'constructor',
  '__proto__',
  '2026-02-30',
  '00000000-0000-0000-0000-000000000000',
  '👩‍👩‍👧‍👦',
]

/** Texts that no field may hold: they cannot be stored, or make a line read otherwise than it is. */
export const unfit = ['a\u0000b', 'a\ud800b', '\udc00', 'a\u0007b', 'a\u001bb', 'a\u0085b', 'a\u202eb', '\u2066a']

/** @param known ids and other values that mean something in the house, by the name of the field */
export function arbitraryOf(
  schema: Schema,
  known: (field: string) => fc.Arbitrary<unknown> | undefined,
  field = '',
): fc.Arbitrary<unknown> {
  const own = known(field)
  const any = drawn(schema, known, field)
  return own ? fc.oneof({ weight: 3, arbitrary: own }, { weight: 1, arbitrary: any }) : any
}

function drawn(schema: Schema, known: (field: string) => fc.Arbitrary<unknown> | undefined, field: string): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((choice) => arbitraryOf(choice, known, field)))
  const draw = byType.get(schema.type ?? '')
  return draw ? draw(schema, known, field) : fc.jsonValue({ maxDepth: 3 }).filter(isStorable)
}

const byType = new Map<
  string,
  (schema: Schema, known: (field: string) => fc.Arbitrary<unknown> | undefined, field: string) => fc.Arbitrary<unknown>
>([
  ['boolean', () => fc.boolean()],
  ['null', () => fc.constant(null)],
  ['integer', ({ minimum = -2_147_483_647, maximum = 2_147_483_647 }) => fc.integer({ min: minimum, max: maximum })],
  ['number', ({ minimum = -1e15, maximum = 1e15 }) => fc.double({ min: minimum, max: maximum, noNaN: true })],
  ['string', textOf],
  ['array', listOf],
  ['object', objectOf],
])

function textOf({ format, pattern, minLength = 0, maxLength = 200 }: Schema): fc.Arbitrary<unknown> {
  if (format === 'uuid') return fc.uuid()
  if (format === 'date')
    return fc
      .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10))
  if (format === 'date-time')
    return fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((moment) => moment.toISOString())
  const fits = (text: string) => text.length >= minLength && text.length <= maxLength
  if (pattern) return fc.stringMatching(new RegExp(pattern)).filter(fits)
  const typed = fc.oneof(
    fc.constantFrom(...awkward),
    fc.string({ unit: 'binary', minLength, maxLength }),
    fc.stringMatching(/^[一-龥]{1,8}$/),
  )
  return typed.map((text) => text.slice(0, maxLength)).filter((text) => text.length >= minLength && isStorable(text))
}

function listOf(
  { items = {}, minItems = 0, maxItems = 4 }: Schema,
  known: Parameters<typeof arbitraryOf>[1],
  field: string,
): fc.Arbitrary<unknown> {
  if (Array.isArray(items)) return fc.tuple(...items.map((item) => arbitraryOf(item, known, field)))
  return fc.array(arbitraryOf(items, known, field), { minLength: minItems, maxLength: Math.min(maxItems, Math.max(minItems, 4)) })
}

function objectOf(schema: Schema, known: Parameters<typeof arbitraryOf>[1], field: string): fc.Arbitrary<unknown> {
  if (schema.patternProperties) {
    const [inner = {}] = Object.values(schema.patternProperties)
    const key = (known(`${field} key`) as fc.Arbitrary<string> | undefined) ?? fc.stringMatching(/^[a-z]{1,8}$/)
    return fc.dictionary(key, arbitraryOf(inner, known, `${field} value`), { minKeys: 1, maxKeys: 4, noNullPrototype: true })
  }
  if (!schema.properties || Object.keys(schema.properties).length === 0)
    return fc.dictionary(fc.constantFrom('a', 'id', 'op'), fc.jsonValue().filter(isStorable))
  const required = schema.required ?? []
  return fc.record(Object.fromEntries(Object.entries(schema.properties).map(([name, inner]) => [name, arbitraryOf(inner, known, name)])), {
    requiredKeys: required,
    noNullPrototype: true,
  } as never)
}

function isStorable(value: unknown): boolean {
  return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\\u(00[01]|d[89a-f])|\p{Cs}/u.test(
    JSON.stringify(value),
  )
}

/** Each field meets two of the unfit texts, all fields together meet all of them many times. */
let turn = 0

function nextUnfit(): string {
  turn += 1
  return unfit[turn % unfit.length]!
}

export type Wrong = { path: (string | number)[]; value: unknown; why: string }

/** For every field of the schema, at any depth, values it must refuse. */
export function wrongsOf(schema: Schema, path: (string | number)[] = []): Wrong[] {
  const wrong = (values: unknown[], why: string): Wrong[] => values.map((value) => ({ path, value, why }))
  if (schema.anyOf || schema.enum || schema.const !== undefined) return wrong([{}, [], 3.5, 'nobody said this', '\u0000'], 'choice')
  if (schema.type === 'boolean') return wrong(['yes', 0, null, [], {}], 'boolean')
  if (schema.type === 'integer' || schema.type === 'number') return wrongNumbers(schema, wrong)
  if (schema.type === 'string') return wrongTexts(schema, wrong)
  if (schema.type === 'array') {
    const items = Array.isArray(schema.items) ? schema.items : schema.items ? [schema.items] : []
    const many = schema.maxItems !== undefined && schema.maxItems <= 2000 ? [Array.from({ length: schema.maxItems + 1 }, () => null)] : []
    return [
      ...wrong([null, {}, 'x', 1, { length: 1 }, ...many, ...((schema.minItems ?? 0) > 0 ? [[]] : [])], 'list'),
      ...items.flatMap((item, at) => wrongsOf(item, [...path, at])),
    ]
  }
  if (schema.type !== 'object') return wrong(unfit, 'text')
  return [
    ...(path.length > 0 ? wrong([[], 'x', 1, null], 'object') : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => wrongsOf(inner, [...path, name])),
    ...(schema.properties && Object.keys(schema.properties).length > 0 ? [{ path: [...path, 'surprise'], value: 1, why: 'unknown' }] : []),
    ...(schema.patternProperties ? unfit.map((value) => ({ path: [...path, 'k'], value, why: 'text' })) : []),
    ...(schema.required ?? []).map((name) => ({ path: [...path, name], value: undefined, why: 'missing' })),
  ]
}

function wrongNumbers({ minimum, maximum }: Schema, wrong: (values: unknown[], why: string) => Wrong[]): Wrong[] {
  const beyond = [...(minimum === undefined ? [] : [minimum - 1]), ...(maximum === undefined ? [] : [maximum + 1])]
  return wrong(['x', null, [], 1e308, -1e308, 2 ** 63, ...beyond], 'number')
}

function wrongTexts(
  { minLength = 0, maxLength = 4000, format, pattern }: Schema,
  wrong: (values: unknown[], why: string) => Wrong[],
): Wrong[] {
  const shaped = format || pattern ? ["' or 1=1", '', '2026-02-30', '-'.repeat(36)] : []
  return [
    ...wrong([null, 1, {}, ['x'], 'x'.repeat(maxLength + 1), ...(minLength > 0 ? [''] : []), ...shaped], 'text'),
    ...wrong([nextUnfit(), nextUnfit()], 'unfit'),
  ]
}

/** A copy with one place changed; `undefined` takes it away. Lists and objects on the way are made where they are missing. */
export function placed(input: unknown, [head, ...rest]: (string | number)[], value: unknown): unknown {
  if (head === undefined) return value
  const copy: Record<string | number, unknown> | unknown[] = Array.isArray(input)
    ? [...input]
    : typeof input === 'object' && input !== null
      ? { ...input }
      : typeof head === 'number'
        ? []
        : {}
  const inner = placed((copy as Record<string | number, unknown>)[head], rest, value)
  if (rest.length === 0 && value === undefined) delete (copy as Record<string | number, unknown>)[head]
  else (copy as Record<string | number, unknown>)[head] = inner
  return copy
}
