/**
 * What comes in from outside, before anything else looks at it. A contract says what it wants; what it leaves open is closed here: fields nobody
 * asked for, numbers no column holds, texts and lists without end, characters that cannot be stored or that make a line read otherwise than it is.
 */
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { type FieldProblem, nameOrHole, Problem } from '#base/problem.ts'

const DEEPEST = 16
const MOST_CHARACTERS = 4000
const MOST_ITEMS = 10_000
const MOST_PROPERTIES = 500
/** What `int` of the database holds; a contract that needs more says so. */
const LARGEST_INTEGER = 2_147_483_647
const LARGEST_NUMBER = 1e15
const MOST_FIELDS = 20

/**
 * Controls but tab and line ends (C0, DEL, C1), halves of surrogate pairs, and the marks that turn the direction of what follows.
 * Rare characters, variation selectors and joiners are all right.
 */
const refused = /[^\t\n\r\P{Cc}]|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/u

export function hasRefusedCharacters(text: string): boolean {
  return refused.test(text)
}

type Node = { [keyword: string]: unknown }
type Fault = { instancePath: string; keyword: string; params: { requiredProperties?: string[]; additionalProperties?: string[] } }
type Validator = { Check: (value: unknown) => boolean; Errors: (value: unknown) => Fault[] }
const validators = new WeakMap<TSchema, Validator>()

/** Check a value against a schema; refuse with the fields at fault. @throws Problem input.invalid */
export function parseInput(schema: TSchema, value: unknown): void {
  let validator = validators.get(schema)
  if (!validator) {
    validator = Compile(closeSchema(schema) as TSchema) as unknown as Validator
    validators.set(schema, validator)
  }
  const unfit = findUnfit(value, '', 0)
  if (unfit) throw new Problem('input.invalid', { count: 1 }, [unfit])
  if (validator.Check(value)) return
  const fields = describeFaults(validator.Errors(value))
  throw new Problem('input.invalid', { count: fields.length }, fields)
}

/** The schema as it is checked, with a limit on everything that can grow. */
export function closeSchema(schema: TSchema): object {
  return close(JSON.parse(JSON.stringify(schema)) as Node, true)
}

function close(node: Node, outermost = false): Node {
  const closed = { ...limitsOf(node, outermost), ...node }
  for (const group of ['properties', 'patternProperties'] as const)
    if (node[group]) closed[group] = mapValues(node[group] as Record<string, Node>, (inner) => close(inner))
  if (Array.isArray(node.items)) closed.items = (node.items as Node[]).map((item) => close(item))
  else if (node.items) closed.items = close(node.items as Node)
  if (node.anyOf) closed.anyOf = (node.anyOf as Node[]).map((choice) => close(choice))
  return closed
}

/** An inner object without any property of its own is open on purpose: its module checks it. */
function limitsOf({ type, properties, patternProperties }: Node, outermost: boolean): Node {
  if (type === 'string') return { maxLength: MOST_CHARACTERS }
  if (type === 'integer') return { minimum: -LARGEST_INTEGER, maximum: LARGEST_INTEGER }
  if (type === 'number') return { minimum: -LARGEST_NUMBER, maximum: LARGEST_NUMBER }
  if (type === 'array') return { maxItems: MOST_ITEMS }
  if (type !== 'object') return {}
  if (patternProperties) return { maxProperties: MOST_PROPERTIES }
  return outermost || Object.keys(properties ?? {}).length > 0 ? { additionalProperties: false } : {}
}

function mapValues<T>(record: Record<string, T>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}

/** The first place, in any part of the input, also where the schema asks nothing, that no schema would let through. */
function findUnfit(value: unknown, path: string, depth: number): FieldProblem | undefined {
  if (typeof value === 'string') return unfitText(value, path)
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : { path: path || '/', say: 'input.type' }
  if (typeof value !== 'object' || value === null) return undefined
  if (depth >= DEEPEST) return { path: shorten(path), say: 'input.depth' }
  for (const [key, inner] of Object.entries(value)) {
    const at = `${path}/${nameOrHole(key)}`
    const found = Array.isArray(value) ? undefined : unfitText(key, at)
    const unfit = found ?? findUnfit(inner, at, depth + 1)
    if (unfit) return unfit
  }
  return undefined
}

function unfitText(text: string, path: string): FieldProblem | undefined {
  if (text.length > MOST_CHARACTERS) return { path: path || '/', say: 'input.maxLength' }
  return hasRefusedCharacters(text) ? { path: path || '/', say: 'input.characters' } : undefined
}

/** One sentence for each field: of a choice none fits, not why each single one does not. */
function describeFaults(faults: Fault[]): FieldProblem[] {
  const said = new Map<string, string>()
  for (const { instancePath: given, keyword, params } of faults) {
    const instancePath = given
      .split('/')
      .map((step) => (step === '' ? step : nameOrHole(step)))
      .join('/')
    if (keyword === 'required')
      for (const name of params.requiredProperties ?? []) said.set(`${instancePath}/${nameOrHole(name)}`, 'input.required')
    else if (keyword === 'additionalProperties')
      for (const name of params.additionalProperties ?? []) said.set(`${instancePath}/${nameOrHole(name)}`, 'input.additionalProperties')
    else if (keyword === 'anyOf' || !said.has(instancePath || '/'))
      said.set(instancePath || '/', `input.${sentences.get(keyword) ?? keyword}`)
  }
  return [...said].slice(0, MOST_FIELDS).map(([path, say]) => ({ path, say }))
}

/** Keywords of the schema that say the same to a person. */
const sentences = new Map([
  ['boolean', 'additionalProperties'],
  ['additionalItems', 'maxItems'],
  ['minProperties', 'minItems'],
  ['maxProperties', 'maxItems'],
  ['multipleOf', 'type'],
])

function shorten(path: string): string {
  return path.split('/').slice(0, 4).join('/')
}
