/**
 * The yearly notice of the State Council on free days, as it is printed: 一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
 * Whoever keeps a house on a closed network pastes the text; nothing has to be typed off. What the notice says twice is held against itself.
 */
import { addDays, type Day, dayOf, daysBetween, isCivil, weekday } from '../values/day.ts'
import { normaliseText } from '../values/normalise.ts'

export type NoticeFault = { say: string; with: Record<string, string | number> }
export type Notice = { year: number; free: Day[]; work: Day[]; faults: NoticeFault[] }

const numerals = '日一二三四五六'
/** A day with its brackets: year and month may stand before an earlier day only. */
const dayPattern = /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^)]*)\))?/g
/** No rest by notice was ever so long. */
const LONGEST = 20

/** `undefined` when the text names no year or no free day. */
export function readNotice(given: string): Notice | undefined {
  const text = normaliseText(given).replace(/ /g, '')
  const year = Number(/关于(\d{4})年/.exec(text)?.[1] ?? /(\d{4})年(?:元旦|部分节假日)/.exec(text)?.[1])
  if (!year) return undefined
  const notice: Notice = { year, free: [], work: [], faults: [] }
  for (const part of text.split(/(?=[一二三四五六七八九十]、[^。]{1,12}:)/).slice(1)) readPart(part, notice)
  if (notice.free.length === 0) return undefined
  notice.free = [...new Set(notice.free)].sort()
  notice.work = [...new Set(notice.work)].sort()
  for (const day of notice.work)
    if (weekday(day) <= 5 || notice.free.includes(day)) notice.faults.push({ say: 'free-days.work-not-weekend', with: { day } })
  return notice
}

/** One feast: its free days, its make-up days, and how many the notice itself counts. */
function readPart(part: string, notice: Notice): void {
  const free: Day[] = []
  // Advice to take leave beside (鼓励……安排职工在除夕休息) frees nobody.
  for (const clause of part.split(/[,。;]/).filter((one) => !/鼓励|安排职工/.test(one))) {
    if (/上班/.test(clause)) notice.work.push(...readDays(clause, notice))
    else if (/放假|补休|调休/.test(clause)) free.push(...readDays(clause, notice))
  }
  const counted = Number(/共(\d{1,2})天/.exec(part)?.[1] ?? 0)
  const name = /、([^:]{1,12}):/.exec(part)?.[1] ?? ''
  if (counted > 0 && counted !== free.length) notice.faults.push({ say: 'free-days.count', with: { name, counted, found: free.length } })
  notice.free.push(...free)
}

/** The days of one clause; 至 between two of them means all from one to the other. */
function readDays(clause: string, notice: Notice): Day[] {
  const days: Day[] = []
  let [year, month, end] = [notice.year, 0, 0]
  for (const match of clause.matchAll(dayPattern)) {
    year = Number(match[1] ?? year)
    month = Number(match[2] ?? month)
    if (!isCivil(year, month, Number(match[3]))) {
      notice.faults.push({ say: 'free-days.no-such-day', with: { month, day: Number(match[3]) } })
      continue
    }
    const day = dayOf(year, month, Number(match[3]))
    const said = /(?:周|星期)([日一二三四五六])/.exec(match[4] ?? '')?.[1]
    if (said && numerals.indexOf(said) !== weekday(day) % 7) notice.faults.push({ say: 'free-days.weekday', with: { day, said } })
    const before = days.at(-1)
    if (before && clause.slice(end, match.index).includes('至')) {
      const length = daysBetween(before, day)
      if (length < 1 || length > LONGEST) notice.faults.push({ say: 'free-days.span', with: { from: before, to: day } })
      else for (let at = 1; at <= length; at += 1) days.push(addDays(before, at))
    } else days.push(day)
    end = match.index + match[0].length
  }
  return days
}
