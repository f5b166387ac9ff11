/**
 * Answers inside a cell that holds words of the form already: `□男 □女` is ticked, `姓名：____` and `__年__月` are written into. The form's words stay.
 * Pure.
 */

/** An answer as it is written, whether a printed option means it, and whether several may. */
export type Saying = { text: string; means: (option: string) => boolean; many: boolean }

const box = /[□☐○〇]/u
const ticked = /[☑√✓✔■]/u
const blank = /^[\s_＿]*/u
const unit = /^(周?岁|万?元|人|户|间|平方米|㎡|m²|厘米|cm|公斤|kg|亩|年|个)?\s*$/iu
const dayBlanks = /^[\s_＿]*年[\s_＿]*月(?:[\s_＿]*日)?\s*$/u

/** Whether an answer to this label may still be put into the cell: nothing stands there but what the form printed. */
export function isOpen(text: string, label: string): boolean {
  const { inside } = partOf(text, label)
  if (inside.trim() === '' || dayBlanks.test(inside)) return true
  if (box.test(inside)) return !ticked.test(inside)
  return unit.test(inside.replace(blank, ''))
}

/** The cell's text with the answer in its place; undefined when something stands there, or no option is the answer's. */
export function writeInto(text: string, label: string, saying: Saying): string | undefined {
  if (!isOpen(text, label)) return undefined
  const { before, inside, after } = partOf(text, label)
  const written = box.test(inside) ? tickBox(inside, saying) : fillBlank(inside, saying.text, after !== '')
  return written === undefined ? undefined : before + written + after
}

/** What follows the label in its own cell, up to the next label or line; all of a cell that does not hold the label. */
function partOf(text: string, label: string): { before: string; inside: string; after: string } {
  const letters = [...label.replace(/[□☐].*$/u, '').replace(/\s/gu, '')]
  const words = letters.map((letter) => letter.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&')).join('\\s*')
  const found = words === '' ? null : new RegExp(`${words}\\s*(?:[:：]|(?=[□☐]))`, 'u').exec(text)
  if (!found) return { before: '', inside: text, after: '' }
  const from = found.index + found[0].length
  const rest = text.slice(from)
  const next = /\n|(?<=[\s_＿;；,，])(?:[^\s_＿：:;；,，□☐]{1,20}|\p{Script=Han}\s+\p{Script=Han})\s*[:：]/u.exec(rest)
  const to = from + (next?.index ?? rest.length)
  return { before: text.slice(0, from), inside: text.slice(from, to), after: text.slice(to) }
}

/** Blanks give way to the answer; a line that goes on keeps its next label where it stood, as far as there is room. */
function fillBlank(inside: string, answer: string, goesOn: boolean): string {
  const day = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/u.exec(answer)
  if (day && dayBlanks.test(inside)) return `${day[1]}年${Number(day[2])}月${day[3] && /日/u.test(inside) ? `${Number(day[3])}日` : ''}`
  const rest = inside.replace(blank, '')
  if (!goesOn) return answer + rest
  const room = inside.length - rest.length - widthOf(answer)
  return `${answer}${rest}${' '.repeat(Math.max(2, room))}`
}

function widthOf(text: string): number {
  return [...text].reduce((width, letter) => width + (/[\u2e80-\uffee]/u.test(letter) ? 2 : 1), 0)
}

function tickBox(text: string, { means, many }: Saying): string | undefined {
  // 男□ 女□: the boxes stand behind their words.
  const behind = box.test(text.trimEnd().slice(-1)) && !box.test(text.trimStart().slice(0, 1))
  const options = behind
    ? [...text.matchAll(/([^□☐○〇\n]*?)\s*[□☐○〇]/gu)].map((match) => ({ word: match[1]!, at: match.index + match[0].length - 1 }))
    : [...text.matchAll(/[□☐○〇]\s*([^□☐○〇\n]*)/gu)].map((match) => ({ word: match[1]!, at: match.index }))
  const chosen = options.filter(({ word }) => means(plain(word))).slice(0, many ? options.length : 1)
  if (chosen.length === 0) return undefined
  return chosen.reduce((ticking, { at }) => `${ticking.slice(0, at)}☑${ticking.slice(at + 1)}`, text)
}

/** An option without its number, spaces and marks. */
function plain(text: string): string {
  return text.normalize('NFKC').replace(/[\s、，,;；/.。_]|\(\)|^\(?\d+[.、)]/gu, '')
}

const yes = /^(是|有|已.{0,4}|属于|享受|参加)$/u
const no = /^(否|无|没有|未.{0,4}|不.{0,4})$/u

/** The same word, or yes for yes and no for no in the form's own words: 有 and 无, 已参保 and 未参保. */
export function meansSame(option: string, answer: string): boolean {
  if (option === plain(answer)) return true
  return (answer === '是' && yes.test(option)) || (answer === '否' && no.test(option))
}
