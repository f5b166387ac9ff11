import type { LabelledCell } from '../contract.ts'
import { cellAddress } from '../read/address.ts'
import type { Grid } from './grid.ts'
import { headingCells } from './header.ts'
import { endsWithColon, hasBoxes, headingScore, isNote, isSignature, looksLikeData, looksLikeValue } from './heading-words.ts'
import { relatives } from './owners.ts'
import { isRelation } from './parties.ts'

/** A place in the grid of a card: one cell, or the first cell of a merge. */
type Place = { row: number; column: number; bottom: number; right: number; text: string }

export type CardLabels = { cells: LabelledCell[]; first: number; last: number }

/**
 * Labels and the cells meant for their answers, row by row: a label answers to the right, or in its own cell after a colon;
 * headings side by side answer below; a heading left of other labels is their group.
 */
export function readCardLabels(grid: Grid, from: number, to: number): CardLabels {
  const reading: Reading = { grid, cells: [], groups: [], taken: new Set(), stacked: new Set(), first: 0, last: 0 }
  for (let row = from; row <= to; row++) {
    const places = placesOf(grid, row)
    const alone = places.filter((place) => place.text !== '')
    if (alone.length === 1 && (isNote(alone[0]?.text ?? '') || (alone[0]?.text.length ?? 0) > 60)) continue
    for (let index = 0; index < places.length; index++) {
      const place = places[index] as Place
      if (place.row === row && place.text !== '' && !reading.taken.has(keyOf(place.row, place.column)))
        index += readAt(reading, places, index)
    }
  }
  return { cells: reading.cells, first: reading.first, last: reading.last }
}

/** `stacked`: answers under lines of headings that fill their row. */
type Reading = {
  grid: Grid
  cells: LabelledCell[]
  groups: Place[]
  taken: Set<string>
  stacked: Set<string>
  first: number
  last: number
}

const keyOf = (row: number, column: number) => `${row}:${column}`

/** Reads the place at `index`; gives the number of places used up beside it. */
function readAt(reading: Reading, places: Place[], index: number): number {
  const place = places[index] as Place
  const nested = nestedRun(reading.grid, places, index)
  const run = nested || continuedRun(reading, places, index)
  if (run > 0) {
    const headings = places.slice(index, index + run)
    const lines = nested > 0 && namesRelatives(reading, headings) ? openLines(reading.grid, headings) : 0
    for (const heading of headings) {
      addOver(reading, heading, lines)
      if (index === 0) reading.stacked.add(keyOf(heading.bottom + 1, heading.column))
    }
    return run - 1
  }
  const labels = innerLabels(place.text)
  if (labels.length > 0 && !answersBeside(place, labels, places[index + 1])) {
    for (const label of labels) add(reading, place, label, place)
    return 0
  }
  if (labelOfBoxes(place.text) !== undefined) {
    add(reading, place, place.text, place)
    return 0
  }
  if (takesTurns(places)) {
    if (index % 2 === 0) add(reading, place, cleanLabel(place.text), places[index + 1] as Place)
    return 0
  }
  if (index === 0 && takesTurns(places.slice(1)) && headingScore(place.text) >= 0.3) {
    reading.groups.push(place)
    return 0
  }
  const grouped = reading.groups.some((group) => covers(group, place))
  const step = readPlace(reading.grid, places, index, grouped)
  if (step.kind === 'group') reading.groups.push(place)
  else if (step.kind === 'over') addOver(reading, place)
  else if (step.kind === 'pair') add(reading, place, cleanLabel(place.text), step.answer)
  return step.kind === 'pair' ? step.skip : 0
}

/** Label, answer, label, answer …: every second place is a heading, and most of those between wait for an answer or hold one. */
function takesTurns(places: Place[]): boolean {
  if (places.length < 4 || places.length % 2 > 0) return false
  const labels = places.filter((_, at) => at % 2 === 0)
  const answers = places.filter((_, at) => at % 2 > 0)
  if (!labels.every(({ text }) => headingScore(text) >= 0.8 && !hasBoxes(text))) return false
  return answers.filter(({ text }) => text === '' || hasBoxes(text) || looksLikeData(text)).length > answers.length * 0.5
}

function add(reading: Reading, place: Place, label: string, answer: { row: number; column: number }, lines = 0): void {
  const path = reading.groups.filter((group) => covers(group, place)).map((group) => cleanLabel(group.text))
  reading.cells.push({
    path: [...path, label],
    label: cellAddress(place.row, place.column),
    answer: cellAddress(answer.row, answer.column),
    ...(lines > 0 ? { lines } : {}),
  })
  reading.taken.add(keyOf(answer.row, answer.column))
  if (reading.first === 0) reading.first = place.row
  reading.last = Math.max(reading.last, place.bottom, answer.row + Math.max(lines - 1, 0))
}

/** The answer stands below; lines further down belong to the same small table as far as its group reaches. */
function addOver(reading: Reading, place: Place, lines = 0): void {
  const group = reading.groups.findLast((other) => other.row <= place.row && other.bottom >= place.bottom && other.right < place.column)
  const last = Math.max(place.bottom + Math.max(lines, 1), group?.bottom ?? 0)
  for (let row = place.bottom + 1; row <= last; row++) reading.taken.add(keyOf(row, place.column))
  add(reading, place, cleanLabel(place.text), { row: place.bottom + 1, column: place.column }, lines)
}

/** A small table of people who belong to the subject: its group or the line above says so, or it asks how each is related. */
function namesRelatives({ grid, groups }: Reading, headings: Place[]): boolean {
  const first = headings[0] as Place
  if (!headings.some(({ text }) => /姓\s*名$/u.test(cleanLabel(text)))) return false
  const above = headingCells(grid, first.row - 1)
  const titles = [
    ...groups.filter((group) => covers(group, first)).map(({ text }) => text),
    ...(above.length === 1 ? [above[0]!.text] : []),
  ]
  return titles.some((text) => relatives.test(text)) || headings.some(({ text }) => isRelation(text) || /与户主(的)?关系/u.test(text))
}

/** Lines under the headings on which nothing stands but their running numbers, each cell as wide as its heading. */
function openLines(grid: Grid, headings: Place[]): number {
  const bottom = (headings[0] as Place).bottom
  const isOpen = (row: number) =>
    headings.every(({ text, column, right }) => {
      const merge = grid.merge(row, column)
      if (merge && (merge[0] !== row || merge[1] !== column || merge[2] !== row || merge[3] !== right)) return false
      const stands = grid.shown(row, column)
      return stands === '' || (/^(序号|编号|序)$/u.test(text) && /^\d{1,3}$/u.test(stands))
    })
  let lines = 0
  while (bottom + lines < grid.lastRow && isOpen(bottom + lines + 1)) lines++
  return lines
}

/** Three or more headings side by side with no labels under them head a small table: their number, otherwise 0. */
function nestedRun(grid: Grid, places: Place[], index: number): number {
  const first = places[index] as Place
  let [run, strong, labelsBelow, open] = [0, 0, 0, 0]
  for (const place of places.slice(index)) {
    const own = headingScore(place.text)
    if (place.row !== first.row || place.bottom !== first.bottom || own < 0.3 || hasBoxes(place.text) || endsWithColon(place.text)) break
    if (headingScore(grid.shown(place.bottom + 1, place.column)) >= 0.8) labelsBelow++
    if (isOpenBelow(grid, place)) open++
    run++
    if (own >= 0.8) strong++
  }
  const headings = strong >= run * 0.8 || (strong >= run * 0.6 && open === run)
  return run >= 3 && headings && labelsBelow < run * 0.4 && first.bottom < grid.lastRow ? run : 0
}

/** A last, shorter line of headings in a form whose lines before had their answers below. */
function continuedRun({ grid, stacked }: Reading, places: Place[], index: number): number {
  if (index > 0) return 0
  let run = 0
  for (const place of places) {
    if (!stacked.has(keyOf(place.row - 1, place.column)) || headingScore(place.text) < 0.3 || !mayAnswer(grid, place)) break
    run++
  }
  return places.slice(run).every((place) => place.text === '') ? run : 0
}

/** The cell below waits for an answer, or holds what is no label. */
function mayAnswer(grid: Grid, place: Place): boolean {
  const text = grid.shown(place.bottom + 1, place.column)
  return isOpenBelow(grid, place) || (text !== '' && headingScore(text) < 0.8 && !isNote(text) && !isSignature(text))
}

/** The cell below is as wide as the heading and waits for an answer: nothing stands there, or boxes to tick. */
function isOpenBelow(grid: Grid, place: Place): boolean {
  const row = place.bottom + 1
  if (row > grid.lastRow) return false
  const below = grid.merge(row, place.column)
  if (below && (below[1] !== place.column || below[3] !== place.right)) return false
  const text = grid.shown(row, place.column)
  return text === '' || (hasBoxes(text) && labelOfBoxes(text) === undefined)
}

function covers(group: Place, place: Place): boolean {
  return group.row <= place.row && group.bottom >= place.bottom && group.right < place.column
}

/** A single label with its colon whose answer stands, or is meant to stand, in the next cell. */
function answersBeside(place: Place, labels: string[], next: Place | undefined): boolean {
  if (labels.length !== 1 || !endsWithColon(place.text) || next === undefined || endsWithColon(next.text)) return false
  return isSignature(next.text) || innerLabels(next.text).length === 0
}

export function cleanLabel(text: string): string {
  return text.replace(/\s*[:：]\s*$/u, '').trim()
}

/** One character that is a label where a colon stands behind it. */
const shortLabels = /^[男女省市县区乡镇村组户年月日幢栋层室号]$/u

/** `姓名：张三  性别：男` in one cell: its labels; `姓 名` is one word. Lines that name the unit and the day around a form count as labels of their own. */
function innerLabels(text: string): string[] {
  if (hasBoxes(text.split(/[:：]/u)[0] ?? '') || isNote(text)) return []
  const joined = text.replace(/(?<![^\s_])(\p{Script=Han})\s+(\p{Script=Han})(?=\s*[:：])/gu, '$1$2')
  const found = [...joined.matchAll(/((?:[（(][^（）()：:]{1,20}[)）]|[^\s：:，,；;。、□☐（）()_])+)\s*[:：]/gu)]
  return found.map((match) => match[1] ?? '').filter(isInnerLabel)
}

function isInnerLabel(label: string): boolean {
  return label.length === 1 ? shortLabels.test(label) : label.length <= 30 && /\p{L}/u.test(label)
}

/** `是否就业□是 □否`: what stands before the boxes is the label, and the boxes are its answers. */
function labelOfBoxes(text: string): string | undefined {
  const at = text.search(/[□☐]/u)
  const label = text.slice(0, Math.max(0, at)).trim()
  if (label.length < 2 || /[□☐]\s*$/u.test(text) || /[:：]/u.test(label) || headingScore(label) < 0.3) return undefined
  return label
}

/** Cells of a row including the empty ones; neighbouring empty cells without merge are one place. */
function placesOf(grid: Grid, row: number): Place[] {
  const places: Place[] = []
  for (let column = 1; column <= grid.lastColumn; column++) {
    const merge = grid.merge(row, column)
    const text = grid.shown(row, column)
    const place = merge
      ? { row: merge[0], column: merge[1], bottom: merge[2], right: merge[3], text }
      : { row, column, bottom: row, right: column, text }
    const before = places.at(-1)
    if (text === '' && !merge && before?.text === '' && before.row === row && before.bottom === row) before.right = column
    else places.push(place)
    column = place.right
  }
  return places
}

type Step = { kind: 'none' | 'group' | 'over' } | { kind: 'pair'; answer: Place; skip: number }

function readPlace(grid: Grid, places: Place[], index: number, grouped: boolean): Step {
  const place = places[index] as Place
  const next = places[index + 1]
  const labelled = endsWithColon(place.text)
  const score = labelled ? 1 : headingScore(place.text)
  // 男 and 女 are labels only where a heading to their left says what is counted.
  const isAnswer = grouped ? looksLikeValue(place.text) : looksLikeData(place.text)
  if (place.text.length > 60 || isAnswer || hasBoxes(place.text)) return { kind: 'none' }
  if (grouped && next && looksLikeData(place.text) && (next.text === '' || looksLikeValue(next.text)))
    return { kind: 'pair', answer: next, skip: 1 }
  if (!next && score >= 0.3 && followsPair(places, index)) return { kind: 'pair', answer: beyond(place), skip: 1 }
  if (!next) return lastInRow(grid, places, index, score)
  if (next.text === '' || hasBoxes(next.text) || isSignature(next.text)) return { kind: 'pair', answer: next, skip: 1 }
  const after = places[index + 2]
  if (after?.text === '' && isInstruction(next.text) && score >= 0.3) return { kind: 'pair', answer: after, skip: 2 }
  if (labelled && !endsWithColon(next.text)) return { kind: 'pair', answer: next, skip: 1 }
  if (score < 0.3) return { kind: 'none' }
  if (place.bottom > place.row && next.bottom < place.bottom) return { kind: 'group' }
  if (/^[男女]$/u.test(next.text) && after && (after.text === '' || looksLikeValue(after.text))) return { kind: 'group' }
  const nextScore = endsWithColon(next.text) ? 1 : headingScore(next.text)
  if (nextScore < 0.8 || nextScore < score - 0.5) return { kind: 'pair', answer: next, skip: 1 }
  const groupOfLine = after !== undefined && (after.text === '' || hasBoxes(after.text))
  return overBlank(grid, place) && !groupOfLine ? { kind: 'over' } : { kind: 'group' }
}

/** A label in the last used column answers beyond it where labels and answers take turns, otherwise below. */
function lastInRow(grid: Grid, places: Place[], index: number, score: number): Step {
  const place = places[index] as Place
  const before = places[index - 1]
  const beyond: Place = { row: place.row, column: place.right + 1, bottom: place.bottom, right: place.right + 1, text: '' }
  const takesTurns = before !== undefined && index % 2 === 0 && headingScore(before.text) < 0.8
  if (takesTurns && score >= 0.8) return { kind: 'pair', answer: beyond, skip: 1 }
  return overBlank(grid, place) && score >= 0.3 ? { kind: 'over' } : { kind: 'none' }
}

/** How to fill in, printed between the label and the place for the answer. */
function isInstruction(text: string): boolean {
  return text.length > 4 && /(填写|填报|如实|格式|例如|例：|请|选填|必填|下拉|说明|注明|勾选)/u.test(text)
}

/** Nothing stands in the cell below, and that cell is as wide as the heading. */
function overBlank(grid: Grid, place: Place): boolean {
  const row = place.bottom + 1
  if (row > grid.lastRow || grid.shown(row, place.column) !== '') return false
  const below = grid.merge(row, place.column)
  return below ? below[1] === place.column : true
}

/** The row runs label, blank, label, blank …: the last label's answer is the cell after it, though nothing was ever typed there. */
function followsPair(places: Place[], index: number): boolean {
  const [label, blank] = [places[index - 2], places[index - 1]]
  return blank?.text === '' && label !== undefined && label.text !== '' && headingScore(label.text) >= 0.3
}

function beyond(place: Place): Place {
  return { row: place.row, column: place.right + 1, bottom: place.row, right: place.right + 1, text: '' }
}
