/**
 * Old Chinese systems kept eighty rare characters (䶮 among them, used in names) in the private use area, U+E815 to U+E864, in this order.
 * GB 18030-2005 and -2022 gave all of them real code points; both spellings still arrive in workbooks.
 */
const formerlyPrivate = Array.from(
  '⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻',
)
const firstPrivate = 0xe815

const invisible =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]|\u034f/gu
/** Variation selectors choose between drawings of one character (GB 18030 fonts); a name is the same name with and without. */
const variationSelectors = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu
const joiners = /[\u200c\u200d]/g
const unpaired = /[\ud800-\udfff]/gu
const spaces = /[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/g

/** Uyghur, Kazakh and Mongolian words need joiners; between other letters they are dirt. */
function dropJoiners(text: string): string {
  return text.replace(joiners, (joiner, at: number) => (/[\u0600-\u06ff\u1800-\u18af]/.test(text.charAt(at - 1)) ? joiner : ''))
}

function givePublicCodes(text: string): string {
  return text.replace(/[\ue815-\ue864]/g, (character) => formerlyPrivate[character.charCodeAt(0) - firstPrivate] ?? character)
}

/** Visible ASCII and the common unified ideographs, in words parted by one space: nothing to do, which holds for nearly every cell. */
const plain = /^[\x21-\x7e\u4e00-\u9fa5]+(?: [\x21-\x7e\u4e00-\u9fa5]+)*$/

/** Full-width ASCII to ASCII, character by character; ideographic punctuation (，。、（）included as full-width forms) follows the same block. */
function halveWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
}

/**
 * The form in which free text is kept: composed (NFC, which also turns compatibility ideographs such as U+F9DC into the unified character),
 * without invisible characters, spaces single and trimmed, lines kept. Nothing a reader can see is changed: ②, ㎡ and full-width commas stay.
 */
export function tidyText(text: string): string {
  if (plain.test(text)) return text
  const clean = givePublicCodes(dropJoiners(text.replace(unpaired, '').replace(invisible, ''))).normalize('NFC')
  return clean
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.replace(spaces, ' ').trim())
    .join('\n')
    .trim()
}

/**
 * The form in which texts are compared and read as values: NFKC (full-width, circled and Roman numerals, squared units, Kangxi radicals to plain characters),
 * one line, single spaces. Supplementary-plane Han is untouched.
 */
export function normaliseText(text: string): string {
  if (plain.test(text)) return text
  return halveWidth(tidyText(text).replace(variationSelectors, '').normalize('NFKC')).replace(/\s+/g, ' ').trim()
}

/** `normaliseText` without any space, for codes and numbers typed in groups; a leading apostrophe (Excel's mark of text) goes too. */
export function normaliseCode(text: string): string {
  return normaliseText(text)
    .replace(/^['’‘`]+/, '')
    .replace(/ /g, '')
}

const han = /^\p{Script=Han}$/u

export function isHan(character: string): boolean {
  return han.test(character)
}

/** Marks between the parts of a Uyghur, Tibetan, Mongolian or foreign name, all written · (U+00B7, GB/T 15834). */
const middleDots = /[·•‧∙⋅●・･.．]/g

/** A personal name in its stored form: no spaces between Han characters, one kind of middle dot, Latin words single-spaced. Case is kept. */
export function normaliseName(text: string): string {
  const plain = normaliseText(text)
  const joined = plain.replace(/(\p{Script=Han}) (?=\p{Script=Han})/gu, '$1')
  const dotted = joined.replace(middleDots, (dot, at: number) => {
    const before = Array.from(joined.slice(0, at).trimEnd()).pop() ?? ''
    return isHan(before) || dot === '·' ? '·' : dot
  })
  return dotted.replace(/ *· */g, '·')
}

const noAnswers = new Set(
  '无 没有 暂无 不详 未知 不清楚 不明 未填 未填写 空 空白 略 待补 待核实 无法提供 拒绝提供 - -- --- — —— / \\ // . 、 ? ？ n/a na none null nil # #n/a'.split(
    ' ',
  ),
)

/** True for the marks by which a filled cell says nothing: 无, 不详, /, —, N/A. Not for questions whose answer may be 无 (see `boolean.ts`). */
export function isNoAnswer(text: string): boolean {
  const plain = normaliseText(text).toLowerCase()
  return plain === '' || noAnswers.has(plain)
}

/** True when the cell points at the one above (同上, 〃, 同前): the reader of the workbook must fill it, no single cell can. */
export function isDitto(text: string): boolean {
  return /^(同上|同前|同左|〃|"|″|″″|〞|do|ditto)$/iu.test(normaliseText(text))
}
