/**
 * Pinyin initials in the browser without a dictionary: the zh collation sorts Han characters by reading, so a character's initial is the last
 * letter whose first character sorts not after it. Wrong for some characters with several readings; used only to narrow lists, never to decide.
 */
const letters = 'abcdefghjklmnopqrstwxyz'
// The first common character of each initial in pinyin order.
const firsts = '阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他哇夕丫帀'

const collator = new Intl.Collator('zh-Hans-CN-u-co-pinyin')

/** `王建国` → `wjg`; Latin letters and digits pass in lower case, other signs are dropped. */
export function initialsOf(text: string): string {
  let initials = ''
  for (const character of text) initials += initialOf(character)
  return initials
}

function initialOf(character: string): string {
  if (/[a-z0-9]/i.test(character)) return character.toLowerCase()
  if (!/\p{Script=Han}/u.test(character)) return ''
  for (let index = firsts.length - 1; index >= 0; index--) {
    if (collator.compare(firsts[index]!, character) <= 0) return letters[index]!
  }
  return ''
}
