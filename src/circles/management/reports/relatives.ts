/**
 * The relatives of a card's subject: the members of the household at the door where she lives. How each is related to her follows from how both are
 * related to its head; who lives there without a known relation may be a lodger, and is not written down as a relative.
 */
import type { Ctx } from '#kernel/action/context.ts'
import { type CellContext, type FilledCell, fillCell, needsOf, type ReadyColumn } from './cells.ts'
import { type Kin, relationTo } from './kin.ts'
import type { Prepared } from './prepare.ts'
import { livingAt, type RosterRow, rosterQuery } from './roster-query.ts'

export const RELATION = 'person.relation-to-head'
/** 非亲属 in the kinship list: shares the door, not the family. */
const NO_RELATIVE = '99'
/** More live at one door only where nobody is a family: a dormitory. */
const MOST_MEMBERS = 30

/** `undetermined`: the subject herself or others at her door of whom it is not known how they are related. */
export type Relatives = { members: RosterRow[]; head: RosterRow | undefined; undetermined: RosterRow[] }

export async function readRelatives(ctx: Ctx, { range }: Prepared, columns: ReadyColumn[], subject: RosterRow): Promise<Relatives> {
  if (subject.kind === 'person' && relationOf(subject) === undefined) return { members: [], head: undefined, undetermined: [subject] }
  if (subject.dwelling === null || relationOf(subject) === NO_RELATIVE) return { members: [], head: undefined, undetermined: [] }
  const { sql, street } = ctx
  const where = livingAt(sql, street, subject.dwelling)
  const page = { offset: 0, limit: MOST_MEMBERS }
  const found = await rosterQuery(sql, street, range, { kind: 'person', where }, needsOf(columns, 'person'), page)
  const family = (found as unknown as RosterRow[]).filter((row) => relationOf(row) !== NO_RELATIVE)
  const others = family.filter(({ id }) => id !== subject.id)
  return {
    members: others.filter((row) => relationOf(row) !== undefined).sort((one, other) => (relationOf(one)! < relationOf(other)! ? -1 : 1)),
    head: family.find((row) => /^0[12]$/.test(relationOf(row) ?? '')),
    undetermined: others.filter((row) => relationOf(row) === undefined),
  }
}

/** How the register has her related to the head of her household; undefined where it does not know, or sources contradict one another. */
function relationOf({ values, meta }: RosterRow): string | undefined {
  const relation = values[RELATION]
  return typeof relation === 'string' && meta.x?.[RELATION] === undefined ? relation : undefined
}

function kinOf(row: RosterRow): Kin {
  const { 'person.sex': sex, 'person.birth-date': birth } = row.values
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
  return { relation: relationOf(row) ?? '', sex: text(sex), birth: text(birth) }
}

/** What a column that asks the relation to the subject says of a member; undefined for other columns, and where the head is asked for by name. */
export function sayRelation(
  context: CellContext,
  column: ReadyColumn,
  subject: RosterRow,
  member: RosterRow,
  head: RosterRow | undefined,
): FilledCell | undefined {
  if (column.element?.id !== RELATION || subject.kind !== 'person' || /户主/u.test(column.plan.path.at(-1) ?? '')) return undefined
  const relation = relationTo(kinOf(subject), kinOf(member), head && kinOf(head))
  if (relation === undefined) return { answer: null, state: column.why ? 'forbidden' : 'missing' }
  const said = fillCell(context, column, { ...member, values: { ...member.values, [RELATION]: relation } }, 1)
  return relationOf(subject) !== undefined && /^0[12]$/.test(relationOf(subject)!) ? said : { ...said, ...derivedFrom(said) }
}

/** A relation that follows from others has the day of what it follows from. */
function derivedFrom({ source }: FilledCell): Pick<FilledCell, 'source'> {
  return source === undefined ? {} : { source: 'derived' }
}
