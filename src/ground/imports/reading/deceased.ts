/** 已故 in a remark, behind a name or in place of a telephone: the row speaks of somebody who has died, whatever else it lists her among. */
import { parseDay } from '#base/values/parse-day.ts'
import { isRefused } from '#base/values/parsed.ts'
import type { KeptSheet } from '../plan.ts'
import type { Cells } from './people-of-cell.ts'
import { notice } from './problems.ts'
import type { Reading } from './reading.ts'

/** Headings under which a row says how it is with its person; what stands under others may be of her relatives. */
const remarks =
  /^(备注|备注说明|附注|说明|情况说明|其他|现状|去向|变动|变动情况|变动原因|((人员|人口|在住|居住|人户|户籍|户口|本人)(状态|状况|情况)|状态))$/u
const ofHerself = new Set(['person.name', 'person.phone'])

/** Columns in which a death may be noted. */
export function remarkColumns({ columns }: KeptSheet): number[] {
  const plain = (heading: string) => heading.normalize('NFKC').replace(/[\s*]|\([^)]*\)/gu, '')
  return columns.flatMap(({ column, path, element }) =>
    remarks.test(plain(path.at(-1) ?? '')) || (element !== null && ofHerself.has(element)) ? [column] : [],
  )
}

const day = String.raw`(?<day>\d{4}[年./-]\d{1,2}(?:[月./-](?:\d{1,2}日?)?)?|\d{4}年)`
const word = '(?:去世|死亡|已故|亡故|病故|病逝|过世|逝世|身故|故去)'
const before = '(?:本人|此人|该人|老人)?(?:已经?)?(?:因病)?于?'
const after = '(?:了|人员|注销|已?销户|已?注销户口|未?已?注销|未销户|待注销)?'
/** A remark that says this and nothing else; what only mentions a death may speak of a husband or of a grant. */
const whole = new RegExp(`^${before}(?:${day})?(?:日|时|份)?(?:已经?)?(?:因病)?${word}${after}$`, 'u')
const dayBehind = new RegExp(`^${before}${word}${after}[,，:：(（]?(?:日期|时间)?[:：]?${day}[)）]?$`, 'u')
const behindName = /^\p{Script=Han}[\p{Script=Han}·]{1,14}[(（](?<remark>[^()（）]+)[)）]$/u

export type Death = { column: number; found: string; on: string | undefined }

export function findDeath(cells: Cells, columns: readonly number[], today: string): Death | undefined {
  for (const column of columns) {
    const text = cells.get(column)?.text ?? ''
    if (!/[世亡故逝]/u.test(text)) continue
    const plain = text.replace(/[\s。;；]/gu, '')
    const said = behindName.exec(plain)?.groups?.remark ?? plain
    const found = whole.exec(said) ?? dayBehind.exec(said)
    if (found) return { column, found: text, on: dayOf(found.groups?.day, today) }
  }
  return undefined
}

function dayOf(text: string | undefined, today: string): string | undefined {
  const parsed = text === undefined ? undefined : parseDay({ text }, { today, latest: today })
  return parsed && !isRefused(parsed) && parsed.value.precision === 'day' ? parsed.value.text : undefined
}

/** What stands of a death behind a name, or in the place of a telephone, is not read as either. */
export function withoutRemark(cells: Cells, { column }: Death): Cells {
  const cell = cells.get(column)!
  const left = new Map(cells)
  const name = /^[^(（]+(?=[(（])/u.exec(cell.text)?.[0]
  if (name) left.set(column, { kind: 'text', text: name })
  else left.delete(column)
  return left
}

/** Who has died is said so, is seen by the clerk, and is not registered as living anywhere. */
export function noteDeath({ plain, problems }: Reading, death: Death | undefined): boolean {
  if (death) {
    plain['person.is-deceased'] ??= true
    if (death.on !== undefined) plain['person.deceased-date'] ??= death.on
  }
  const died =
    plain['person.is-deceased'] === true || (plain['person.is-deceased'] === undefined && plain['person.deceased-date'] !== undefined)
  if (died)
    problems.push(notice({ say: 'import.row.deceased' }, { element: 'person.is-deceased', column: death?.column, found: death?.found }))
  return died
}
