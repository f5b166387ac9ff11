/** A post in words, and the shapes the staff's dialogs share. */
import type { OutputOf } from '#base/contract.ts'
import type { Text } from '#kit/text.ts'
import type { listStaff } from '../staff/contract.ts'

export type Staff = OutputOf<typeof listStaff>
export type StaffLogin = Staff['logins'][number]

export function sayPost(text: Text, post: StaffLogin['posts'][number]): string {
  const term = post.to
    ? text.say('staff.term', { from: text.day(post.from, 'short'), to: text.day(post.to, 'short') })
    : text.say('staff.since', { from: text.day(post.from, 'short') })
  return text.say('staff.post', { title: post.title, area: post.area, term })
}
