/** A demand, or the request it became in a street, as admission looks at it. Pure. */
import type { AdmissionRequest } from '#ground/duties/admission/contract.ts'
import type { RequestRow } from '../queries.ts'

export type Judged = Pick<
  RequestRow,
  'title' | 'asker' | 'basis' | 'basis_file_id' | 'survey' | 'form_no' | 'form_valid_to' | 'money' | 'people' | 'powers' | 'plan' | 'cited'
>

/**
 * What is not said is left out, never guessed.
 * @param from the jurisdiction that asks
 * @param known what it would cost, as far as it was counted; until when the level above admitted it
 */
export function admissionOf(row: Judged, from: number, known: { minutes?: number; admittedUntil?: string } = {}): AdmissionRequest {
  const said = Object.entries({
    formNo: row.form_no,
    formValidTo: row.form_valid_to,
    basis: row.basis ?? (row.basis_file_id === null ? null : row.title),
    fundedBy: row.money,
    peopleFrom: row.people,
    powers: row.powers,
    ...known,
  }).filter(([, value]) => value !== null && value !== undefined)
  return {
    title: row.title.length < 2 ? `${row.title}。` : row.title,
    asker: row.asker,
    askerLevel: levelOf(from),
    laidOn: 'street',
    cited: row.cited,
    kind: 'form',
    survey: row.survey,
    personal: row.plan.sheets.some(({ use, layout }) => use && layout !== 'statistics'),
    ...Object.fromEntries(said),
  }
}

/** 370000000 is a province, 370600000 a city, 370683000 a county, anything else a street. */
function levelOf(jurisdiction: number): AdmissionRequest['askerLevel'] {
  if (jurisdiction % 10_000_000 === 0) return 'province'
  if (jurisdiction % 100_000 === 0) return 'city'
  return jurisdiction % 1000 === 0 ? 'county' : 'street'
}
