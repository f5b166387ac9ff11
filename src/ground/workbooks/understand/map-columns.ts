import type { Catalogue } from '#ground/facts/catalogue.ts'
import type { Range, Sheet, SheetLayout, Understanding } from '../contract.ts'
import { findCell } from '../read/address.ts'
import { type Background, type Candidate, candidatesFor, contextsOf, type Question } from './candidates.ts'
import { indexOf, sharesWordOf } from './catalogue-index.ts'
import { decide, findNames, markRepeats, markUnregistered, type Verdict } from './decide.ts'
import { topicOf } from './generic.ts'
import { contextKeys, pathKey, readHeading } from './heading.ts'
import { isLocal } from './local-columns.ts'
import { besidesOtherMatter, speaksOfOtherMatter } from './other-matters.ts'
import { ownersOf } from './owners.ts'
import { noSamples, type Profile, profileOf, sampleColumns } from './samples.ts'
import { subjectOf } from './subject.ts'
import { markUnheard } from './unheard.ts'

/** Confirmations of a street: what a heading with its upper headings meant there, by `pathKey`; `null` for a column that is nobody's fact. */
export type Learned = ReadonlyMap<string, string | null>

/** `options`: what the sheet lets choose from. */
type Asked = { path: string[]; profile: Profile; options: string[]; column?: number; cell?: string }

/**
 * Says for every column (or labelled cell of a card) which element it asks, how sure that is, why, and what else it may be.
 * Certain is only what the heading says word by word, in its context, about the subject of the sheet, with cells that agree.
 */
export function mapColumns(layout: SheetLayout, sheet: Sheet, catalogue: Catalogue, learned?: Learned): Understanding[] {
  const index = indexOf(catalogue)
  const subject = subjectOf(index, layout, sheet.name)
  const title = [layout.title ?? '', sheet.name].map((text) => contextKeys(text)[0] ?? '').join(' ')
  const asked = layout.layout === 'card' ? askedCells(layout, sheet) : askedColumns(layout, sheet)
  const documentTypes = asked.some(({ path }) => /证件(类型|种类|类别|名称)|持证种类/u.test(path.at(-1) ?? ''))
  const paths = asked.map(({ path }) => path)
  const background: Background = { index, subject, title, paths, documentTypes }
  const owners = ownersOf(index, paths, { title, card: layout.layout === 'card' })
  const verdicts = asked.map(({ path, profile, options }, at): Verdict => {
    const known = learned?.get(pathKey(path))
    if (known !== undefined && (known === null || catalogue.elements.has(known)))
      return { element: known, confidence: 0.99, certain: true, say: 'workbook.understood.learned', candidates: [] }
    const leaf = readHeading(path.at(-1) ?? '')
    if (isLocal(path, profile, at === 0))
      return { element: null, confidence: 0.99, certain: true, say: 'workbook.understood.local', candidates: [] }
    if (speaksOfOtherMatter(leaf.text)) {
      const rest = topicOf(besidesOtherMatter(leaf.forms.at(-1)?.key ?? ''))
      const certain = !sharesWordOf(index, rest, (kind) => subject.weight(kind) >= 0.75)
      return { element: null, confidence: certain ? 0.99 : 0.85, certain, say: 'workbook.understood.local', candidates: [] }
    }
    const question: Question = {
      path,
      leaf,
      owner: owners[at]!,
      profile,
      options: leaf.options.length > 0 ? leaf.options : options,
      contexts: contextsOf(path),
    }
    const candidates: Candidate[] = candidatesFor(question, background)
    return decide(question, candidates, background, layout.layout)
  })
  if (layout.layout === 'roster') findNames(asked, verdicts, background)
  markRepeats(verdicts)
  if (layout.layout !== 'statistics') markUnregistered(verdicts, background)
  if (layout.layout !== 'statistics') markUnheard(verdicts, background)
  return asked.map((one, at) => understandingOf(one, verdicts[at]!))
}

function askedColumns(layout: SheetLayout, sheet: Sheet): Asked[] {
  const samples = sampleColumns(sheet, layout)
  return layout.columns.map(({ column, path }) => {
    const options = choicesAt(sheet, layout.dataRows[0], column)
    return { path, column, options, profile: samples.get(column) ?? noSamples }
  })
}

function askedCells(layout: SheetLayout, sheet: Sheet): Asked[] {
  const rows = new Map(sheet.rows.map(({ row, cells }) => [row, cells]))
  return layout.cells.map(({ path, label, answer }) => {
    const place = label === answer ? undefined : findCell(answer)
    const found = place ? rows.get(place.row)?.get(place.column) : undefined
    const isBoxes = found !== undefined && /[□☐]/u.test(found.text)
    const options = place ? choicesAt(sheet, place.row, place.column) : []
    return {
      options,
      path: isBoxes ? withBoxes(path, found.text) : path,
      cell: answer,
      profile: found && !isBoxes ? profileOf([found]) : noSamples,
    }
  })
}

function choicesAt({ choices }: Sheet, row: number, column: number): string[] {
  const holds = ([top, left, bottom, right]: Range) => row >= top && row <= bottom && column >= left && column <= right
  return choices?.find(({ ranges }) => ranges.some(holds))?.options ?? []
}

/** Answers printed beside a label are its options. */
function withBoxes(path: string[], boxes: string): string[] {
  return [...path.slice(0, -1), `${path.at(-1) ?? ''}${boxes.slice(boxes.search(/[□☐]/u))}`]
}

function understandingOf({ path, column, cell }: Asked, verdict: Verdict): Understanding {
  const values = verdict.with
  return {
    path: path.map((text, at) => (at === path.length - 1 && cell !== undefined ? text.replace(/[□☐].*$/u, '').trim() : text)),
    ...(column === undefined ? {} : { column }),
    ...(cell === undefined ? {} : { cell }),
    element: verdict.element,
    confidence: Math.round(verdict.confidence * 100) / 100,
    certain: verdict.certain,
    reason: values ? { say: verdict.say, with: values } : { say: verdict.say },
    alternatives: verdict.candidates
      .filter((candidate) => candidate.element.id !== verdict.element && candidate.score > 0.2)
      .slice(0, 4)
      .map((candidate) => ({ element: candidate.element.id, confidence: Math.round(candidate.score * 0.8 * 100) / 100 })),
  }
}
