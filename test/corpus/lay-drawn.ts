import type { Sheet } from '#ground/workbooks/contract.ts'
import { cellAddress } from '#ground/workbooks/read/address.ts'
import type { Drawing, Form } from './form.ts'
import type { Answer, SheetKey } from './key.ts'
import { draftSheet, type SheetDraft } from './sheet-draft.ts'
import { cellValue, type Random, type Value } from './values.ts'

/** Prints a form that was drawn cell by cell: `<` goes on the cell to the left, `^` the one above, `*8 …` is eight lines, `{phone}` a value. */
export function layDrawn(form: Form, drawing: Drawing, random: Random): { sheet: Sheet; key: SheetKey } {
  const draft = draftSheet({ merges: true })
  const marks = new Map<string, string>()
  let row = 0
  for (const line of drawing.grid) {
    const [, times = '1', rest = ''] = /^\*(\d+) (.*)$/.exec(line) ?? ['', '1', line]
    for (let n = 1; n <= Number(times); n++) drawLine(draft, marks, ++row, rest, (text) => drawn(form, text, random, n))
  }
  mergeMarked(draft, marks)
  const rows: [number, number] = drawing.kind === 'card' ? [1, row] : drawing.data
  const key: SheetKey = {
    layout: drawing.kind,
    headerRows: drawing.kind === 'card' ? rows : drawing.header,
    dataRows: rows,
    skippedRows: drawing.skipped,
    footerRows: drawing.footer,
    besideColumns: [],
    answers: form.columns.map(answerOf),
  }
  return { sheet: draft.sheet(form.sheet), key }
}

function drawLine(draft: SheetDraft, marks: Map<string, string>, row: number, line: string, value: (text: string) => Value): void {
  if (line.trim() === '~') return
  for (const [at, cell] of line.split('|').entries()) {
    const text = cell.trim()
    if (text === '<' || text === '^') marks.set(`${row}:${at + 1}`, text)
    else if (text !== '') draft.set(row, at + 1, value(text))
  }
}

/** `{int:1-6}` alone is a value of that kind; among other text it is put in. Plain numbers are numbers. */
function drawn(form: Form, text: string, random: Random, n: number): Value {
  const alone = /^\{([^{}]+)\}$/.exec(text)?.[1]
  if (alone !== undefined) return cellValue(alone, random, n, form.mess)
  if (/^\d{1,6}(\.\d+)?$/.test(text)) return Number(text)
  return text.replace(/\{([^{}]+)\}/g, (_, kind: string) => {
    const value = cellValue(kind, random, n, form.mess)
    return typeof value === 'object' ? value.text : String(value)
  })
}

/** Every cell that others go on from: as far right as `<` reaches in its row, and as far down as `^` reaches under it. */
function mergeMarked(draft: SheetDraft, marks: Map<string, string>): void {
  const owners = new Map<string, [number, number, number, number]>()
  const places = [...marks.keys()].map((place) => place.split(':').map(Number) as [number, number])
  for (const [row, column] of places.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const owner = ownerOf(marks, row, column)
    const before = owners.get(owner.join(':')) ?? [owner[0], owner[1], owner[0], owner[1]]
    owners.set(owner.join(':'), [before[0], before[1], Math.max(before[2], row), Math.max(before[3], column)])
  }
  for (const range of owners.values()) draft.merge(...range)
}

function ownerOf(marks: Map<string, string>, row: number, column: number): [number, number] {
  const mark = marks.get(`${row}:${column}`)
  if (mark === '<') return ownerOf(marks, row, column - 1)
  return mark === '^' ? ownerOf(marks, row - 1, column) : [row, column]
}

/** `B 姓名` is a column; `C2 姓名` the cell for the answer of a card. */
function answerOf({ path, keys, local, counts }: Form['columns'][number]): Answer {
  const [, letters = '', digits = '', label = ''] = /^([A-Z]+)(\d*) (.*)$/.exec(path[0] ?? '') ?? []
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
  const answer = { path: [label], keys, local, ...(counts ? { counts } : {}) }
  return digits === '' ? { ...answer, column } : { ...answer, cell: cellAddress(Number(digits), column) }
}
