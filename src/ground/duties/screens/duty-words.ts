/** Words of duty lists that several screens say, and finding an item while somebody types. */
import { foldTyped } from '#kit/filter.ts'
import { initialsOf } from '#kit/initials.ts'
import type { Text } from '#kit/text.ts'
import type { DutyItem, DutyList, Level } from '../contract.ts'

/** A community’s lists have names of their own. */
export function sayList(text: Text, level: Level, list: DutyList): string {
  return text.say(`duties.list.${level === 'community' ? 'community' : 'street'}.${list}`)
}

/** Who leads what is assisted, who took over what is withdrawn. */
export function sayLeadLabel(text: Text, list: DutyList): string {
  return text.say(list === 'withdrawn' ? 'duties.lead-withdrawn' : 'duties.lead')
}

export function sayTerm(text: Text, { from, to }: { from: string; to: string | null }): string {
  const begin = text.day(from, 'short')
  return to === null ? text.say('duties.from', { from: begin }) : text.say('duties.span', { from: begin, to: text.day(to, 'short') })
}

/** By anything that is printed of it, or the pinyin initials of its title. */
export function filterItems(items: readonly DutyItem[], typed: string): DutyItem[] {
  const wanted = foldTyped(typed)
  if (wanted === '') return [...items]
  const byLetters = /^[a-z]+$/.test(wanted)
  return items.filter(({ title, category, subcategory, lead, partners, tasks, basis }) => {
    const said = [title, category, subcategory, lead, ...partners, tasks, basis].some((one) => foldTyped(one).includes(wanted))
    return said || (byLetters && initialsOf(title).includes(wanted))
  })
}
