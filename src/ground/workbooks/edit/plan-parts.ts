import { findAttribute, localName } from '#ground/workbooks/read/markup.ts'
import {
  getPart,
  type Package,
  type Part,
  readPart,
  readRelationships,
  relationshipsPart,
  xmlChunks,
} from '#ground/workbooks/read/package.ts'
import type { WorkbookParts } from '#ground/workbooks/read/xlsx.ts'
import { type AddedSheet, addedSheetXml, freeSheetName, sheetType, withSheets } from './added-sheet.ts'
import type { PartPlan } from './archive.ts'
import { editOtherSheet } from './other-sheet.ts'
import {
  corePart,
  coreRelationship,
  coreType,
  editContentTypes,
  editWorkbookPart,
  freeRelationship,
  markCorePart,
  withoutRelationships,
  withRelationship,
} from './package-edit.ts'
import { type Growths, grownRanges } from './references.ts'
import { rewritePart, withAttributes } from './rewrite.ts'
import type { EditReport, SheetPlan } from './row-writer.ts'
import { editSheet } from './sheet-edit.ts'
import { shiftReferences, shiftVml } from './shift-part.ts'

/** What is to be done in a workbook: plans by the name of the sheet's part, growths by the sheet's name (only where rows are added). */
export type Plans = { sheets: Map<string, SheetPlan>; growths: Growths; report: EditReport; added: readonly AddedSheet[] }

type Changed = Map<string, PartPlan['content'] | null>

/** All parts of the filled archive in their order: changed ones with what they become, the others as they are. */
export async function planParts(
  container: Package,
  parts: WorkbookParts,
  plans: Plans,
  mark: string,
  signal?: AbortSignal,
): Promise<PartPlan[]> {
  const changed = await changedParts(container, parts, plans, mark, signal)
  const planned: PartPlan[] = []
  for (const part of container.parts) {
    const content = changed.get(part.name)
    changed.delete(part.name)
    if (content !== null)
      planned.push({ name: part.name, modified: part.modified, stored: part.stored, content: content ?? (() => part.open()) })
  }
  const modified = parts.workbook.modified
  for (const [name, content] of changed) if (content !== null) planned.push({ name, modified, stored: false, content })
  return planned
}

/** The parts that differ from the source; null for the one that is left out. */
async function changedParts(container: Package, parts: WorkbookParts, plans: Plans, mark: string, signal?: AbortSignal): Promise<Changed> {
  const changed: Changed = new Map()
  const { growths } = plans
  changed.set(parts.workbook.name, editWorkbookPart(await readPart(parts.workbook), growths))
  for (const { name, part } of parts.sheets) {
    const plan = plans.sheets.get(part.name)
    if (plan) changed.set(part.name, () => editSheet(xmlChunks(part, signal), plan))
    else if (growths.size > 0) changed.set(part.name, () => editOtherSheet(() => xmlChunks(part, signal), name, growths))
  }
  if (growths.size > 0) await moveAround(container, parts, growths, changed)
  await dropCalculationChain(container, parts, changed)
  await setMark(container, mark, changed)
  if (plans.added.length > 0) await addSheets(container, parts, plans.added, changed)
  return changed
}

const officeSpaces = {
  transitional: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  strict: 'http://purl.oclc.org/ooxml/officeDocument/relationships',
}

/** Behind the sheets there are, each in a part of its own. */
async function addSheets(container: Package, parts: WorkbookParts, added: readonly AddedSheet[], changed: Changed): Promise<void> {
  const now = async (name: string) => {
    const content = changed.get(name)
    return content instanceof Buffer ? content : readPart(getPart(container, name))
  }
  const workbook = parts.workbook.name
  const relationships = getPart(container, relationshipsPart(workbook)).name
  const types = getPart(container, '[Content_Types].xml').name
  const space = (await readPart(parts.workbook)).includes(officeSpaces.strict) ? officeSpaces.strict : officeSpaces.transitional
  const names = parts.sheets.map(({ name }) => name)
  const listed: { name: string; relationship: string }[] = []
  for (const sheet of added) {
    // Some programs know sheets by this name alone.
    let number = names.length + listed.length + 1
    while (container.findPart(`xl/worksheets/sheet${number}.xml`) || changed.has(`xl/worksheets/sheet${number}.xml`)) number += 1
    const part = `xl/worksheets/sheet${number}.xml`
    const before = await now(relationships)
    const relationship = freeRelationship(before)
    changed.set(relationships, withRelationship(before, `${space}/worksheet`, `/${part}`, relationship))
    changed.set(types, editContentTypes(await now(types), undefined, { [part]: sheetType }))
    changed.set(part, () => addedSheetXml(sheet))
    const name = freeSheetName(sheet.name, [...names, ...listed.map((one) => one.name)])
    listed.push({ name, relationship })
  }
  changed.set(workbook, withSheets(await now(workbook), listed, space))
}

/** What hangs on grown sheets (tables, comments, drawings), and what else speaks of their cells (charts, pivot sources). */
async function moveAround(container: Package, parts: WorkbookParts, growths: Growths, changed: Changed): Promise<void> {
  for (const { name, part } of parts.sheets) {
    const own = growths.get(name.toLowerCase())
    if (!own) continue
    for (const { type, target, external } of await readRelationships(container, part.name)) {
      const related = external ? undefined : container.findPart(target)
      if (!related) continue
      if (type === 'vmlDrawing') changed.set(related.name, Buffer.from(shiftVml((await readPart(related)).toString('utf8'), own)))
      else if (hanging.has(type)) changed.set(related.name, rewritePart(await readPart(related), shiftReferences(name, growths, own)))
    }
  }
  for (const part of container.parts) {
    if (changed.has(part.name)) continue
    if (/^xl\/(?:charts|chartEx)\/[^/]+\.xml$/i.test(part.name))
      changed.set(part.name, rewritePart(await readPart(part), shiftReferences('', growths, undefined)))
    else if (/^xl\/pivotCache\/pivotCacheDefinition[^/]*\.xml$/i.test(part.name))
      changed.set(part.name, await movedPivotSource(part, growths))
  }
}

const hanging = new Set(['table', 'comments', 'threadedComment', 'drawing', 'pivotTable', 'ctrlProp'])

async function movedPivotSource(part: Part, growths: Growths): Promise<Buffer> {
  return rewritePart(await readPart(part, 256 * 1024 ** 2), (scanner) => {
    if ((scanner.kind !== 'open' && scanner.kind !== 'empty') || localName(scanner) !== 'worksheetSource') return undefined
    const growth = growths.get((findAttribute(scanner, 'sheet') ?? '').toLowerCase())
    return growth && withAttributes(scanner, (attribute, value) => (attribute === 'ref' ? grownRanges(value, growth) : undefined))
  })
}

/** The list of cells in computing order is rebuilt by every program that opens the workbook; a stale one is an error to them. */
async function dropCalculationChain(container: Package, parts: WorkbookParts, changed: Changed): Promise<void> {
  const chain = parts.findRelated('calcChain')
  if (!chain) return
  changed.set(chain.name, null)
  const relationships = getPart(container, relationshipsPart(parts.workbook.name))
  changed.set(relationships.name, withoutRelationships(await readPart(relationships), 'calcChain'))
  const types = getPart(container, '[Content_Types].xml')
  changed.set(types.name, editContentTypes(await readPart(types), chain.name, {}))
}

async function setMark(container: Package, mark: string, changed: Changed): Promise<void> {
  const found = (await readRelationships(container, '')).find(({ type }) => type === 'core-properties')
  const core = found && container.findPart(found.target)
  if (core) {
    changed.set(core.name, markCorePart(await readPart(core), mark))
    return
  }
  const name = 'docProps/core.xml'
  const root = getPart(container, relationshipsPart(''))
  const types = getPart(container, '[Content_Types].xml')
  const before = changed.get(types.name)
  changed.set(name, corePart(mark))
  changed.set(root.name, withRelationship(await readPart(root), coreRelationship, name))
  changed.set(types.name, editContentTypes(before instanceof Buffer ? before : await readPart(types), undefined, { [name]: coreType }))
}
