import { findAttribute, localName, type Scanner, scanAll, tokenText } from '#ground/workbooks/read/markup.ts'
import { type Growths, grownFormula } from './references.ts'
import { escapeAttribute, escapeText, rewritePart, tagPrefix, tokenSource, withAttribute } from './rewrite.ts'

/**
 * Edits of the parts around the sheets: names, recalculation, the list of parts, and the mark.
 */

/** Children of `<workbook>` that stand behind `<calcPr>` (ECMA-376-1 §18.2.27, a sequence). */
const behindCalculation = new Set([
  'oleSize',
  'customWorkbookViews',
  'pivotCaches',
  'smartTagPr',
  'smartTagTypes',
  'webPublishing',
  'fileRecoveryPr',
  'webPublishObjects',
  'extLst',
])

/** `workbook.xml`: names move with the rows they speak of, and everything is computed when the workbook is opened. */
export function editWorkbookPart(part: Buffer, growths: Growths): Buffer {
  let [inName, settled] = [false, false]
  return rewritePart(part, (scanner) => {
    if (scanner.kind === 'text' || scanner.kind === 'cdata') {
      if (!inName || growths.size === 0) return undefined
      const before = tokenText(scanner)
      const after = grownFormula(before, growths, { sheet: '' })
      return after === before ? undefined : escapeText(after)
    }
    if (scanner.kind === 'other') return undefined
    const name = localName(scanner)
    if (name === 'definedName') inName = scanner.kind === 'open'
    if (name === 'calcPr' && scanner.kind !== 'close') {
      settled = true
      return withAttribute(tokenSource(scanner), 'fullCalcOnLoad', '1')
    }
    const end = name === 'workbook' && scanner.kind === 'close'
    const behind = behindCalculation.has(name) && scanner.depth === (scanner.kind === 'open' ? 2 : 1)
    if (settled || !(end || behind)) return undefined
    settled = true
    return `<${tagPrefix(scanner)}calcPr fullCalcOnLoad="1"/>${tokenSource(scanner)}`
  })
}

/** `[Content_Types].xml` without one part and with others. */
export function editContentTypes(part: Buffer, without: string | undefined, added: Record<string, string>): Buffer {
  return rewritePart(part, (scanner) => {
    if (scanner.kind === 'empty' && localName(scanner) === 'Override') {
      return without !== undefined && findAttribute(scanner, 'PartName')?.toLowerCase() === `/${without.toLowerCase()}` ? '' : undefined
    }
    if (scanner.kind !== 'close' || localName(scanner) !== 'Types') return undefined
    const prefix = tagPrefix(scanner)
    const overrides = Object.entries(added).map(
      ([name, type]) => `<${prefix}Override PartName="/${escapeAttribute(name)}" ContentType="${type}"/>`,
    )
    return overrides.length === 0 ? undefined : overrides.join('') + tokenSource(scanner)
  })
}

/** A relationships part without the relationships of one kind (the last part of their type). */
export function withoutRelationships(part: Buffer, kind: string): Buffer {
  return rewritePart(part, (scanner) => {
    if (scanner.kind !== 'empty' || localName(scanner) !== 'Relationship') return undefined
    return findAttribute(scanner, 'Type')?.endsWith(`/${kind}`) ? '' : undefined
  })
}

/** An id no relationship of the part bears yet. */
export function freeRelationship(part: Buffer): string {
  const used = new Set<string>()
  scanAll(part, (scanner) => {
    if ((scanner.kind === 'empty' || scanner.kind === 'open') && localName(scanner) === 'Relationship')
      used.add(findAttribute(scanner, 'Id') ?? '')
  })
  let number = used.size + 1
  while (used.has(`rId${number}`)) number++
  return `rId${number}`
}

/** A relationships part with one more relationship. */
export function withRelationship(part: Buffer, type: string, target: string, id = freeRelationship(part)): Buffer {
  return rewritePart(part, (scanner) => {
    if (scanner.kind !== 'close' || localName(scanner) !== 'Relationships') return undefined
    return `<${tagPrefix(scanner)}Relationship Id="${id}" Type="${type}" Target="${target}"/>${tokenSource(scanner)}`
  })
}

export const coreType = 'application/vnd.openxmlformats-package.core-properties+xml'
export const coreRelationship = 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties'
const coreNamespace = 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties'

/** A `docProps/core.xml` that holds nothing but the mark. */
export function corePart(mark: string): Buffer {
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp="${coreNamespace}"><cp:keywords>${escapeText(mark)}</cp:keywords></cp:coreProperties>`,
  )
}

/**
 * The mark as one of the workbook's keywords, behind those it has: the one place of the core properties that office programs show
 * to people and keep when they save.
 */
export function markCorePart(part: Buffer, mark: string): Buffer {
  let [inKeywords, marked] = [false, false]
  const keywords = (before: string) => escapeText(before.trim() === '' ? mark : `${before.trim()}; ${mark}`)
  return rewritePart(part, (scanner) => {
    if (scanner.kind === 'text' || scanner.kind === 'cdata') {
      if (!inKeywords || marked) return undefined
      marked = true
      return keywords(tokenText(scanner))
    }
    if (scanner.kind === 'other') return undefined
    return markTag(scanner)
  })

  function markTag(scanner: Scanner): string | undefined {
    const name = localName(scanner)
    const prefix = tagPrefix(scanner)
    if (name === 'keywords') {
      inKeywords = scanner.kind === 'open'
      if (scanner.kind === 'open' || marked) return undefined
      marked = true
      if (scanner.kind === 'close') return keywords('') + tokenSource(scanner)
      return `<${prefix}keywords>${keywords('')}</${prefix}keywords>`
    }
    if (name !== 'coreProperties' || marked || scanner.kind === 'open') return undefined
    marked = true
    const added = `<${prefix}keywords>${keywords('')}</${prefix}keywords>`
    if (scanner.kind === 'close') return added + tokenSource(scanner)
    return `${tokenSource(scanner).replace(/\s*\/>$/, '>')}${added}</${prefix}coreProperties>`
  }
}

export type WorkbookExtension = 'xlsx' | 'xlsm' | 'xltx' | 'xltm'

/** How a workbook must be named to open: office programs refuse a name that does not fit the content type of its workbook part. */
export function findExtension(contentTypes: Buffer, workbook: string): WorkbookExtension {
  let type = ''
  scanAll(contentTypes, (scanner) => {
    if (scanner.kind === 'empty' && findAttribute(scanner, 'PartName')?.toLowerCase() === `/${workbook.toLowerCase()}`)
      type = findAttribute(scanner, 'ContentType') ?? ''
  })
  const macros = type.includes('macroEnabled')
  if (type.includes('template')) return macros ? 'xltm' : 'xltx'
  return macros ? 'xlsm' : 'xlsx'
}
