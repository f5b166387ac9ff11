/** The file a type travels in: written from what is here, read from whatever somebody was handed. */
import { Type } from 'typebox'
import { type FieldProblem, Problem } from '#base/problem.ts'
import type { Known } from '#ground/forms/asked.ts'
import { formFaults } from '#ground/forms/check-form.ts'
import { type Form, FormShape } from '#ground/forms/contract.ts'
import { parseInput } from '#kernel/action/input.ts'
import { type Offered, stepsOf, typeFaults } from '../types/check-type.ts'
import { wordsFaults } from '../types/check-words.ts'
import { DraftShape } from '../types/draft-shape.ts'
import type { MatterType } from '../types/type.ts'
import type { FaultView, TypeFile } from './contract.ts'

const FORMAT = 'linli-matter-type'
const FORMAT_VERSION = 1
/** A type of a community has a few stages; a file beyond this is none. */
const MOST_BYTES = 400_000
const MOST_FORMS = 20

const Shape = Type.Object(
  {
    format: Type.Literal(FORMAT),
    formatVersion: Type.Literal(FORMAT_VERSION),
    type: DraftShape,
    forms: Type.Array(FormShape, { maxItems: MOST_FORMS }),
    exported: Type.String({ maxLength: 40 }),
  },
  { additionalProperties: false },
)

export function writeFile(type: MatterType, forms: Form[], today: string): TypeFile {
  return { format: FORMAT, formatVersion: FORMAT_VERSION, type, forms, exported: today }
}

/** @throws Problem type.file with what is wrong and where, before anything in it is looked at */
export function readFile(given: Record<string, unknown>): TypeFile {
  if (JSON.stringify(given).length > MOST_BYTES) throw refused([{ path: '/file', say: 'type-file.huge' }])
  if (given.format !== FORMAT) throw refused([{ path: '/file/format', say: 'type-file.format' }])
  if (typeof given.formatVersion !== 'number' || given.formatVersion > FORMAT_VERSION)
    throw refused([{ path: '/file/formatVersion', say: 'type-file.newer' }])
  try {
    parseInput(Shape, given)
  } catch (error) {
    if (error instanceof Problem) throw refused(error.fields.map((field) => ({ ...field, path: `/file${field.path}` })))
    throw error
  }
  return given as TypeFile
}

function refused(fields: FieldProblem[]): Problem {
  return new Problem('type.file', { count: fields.length }, fields)
}

/** Forms of the file that are not here: they come along, each with its own id and never over one that is. */
export function bringsOf({ type, forms }: Pick<TypeFile, 'type' | 'forms'>, here: ReadonlySet<string>): Form[] {
  const used = new Set(stepsOf(type).flatMap(({ step }) => step.form ?? []))
  return forms.filter(({ id }) => used.has(id) && !here.has(id))
}

/** Faults of a type with the forms it brings: what these ask must be known here. */
export function faultsWith(type: MatterType, brings: readonly Form[], offered: Offered, known: Known): FaultView[] {
  const forms = new Map([...(offered.forms ?? []), ...brings.map(({ id, subject }) => [id, subject] as const)])
  return [
    ...typeFaults(type, { ...offered, forms }),
    ...brings.flatMap((form, at) =>
      [...formFaults(form, known), ...wordsFaults(form)].map((fault) => ({ ...fault, path: `/forms/${at}${fault.path}` })),
    ),
  ]
}
