import { partsOf } from '#base/values/day.ts'
import type { SimpleCell } from '#ground/workbooks/write/simple.ts'
import type { Draw } from './draw.ts'

/** How people put values into cells over the years: each function picks one of the spellings that real rosters show. */

export function spellName(draw: Draw, name: string): string {
  if (name.length === 2 && draw.chance(0.22)) return `${name.charAt(0)}${draw.pick(['　', ' ', '  '])}${name.charAt(1)}`
  return draw.chance(0.02) ? ` ${name} ` : name
}

/** Eight spellings of a day, one of them a date cell and one a number. */
export function spellDay(draw: Draw, day: string): SimpleCell {
  const { year, month, day: date } = partsOf(day)
  const [mm, dd] = [String(month).padStart(2, '0'), String(date).padStart(2, '0')]
  return draw.weighted<SimpleCell>([
    [day, 22],
    [`${year}.${month}.${date}`, 18],
    [`${year}年${month}月${date}日`, 14],
    [`${year}/${month}/${date}`, 12],
    [`${year}${mm}${dd}`, 10],
    [{ value: { day }, look: { format: 'yyyy/m/d', border: true } }, 16],
    [{ value: Number(`${year}${mm}${dd}`), look: { format: 'General', border: true } }, 4],
    [fullWidth(`${year}-${mm}-${dd}`), 4],
  ])
}

/**
 * A citizen number as text, in groups, full-width, with a small x; as a number, which Excel has cut to fifteen digits; as the text Excel
 * shows for it; or, of people who were registered before 1999, as the fifteen digits of then.
 */
export function spellIdNumber(draw: Draw, number: string): SimpleCell {
  const text = (value: string): SimpleCell => ({ value, look: { format: 'text', border: true } })
  const old = number.slice(6, 8) === '19' && number.slice(6, 10) < '1985' && draw.chance(0.05)
  if (old) return text(number.slice(0, 6) + number.slice(8, 17))
  const digits = /^\d{18}$/.test(number)
  return draw.weighted<SimpleCell>([
    [text(number), 78],
    [text(`${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`), 5],
    [text(fullWidth(number)), 4],
    [text(number.toLowerCase()), 5],
    [text(`'${number}`), 2],
    [{ value: Number(number.replace('X', '0')), look: { format: 'General', border: true } }, digits ? 4 : 0],
    [text(`${(Number(number.replace('X', '0')) / 1e17).toFixed(5)}E+17`), digits ? 2 : 0],
  ])
}

/** One telephone, or two in one cell with a word beside them. `other` belongs to a relative. */
export function spellPhone(draw: Draw, phone: string, other: string): SimpleCell {
  return draw.weighted<SimpleCell>([
    [{ value: phone, look: { format: 'text', border: true } }, 60],
    [Number(phone), 14],
    [`${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`, 6],
    [`${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`, 6],
    [fullWidth(phone), 3],
    [`${phone}/${other}`, 4],
    [`${phone}、${other}(儿子)`, 4],
    [`${phone}（本人） ${other}（家）`, 3],
  ])
}

export function spellSex(draw: Draw, male: boolean): string {
  return draw.chance(0.97) ? (male ? '男' : '女') : male ? '男性' : '女性'
}

export function spellBuilding(draw: Draw, building: string): SimpleCell {
  const number = building.replace(/号楼$/, '')
  if (!/^\d+$/.test(number)) return building
  return draw.weighted<SimpleCell>([
    [`${number}号楼`, 45],
    [`${number}#`, 20],
    [Number(number), 20],
    [`${number}＃`, 5],
    [`${number}幢`, 10],
  ])
}

export function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
}
