/** The ids of what stands in an area, by the paths they are asked for under. */
import type { Sql } from 'postgres'
import type { Operation } from '#kernel/action/action.ts'
import type { Area } from './wire.ts'

type Source = {
  table: string
  where?: string
  /** The column that says where a row belongs. */
  region?: string
  /** Or the column of the person it is about. */
  of?: string
}

const people = { table: 'subject', where: `kind = 'person'` }

/** Where the ids of a path come from, by what stands before its first parameter, and how the community of a row is told. */
const sources: Record<string, Source> = {
  people,
  subjects: people,
  places: { table: 'subject', where: `kind = 'estate'` },
  estates: { table: 'estate' },
  dwellings: { table: 'dwelling' },
  buildings: { table: 'building' },
  grids: { table: 'grid' },
  imports: { table: 'import' },
  requests: { table: 'request' },
  exports: { table: 'handover' },
  matters: { table: 'matter', where: 'not sealed' },
  'hotline/orders': { table: 'hotline_order' },
  // No path of its own: `sealed` names those that only few may know of.
  sealed: { table: 'matter', where: 'sealed' },
  inspections: { table: 'inspection' },
  handovers: { table: 'handover' },
  counter: people,
  care: people,
  'ask-requests': { table: 'ask_request', region: 'lo' },
  'letter-prints': { table: 'letter_print', region: 'lo' },
  rounds: { table: 'round', region: 'lo' },
  'asks/requests': { table: 'ask_request', region: 'lo' },
  'asks/refusals': { table: 'refusal' },
  jobs: { table: 'job', region: 'region_lo' },
  letters: { table: 'answer_letter', of: 'person_id', where: 'ended_at is null' },
  'letters/batches': { table: 'letter_batch', region: 'region_lo' },
  announcements: { table: 'announcement', region: 'region_lo' },
  files: { table: 'file', region: 'region_lo' },
  phones: { table: 'binding', of: 'person_id', where: 'ended_at is null' },
  mandates: { table: 'mandate', of: 'principal_id' },
  'look-closings': { table: 'look_closing', of: 'person_id' },
  holds: { table: 'hold', of: 'subject_id' },
  glasses: { table: 'glass' },
  approvals: { table: 'approval' },
  merges: { table: 'merge' },
  'visits/conflicts': { table: 'visit_conflict' },
  'visits/quarantine': { table: 'visit_item', where: `became = 'quarantined'` },
}

/** What stands before the first parameter of its path; of a path without one its first part. */
export function rootOf({ contract }: Pick<Operation, 'contract'>): string {
  const [root = '', parameter] = contract.path.slice(1).split('/{')
  return parameter === undefined ? (root.split('/')[0] ?? '') : root
}

export async function collectIds(area: Area, admin: Sql): Promise<void> {
  for (const [root, { table, where = 'true', region = 'region_no', of }] of Object.entries(sources)) {
    const here = admin`between ${area.community * 1000} and ${area.community * 1000 + 999}`
    const rows = await admin<{ id: string }[]>`
      select t.id from ${admin(table)} t where t.street_id = ${area.street} and ${admin.unsafe(where)} and ${
        of
          ? admin`exists (select 1 from subject s where s.street_id = t.street_id and s.id = t.${admin(of)} and s.region_no ${here})`
          : admin`t.${admin(region)} ${here}`
      } order by t.id`
    area.ids.set(
      root,
      rows.map(({ id }) => id),
    )
  }
  const deliveries = await admin<{ id: string }[]>`
    select d.id from delivery d join request r on r.street_id = d.street_id and r.id = d.request_id
    where d.street_id = ${area.street} and r.region_no / 1000 = ${area.community}`
  area.ids.set(
    'deliveries',
    deliveries.map(({ id }) => id),
  )
}
