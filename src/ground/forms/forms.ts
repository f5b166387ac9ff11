/** Forms as the street has them, and the subjects one is laid over. */
import { Problem } from '#base/problem.ts'
import type { Catalogue } from '#ground/facts/catalogue.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { findSubjects } from '#ground/facts/queries.ts'
import { findDoor, findEstate, findHousehold } from '#ground/households/queries.ts'
import { findPremises } from '#ground/places/queries.ts'
import { closedIn, overOf, readClosing } from '#ground/purposes/keeping/closing.ts'
import type { Notice } from '#ground/purposes/telling/contract.ts'
import { noticeFor } from '#ground/purposes/telling/notice.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { hasMembers, listAsked } from './asked.ts'
import { type FormFault, formFaults } from './check-form.ts'
import type { Form, PartKind, Question } from './contract.ts'
import { type FormRow, findHome, listMembers, listVersions } from './queries.ts'
import { MEMBER } from './rules.ts'

/** People of one door in one form; a dormitory is filled in person by person. */
const MOST_MEMBERS = 40

export type FoundForm = FormRow & { edition: string; faults: FormFault[]; versions: FormRow[] }

export function editionOf({ origin, version }: Pick<FormRow, 'origin' | 'version'>): string {
  return `${origin}-${version}`
}

/** A form with what is wrong with it: an element it asks may have been retired since. @throws Problem thing.unknown */
export async function getForm(ctx: Ctx, catalogue: Catalogue, id: string): Promise<FoundForm> {
  const versions = await listVersions(ctx.sql, ctx.street, id)
  const [row] = versions
  if (!row) throw new Problem('thing.unknown')
  return { ...row, edition: editionOf(row), faults: formFaults(row.body, catalogue), versions }
}

/** A form that can be filled today, without what only an emergency asks where none goes on. @throws Problem form.retired, form.faulty, emergency.over */
export async function getPlayable(ctx: Ctx, id: string): Promise<{ catalogue: Catalogue; form: Form; found: FoundForm }> {
  const catalogue = await getStreetCatalogue(ctx)
  const found = await getForm(ctx, catalogue, id)
  if (found.retired) throw new Problem('form.retired')
  if (found.faults.length > 0) throw new Problem('form.faulty', { count: found.faults.length })
  return { catalogue, form: await openPart(ctx, found.body), found }
}

async function openPart(ctx: Ctx, form: Form): Promise<Form> {
  const closed = closedIn(await readClosing(ctx), ctx.actor)
  const over = listAsked(form).flatMap(({ question }) => ('element' in question && closed.has(question.element) ? [question.element] : []))
  if (over.length === 0) return form
  const isOpen = (question: Question) => !('element' in question && closed.has(question.element))
  const sections = form.sections.map((section) => ({ ...section, questions: section.questions.filter(isOpen) }))
  const left = sections.filter(({ questions }) => questions.length > 0)
  if (left.length === 0) throw overOf(over, '/form/')
  return { ...form, sections: left }
}

/** What the answers that become facts are for. */
export function noticeOfForm(ctx: Ctx, form: Form): Promise<Notice> {
  return noticeFor(ctx, { elements: listAsked(form).flatMap(({ question }) => ('element' in question ? [question.element] : [])) })
}

/** One subject of a form. `subject` is null for a household of which nothing was said yet. */
export type Placed = { key: string; kind: PartKind; subject: string | null; region: number }
/** `label`: what the place is called where no fact says it. */
export type PlacedForm = { door: string | null; label: string; parts: Placed[] }

/** The subjects a form is about, beginning with the one it was opened from. @throws Problem thing.unknown where this post cannot see it */
export async function placeForm(ctx: Ctx, form: Form, subject: string): Promise<PlacedForm> {
  if (form.subject === 'household' || form.subject === 'dwelling') {
    const parts = await placeDoor(ctx, subject)
    if (parts.length === 0) throw new Problem('thing.unknown')
    const members = hasMembers(form) ? await placeMembers(ctx, subject) : []
    const bones = await findDoor(ctx.sql, ctx.street, subject)
    return { door: subject, label: bones?.label ?? '', parts: [...parts, ...members] }
  }
  const [row] = await findSubjects(ctx.sql, ctx.street, [subject])
  if (!row || row.merged_into || row.kind !== form.subject) throw new Problem('thing.unknown')
  const own: Placed = { key: form.subject, kind: form.subject, subject, region: row.region_no }
  const door = form.subject === 'person' ? await findHome(ctx.sql, ctx.street, subject) : undefined
  const place =
    form.subject === 'premises'
      ? await findPremises(ctx.sql, ctx.street, subject)
      : form.subject === 'estate'
        ? await findEstate(ctx.sql, ctx.street, subject)
        : undefined
  return { door: door ?? null, label: place?.name ?? '', parts: [own, ...(door ? await placeDoor(ctx, door) : [])] }
}

/** A door of another community is not seen from here. */
async function placeDoor(ctx: Ctx, door: string): Promise<Placed[]> {
  const bones = await findDoor(ctx.sql, ctx.street, door)
  if (!bones) return []
  const household = await findHousehold(ctx.sql, ctx.street, door)
  return [
    { key: 'dwelling', kind: 'dwelling', subject: door, region: bones.region_no },
    { key: 'household', kind: 'household', subject: household ?? null, region: bones.region_no },
  ]
}

async function placeMembers(ctx: Ctx, door: string): Promise<Placed[]> {
  const ids = await listMembers(ctx.sql, ctx.street, door, MOST_MEMBERS)
  const rows = new Map((await findSubjects(ctx.sql, ctx.street, ids)).map((row) => [row.id, row]))
  return ids.flatMap((id): Placed[] => {
    const row = rows.get(id)
    return row ? [{ key: `${MEMBER}${id}`, kind: 'person', subject: id, region: row.region_no }] : []
  })
}
