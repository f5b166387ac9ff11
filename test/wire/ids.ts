/** The ids of what stands in an area, by the first part of the paths they are asked for under. */
import type { Sql } from 'postgres'
import type { Area } from './wire.ts'

/** Where the ids of a path's first part come from, and how the community of a row is told. */
const sources: Record<string, { table: string; where?: string; region?: string }> = {
  people: { table: 'subject', where: `kind = 'person'` },
  subjects: { table: 'subject', where: `kind = 'person'` },
  places: { table: 'subject', where: `kind = 'estate'` },
  estates: { table: 'estate' },
  dwellings: { table: 'dwelling' },
  buildings: { table: 'building' },
  imports: { table: 'import' },
  requests: { table: 'request' },
  matters: { table: 'matter' },
  inspections: { table: 'inspection' },
  handovers: { table: 'handover' },
  counter: { table: 'subject', where: `kind = 'person'` },
  'ask-requests': { table: 'ask_request', region: 'lo' },
  'letter-prints': { table: 'letter_print', region: 'lo' },
  rounds: { table: 'round', region: 'lo' },
  asks: { table: 'refusal' },
  jobs: { table: 'job', region: 'region_lo' },
  letters: { table: 'letter_batch', region: 'region_lo' },
  announcements: { table: 'announcement', region: 'region_lo' },
  files: { table: 'file', region: 'region_lo' },
}

export async function collectIds(area: Area, admin: Sql): Promise<void> {
  for (const [part, { table, where = 'true', region = 'region_no' }] of Object.entries(sources)) {
    const rows = await admin<{ id: string }[]>`
      select id from ${admin(table)} where street_id = ${area.street} and ${admin(region)} / 1000 = ${area.community} and ${admin.unsafe(where)} order by id`
    area.ids.set(
      part,
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
