/** Reads of the fact store. What is about persons notes a look. */
import { Problem } from '#base/problem.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { Catalogue } from './catalogue.ts'
import { type CodeList, type Element, type FactValue, type FactView, listElements, readHistory, type SubjectKind } from './contract.ts'
import { getStreetCatalogue, listDefinitions } from './definitions.ts'
import { derive } from './derive.ts'
import { isHarmless } from './infer.ts'
import { findSubjects, listStatements } from './queries.ts'
import { isStale } from './rules.ts'
import type { State } from './saying.ts'
import { isSealed, maskValue, openValues } from './seal.ts'
import { openState } from './store.ts'

export type SubjectView = { id: string; kind: SubjectKind; rev: number; region: number; facts: FactView[] }

/** One subject with its ordinary and personal facts, identifiers masked, derived values added. */
export async function describeSubject(ctx: Ctx, catalogue: Catalogue, id: string): Promise<SubjectView> {
  const [subject] = await describeSubjects(ctx, catalogue, [id])
  if (!subject) throw new Problem('thing.unknown')
  return subject
}

/** Subjects this post may see, in the order asked; the caller notes the look. */
export async function describeSubjects(ctx: Ctx, catalogue: Catalogue, ids: string[]): Promise<SubjectView[]> {
  if (ids.length === 0) return []
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const rows = new Map((await findSubjects(ctx.sql, ctx.street, ids)).map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = rows.get(id)
    if (!row || row.merged_into) return []
    const state = openState(keys, catalogue, row)
    const facts = [...showState(catalogue, state, ctx.today, true), ...showDerived(catalogue, row.kind, state, ctx.today)]
    return [{ id, kind: row.kind, rev: row.rev, region: row.region_no, facts }]
  })
}

/** A state as a screen shows it. */
export function showState(catalogue: Catalogue, state: State, today: string, masked: boolean): FactView[] {
  const views: FactView[] = []
  for (const [id, { value, standing, rivals }] of state) {
    const element = catalogue.elements.get(id)
    if (!element) continue
    const hide = masked && isSealed(element)
    const show = (plain: FactValue) => (hide ? maskValue(element, plain) : plain)
    views.push({
      element: id,
      value: show(value),
      masked: hide,
      stale: isStale(element, standing.asOf, today),
      source: standing.source,
      asOf: standing.asOf,
      rivals: rivals.map((rival) => ({ value: show(rival.value), source: rival.source, asOf: rival.asOf })),
    })
  }
  return views
}

function showDerived(catalogue: Catalogue, kind: SubjectKind, state: State, today: string): FactView[] {
  const values = Object.fromEntries([...state].map(([id, known]) => [id, known.value]))
  const views: FactView[] = []
  for (const { element, how } of listDerived(catalogue, kind)) {
    if (state.has(element.id)) continue
    const value = derive(element, { values, today })
    if (value === undefined) continue
    const from = how.from.map((id) => state.get(id)?.standing.asOf).filter((day) => day !== undefined)
    views.push({ element: element.id, value, masked: false, stale: false, source: 'derived', asOf: from.sort()[0] ?? today, rivals: [] })
  }
  return views
}

type Derived = { element: Element; how: { rule: string; from: string[] } }
const derivedOf = new WeakMap<Catalogue, Map<SubjectKind, Derived[]>>()

/** Elements of a kind whose derived value may be shown. Found once for each catalogue: it has well over a thousand elements. */
function listDerived(catalogue: Catalogue, kind: SubjectKind): Derived[] {
  const known = derivedOf.get(catalogue)?.get(kind)
  if (known) return known
  const list = [...catalogue.elements.values()].flatMap((element): Derived[] => {
    const how = element.derived ?? element.inferred
    if (element.kind !== kind || !how || element.sensitivity === 'sensitive' || element.sensitivity === 'forbidden') return []
    // What is copied from a sealed value is sealed itself.
    const sealed = !isHarmless(how.rule) && how.from.some((id) => isSealed(catalogue.elements.get(id)))
    return sealed ? [] : [{ element, how }]
  })
  const kinds = derivedOf.get(catalogue) ?? new Map<SubjectKind, Derived[]>()
  derivedOf.set(catalogue, kinds.set(kind, list))
  return list
}

export const elements = view(listElements, {
  may: 'element.read',
  personal: false,
  async run(ctx) {
    const list = await listDefinitions(ctx.sql, ctx.street, 'element')
    const codes = await listDefinitions(ctx.sql, ctx.street, 'codes')
    return {
      elements: list.map((definition) => ({ ...(definition.body as Element), origin: definition.origin })),
      codes: codes.map((definition) => definition.body as CodeList),
    }
  },
})

export const history = view(readHistory, {
  may: 'people.read',
  personal: true,
  async run(ctx, { id, element }) {
    const catalogue = await getStreetCatalogue(ctx)
    const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
    const statements = await listStatements(ctx.sql, ctx.street, [id])
    const withdrawn = new Set(statements.map((statement) => statement.withdraws))
    const sayings = statements
      .filter((statement) => !statement.withdraws)
      .reverse()
      .flatMap((statement) =>
        Object.entries(openValues(keys, catalogue.elements, statement.body)).flatMap(([said, value]) => {
          const known = catalogue.elements.get(said)
          if (!known || (element && said !== element) || known.sensitivity === 'sensitive' || known.sensitivity === 'forbidden') return []
          const { source, asOf, saidOn } = statement
          const shown = value === null ? null : maskValue(known, value)
          return [
            {
              statement: statement.id,
              element: said,
              value: shown,
              source,
              asOf,
              saidOn,
              decides: statement.decides ?? false,
              withdrawn: withdrawn.has(statement.id),
            },
          ]
        }),
      )
    ctx.look({ subjects: [id], fields: [...new Set(sayings.map((saying) => saying.element))] })
    return { sayings }
  },
})
