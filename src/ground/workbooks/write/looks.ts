/** How a cell looks. Looks are few in a workbook; equal ones share one style. */
export type Look = {
  bold?: true
  /** Points; 11 when absent. */
  size?: number
  align?: 'left' | 'center' | 'right'
  wrap?: true
  border?: true
  /** Background as `RRGGBB`. */
  fill?: string
  /**
   * `text` keeps what is typed later as text, so that an identity number never becomes 1.1E+17; the others are number formats.
   * Any other string is a number format of the workbook's own (`0.00%`).
   */
  format?: 'text' | 'integer' | 'decimal' | 'money' | 'percent' | 'day' | 'day-time' | (string & {})
}

const formatCodes: Record<string, string> = {
  text: '@',
  integer: '0',
  decimal: '0.00',
  money: '#,##0.00',
  percent: '0.0%',
  day: 'yyyy-mm-dd',
  'day-time': 'yyyy-mm-dd hh:mm',
}
/** Formats every program knows by number (ECMA-376-1 §18.8.30). */
const builtIn: Record<string, number> = { '0': 1, '0.00': 2, '#,##0.00': 4, '@': 49 }
const firstOwnFormat = 164

/** The styles of one workbook, collected while its sheets are written. */
export type Styles = {
  index: Map<string, number>
  looks: { look: Look; quoted: boolean }[]
  /** By the object itself, since a list gives the same look to each cell of a column. */
  known: WeakMap<Look, { [use in Use]?: number }>
}

/** What the cell holds: `quoted` is text that begins like a formula, `day` a civil day without a format of its own. */
export type Use = 'plain' | 'quoted' | 'day'

export function newStyles(): Styles {
  const styles: Styles = { index: new Map(), looks: [], known: new WeakMap() }
  styleOf(styles, {}, 'plain')
  return styles
}

/** The number of the style for a look. Quoted text is marked, so that editing the cell leaves it text. */
export function styleOf(styles: Styles, look: Look, use: Use): number {
  const numbers = styles.known.get(look) ?? {}
  const known = numbers[use]
  if (known !== undefined) return known
  const number = addStyle(styles, use === 'day' ? { ...look, format: look.format ?? 'day' } : look, use === 'quoted')
  styles.known.set(look, { ...numbers, [use]: number })
  return number
}

function addStyle(styles: Styles, look: Look, quoted: boolean): number {
  const { bold, size, align, wrap, border, fill, format } = look
  const key = [bold, size, align, wrap, border, fill, format, quoted].join('|')
  const known = styles.index.get(key)
  if (known !== undefined) return known
  styles.looks.push({ look, quoted })
  styles.index.set(key, styles.looks.length - 1)
  return styles.looks.length - 1
}

/** `xl/styles.xml` for all looks collected. The typeface is the one every Chinese office suite has. */
export function stylesXml(styles: Styles): string {
  const fonts = newList(font({}))
  const fills = newList('<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>')
  const borders = newList('<border><left/><right/><top/><bottom/><diagonal/></border>')
  const formats = newList()
  const cellStyles = styles.looks.map(({ look, quoted }) => {
    const code = look.format === undefined ? undefined : (formatCodes[look.format] ?? look.format)
    const format = code === undefined ? 0 : (builtIn[code] ?? firstOwnFormat + place(formats, code))
    const [fontId, fillId, borderId] = [place(fonts, font(look)), place(fills, fill(look)), look.border ? place(borders, thinBorder) : 0]
    const marks = `${quoted ? ' quotePrefix="1"' : ''} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"`
    return `<xf numFmtId="${format}" fontId="${fontId}" fillId="${fillId}" borderId="${borderId}" xfId="0"${marks}>${alignment(look)}</xf>`
  })
  const numberFormats = [...formats.keys()].map((code, at) => `<numFmt numFmtId="${firstOwnFormat + at}" formatCode="${attribute(code)}"/>`)
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    counted('numFmts', numberFormats),
    counted('fonts', [...fonts.keys()]),
    counted('fills', [...fills.keys()]),
    counted('borders', [...borders.keys()]),
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    counted('cellXfs', cellStyles),
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
  ].join('')
}

/** Parts in the order in which they were first asked for. */
type List = Map<string, number>

function newList(...first: string[]): List {
  return new Map(first.map((part, at) => [part, at]))
}

function place(list: List, part: string): number {
  const known = list.get(part)
  if (known !== undefined) return known
  list.set(part, list.size)
  return list.size - 1
}

function counted(name: string, parts: string[]): string {
  return parts.length === 0 ? '' : `<${name} count="${parts.length}">${parts.join('')}</${name}>`
}

function font({ bold, size }: Look): string {
  return `<font>${bold ? '<b/>' : ''}<sz val="${size ?? 11}"/><name val="宋体"/><family val="3"/><charset val="134"/></font>`
}

function fill({ fill: colour }: Look): string {
  if (colour === undefined) return '<fill><patternFill patternType="none"/></fill>'
  if (!/^[0-9A-Fa-f]{6}$/.test(colour)) throw new Error('a fill is six hexadecimal digits')
  return `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour.toUpperCase()}"/><bgColor indexed="64"/></patternFill></fill>`
}

const side = (name: string) => `<${name} style="thin"><color indexed="64"/></${name}>`
const thinBorder = `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border>`

function alignment({ align, wrap }: Look): string {
  return `<alignment${align ? ` horizontal="${align}"` : ''} vertical="center"${wrap ? ' wrapText="1"' : ''}/>`
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
