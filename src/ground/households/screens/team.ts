import type { Text } from '#kit/text.ts'

/** Named by role, stairwell heads only counted: there are many. */
export function teamOf(text: Text, members: readonly { role: string; name: string; phone?: string }[]): string {
  const named = members
    .filter((member) => member.role !== 'stairwell-head')
    .map((member) => `${text.say(`role.${member.role}`)} ${member.name}${member.phone ? ` ${member.phone}` : ''}`)
  const heads = members.length - named.length
  return [...named, ...(heads > 0 ? [text.say('estates.heads', { n: heads })] : [])].join(' · ')
}
