import type { Cell } from '#ground/workbooks/contract.ts'
import { decodeEscapes, findPlainNumber, trimText } from './cell-text.ts'
import type { NumberFormat } from './number-formats.ts'
import { clockText, findCivilTime, findSerial } from './serial-days.ts'

/** A text cell; `undefined` when nothing is to be seen in it. */
export function findTextCell(text: string): Cell | undefined {
  const seen = trimText(text)
  return seen === '' ? undefined : { kind: 'text', text: seen }
}

/** A text cell from the characters of the XML, which may hold `_xHHHH_` escapes. */
export function findStoredTextCell(text: string): Cell | undefined {
  return findTextCell(decodeEscapes(text))
}

/**
 * A number as stored under its number format: a date, a code filled up with zeros, or plain digits. What is no number at all is
 * shown as the text it is.
 */
export function findNumberCell(raw: string, format: NumberFormat, from1904: boolean): Cell | undefined {
  const text = findPlainNumber(raw)
  if (text === undefined) return findTextCell(raw)
  const number = Number(raw)
  if (format.day || format.time) {
    const shown = findDateText(number, format, from1904)
    if (shown !== undefined) return { kind: 'date', text: shown, number }
  }
  if (format.digits !== undefined && /^\d+$/.test(text)) return { kind: 'number', text: text.padStart(format.digits, '0'), number }
  return { kind: 'number', text, number }
}

function findDateText(serial: number, format: NumberFormat, from1904: boolean): string | undefined {
  const civil = findCivilTime(serial, from1904)
  if (!civil) return undefined
  if (civil.day === '' || (!format.day && serial < 1)) return format.time ? clockText(civil.seconds) : undefined
  return format.time && civil.seconds >= 60 ? `${civil.day} ${clockText(civil.seconds)}` : civil.day
}

/** A date stored as ISO 8601 text (`t="d"`, strict packages). */
export function findIsoDateCell(iso: string, from1904: boolean): Cell | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?Z?)?$/.exec(iso.trim())
  if (!match) return findTextCell(iso)
  const [, day, clock] = match
  const text = clock === undefined || clock === '00:00' ? day! : `${day} ${clock}`
  const number = findSerial(text, from1904)
  return number === undefined ? { kind: 'date', text } : { kind: 'date', text, number }
}

/** `1` is TRUE, `0` FALSE. */
export function booleanCell(raw: string): Cell {
  return { kind: 'boolean', text: raw === '1' || raw === 'true' ? 'TRUE' : 'FALSE' }
}

/** `#N/A` and its kin. */
export function errorCell(raw: string): Cell {
  return { kind: 'error', text: raw }
}

/** Marks a cell as computed. A formula whose result was never stored, or is empty, is an empty text. */
export function computedCell(result: Cell | undefined): Cell {
  return { ...(result ?? { kind: 'text', text: '' }), formula: true }
}
