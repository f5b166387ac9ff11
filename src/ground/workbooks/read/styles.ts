import { findAttribute, localName, scanAll } from './markup.ts'
import { builtInFormat, formatMeaning, type NumberFormat } from './number-formats.ts'

/** What a reader needs to know of a cell's style: its number format, and whether lines are drawn around it. */
export type CellStyle = NumberFormat & { ruled: boolean }

export const plainStyle: CellStyle = { day: false, time: false, ruled: false }

/** The cell styles of a `styles.xml` by their index, as the `s` attribute of cells points to them. */
export function readStyles(part: Buffer): CellStyle[] {
  const custom = new Map<number, NumberFormat>()
  const ruled: boolean[] = []
  const styles: CellStyle[] = []
  let [inBorders, inCellStyles] = [false, false]
  scanAll(part, (scanner) => {
    if (scanner.kind === 'text' || scanner.kind === 'other' || scanner.kind === 'cdata') return
    const name = localName(scanner)
    const opens = scanner.kind !== 'close'
    const number = (attribute: string) => Number(findAttribute(scanner, attribute) ?? 0)
    if (name === 'borders') inBorders = scanner.kind === 'open'
    else if (name === 'cellXfs') inCellStyles = scanner.kind === 'open'
    else if (!opens) return
    else if (name === 'numFmt' && !inCellStyles) custom.set(number('numFmtId'), formatMeaning(findAttribute(scanner, 'formatCode') ?? ''))
    else if (inBorders && name === 'border') ruled.push(false)
    else if (inBorders && side.has(name) && (findAttribute(scanner, 'style') ?? 'none') !== 'none') ruled[ruled.length - 1] = true
    else if (inCellStyles && name === 'xf') {
      const id = number('numFmtId')
      styles.push({ ...(custom.get(id) ?? builtInFormat(id)), ruled: ruled[number('borderId')] ?? false })
    }
  })
  return styles
}

const side = new Set(['left', 'right', 'top', 'bottom', 'start', 'end'])
