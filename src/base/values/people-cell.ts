import { isDitto, isHan, isNoAnswer, normaliseName, normaliseText } from '#base/values/normalise.ts'
import { accept, type Given, givenText, type Parsed, refuse, type Say } from '#base/values/parsed.ts'

/** One person named in a cell: 张三(户主) gives the name and the remark, 李四13800001111 the name and the digits as remark. */
export type NamedPerson = { name: string; remark?: string }

const compoundSurnames =
  '欧阳 上官 皇甫 令狐 诸葛 司徒 司马 申屠 夏侯 贺兰 完颜 慕容 尉迟 长孙 东方 独孤 南宫 公孙 轩辕 宇文 端木 百里 呼延 钟离 淳于 单于 太史 闻人 赫连 澹台 濮阳 万俟 拓跋 纳兰 东郭 西门 第五 公羊 谷梁 鲜于 闾丘 仲孙'.split(
    ' ',
  )

export function isCompoundSurname(text: string): boolean {
  return compoundSurnames.includes(text)
}

/**
 * Splits a cell that names several people. Kept together: 买买提·吐尔逊, 王 小 明 (spaces inside a name), Latin names of several words.
 * Refused: four or more single characters parted by spaces, which may be two names or more (`people.ambiguous`). 张三等5人 warns that others are meant.
 */
export function parsePeople(given: Given): Parsed<NamedPerson[]> {
  const raw = givenText(given).replace(/[\r\n]+|[①-⑳]/g, '、')
  const text = normaliseText(raw)
    .replace(/(^|[\s、,;])\(?\d{1,2}[.、:)]\s*(?=\p{Script=Han})/gu, '、')
    .replace(/(?<=\p{Script=Han}) ?[·•‧∙⋅・･] ?(?=\p{Script=Han})/gu, '·')
  if (text === '') return refuse('value.empty')
  if (isDitto(text)) return refuse('value.ditto')
  if (isNoAnswer(text)) return refuse('value.none')
  const others = /等\s*(\d+|[一二两三四五六七八九十]+)?\s*[人名位户]?$/.exec(text)
  const warnings: Say[] = others ? [{ say: 'people.others-meant' }] : []
  const people: NamedPerson[] = []
  for (const piece of splitOutsideBrackets(others ? text.slice(0, others.index) : text)) {
    const last = people[people.length - 1]
    if (last && isDetail.test(piece)) {
      last.remark = last.remark ? `${last.remark} ${piece}` : piece
      continue
    }
    const names = readPiece(piece)
    if (!names) return refuse('people.ambiguous')
    people.push(...names)
  }
  return people.length > 0 ? accept(people, warnings) : refuse('people.unreadable')
}

/** What follows a name in a list without being one: sex, age, nation, a number. */
const isDetail = /^(男|女|\d{1,3}岁?|\p{Script=Han}{1,3}族|\d{5,}[\dXx-]*)$/u

function splitOutsideBrackets(text: string): string[] {
  const pieces: string[] = ['']
  let depth = 0
  for (const character of text) {
    if ('([【{<'.includes(character)) depth++
    if (')]】}>'.includes(character)) depth = Math.max(0, depth - 1)
    if (depth === 0 && /[、,;/|&+]/.test(character)) pieces.push('')
    else pieces[pieces.length - 1] += character
  }
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '')
}

function readPiece(piece: string): NamedPerson[] | undefined {
  const whole = /^[([【](\p{Script=Han}+)[)\]】]$/u.exec(piece)
  const numbered = (whole?.[1] ?? piece)
    .replace(/^(户主|本人|姓名|成员)[::]\s*/, '')
    .replace(/^(\p{Script=Han}{2,4})[和与及跟](\p{Script=Han}{2,4})$/u, '$1 $2')
  const spaced = numbered.replace(/\s*([([【{<])/g, '$1').replace(/([)\]】}>])\s*(?=\S)/g, '$1 ')
  const names = joinTokens(spaced.split(' ').filter((token) => token !== ''))
  return names?.map(withRemark).filter((person) => person.name !== '')
}

function withRemark(token: string): NamedPerson {
  const bracket = /^([^([【{<]*)[([【{<]([^)\]】}>]*)[)\]】}>]?(.*)$/u.exec(token)
  if (bracket) return named(bracket[1] ?? '', [bracket[2], bracket[3]].filter((part) => part).join(' '))
  const tail = /^(\p{Script=Han}[\p{Script=Han}·]*?)[::\-—]*\s*(\d{5,}[\dXx-]*)$/u.exec(token)
  if (tail) return named(tail[1] ?? '', tail[2] ?? '')
  const relation = /^(\p{Script=Han}{1,4})[::]\s*(\p{Script=Han}[\p{Script=Han}·]+)$/u.exec(token)
  return relation ? named(relation[2] ?? '', relation[1] ?? '') : named(token, '')
}

function named(name: string, remark: string): NamedPerson {
  const clean = normaliseName(name).replace(/[::\-—]+$/, '')
  return remark === '' ? { name: clean } : { name: clean, remark }
}

/** Puts tokens parted by spaces back together into names; undefined when there is more than one way. */
function joinTokens(tokens: string[]): string[] | undefined {
  if (tokens.length > 3 && tokens.every((token) => Array.from(token).length === 1 && isHan(token))) return undefined
  const names: string[] = []
  let open = ''
  for (const token of tokens) {
    const latin = /^[A-Za-z.'-]+$/.test(token)
    const digits = /^\d{5,}[\dXx-]*$/.test(token)
    const continues = digits ? open !== '' : open !== '' && (/[A-Za-z.'-]$/.test(open) ? latin : continuesName(open, token))
    if (continues) open += (latin ? ' ' : '') + token
    else {
      if (open !== '') names.push(open)
      open = token
    }
  }
  return open === '' ? names : [...names, open]
}

/** 王 小明, 王 小 明 and 欧阳 娜 are one name; 王小 明 is taken as one, since no name has a single character. */
function continuesName(open: string, token: string): boolean {
  const length = Array.from(open).length
  const next = Array.from(token.replace(/[([【{<].*$/u, '')).length
  if (!/^[\p{Script=Han}·]+$/u.test(open) || !isHan(Array.from(token)[0] ?? '')) return false
  if (isCompoundSurname(open)) return next <= 2
  return length === 1 ? next <= 2 : length === 2 && next === 1
}
