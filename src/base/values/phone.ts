import { isDitto, isNoAnswer, normaliseText } from '#base/values/normalise.ts'
import { accept, type Given, givenNumber, givenText, isRefused, type Parsed, refuse, type Say } from '#base/values/parsed.ts'

/**
 * `number` is the form stored and compared: 13800001111; 0535-2261234, with extension 0535-2261234-801; 4008001234; 110; +85212345678.
 * `note` is what stood beside it in the cell (家, 妻, 办公).
 */
export type Phone = { kind: 'mobile' | 'landline' | 'service' | 'abroad'; number: string; note?: string }

const mobile = /^1[3-9]\d{9}$/
/** Two-digit area codes (010, 02x) take 8-digit numbers, three-digit ones 7 or 8. */
const landline = /^(010|02\d|0[3-9]\d{2})([2-8]\d{6,7})$/
const service = /^(400|800)\d{7}$|^(100|110|114|119|120|122)$|^12\d{3}$|^(95|96)\d{3,6}$|^100\d{2}$/

/**
 * Reads one number. `areaCode` (such as `0535`) completes a landline written without its own; without it such a number is refused.
 * Several numbers in one cell are refused as `phone.several`: use `parsePhones`.
 */
export function parsePhone(given: Given, areaCode?: string): Parsed<Phone> {
  const several = parsePhones(given, areaCode)
  if (isRefused(several)) return several
  const [only, other] = several.value
  return only && !other ? accept(only, several.warnings) : refuse('phone.several', { count: several.value.length })
}

/** Reads every number of a cell. One unreadable number refuses the cell, because dropping it would lose what somebody wrote. */
export function parsePhones(given: Given, areaCode?: string): Parsed<Phone[]> {
  if (typeof given === 'string' && mobile.test(given)) return accept([{ kind: 'mobile', number: given }], [])
  const text = normaliseText(givenText(given).replace(/[\r\n]+/g, '、')).replace(/^['’‘]+/, '')
  if (text === '') return refuse('value.empty')
  if (isDitto(text)) return refuse('value.ditto')
  if (isNoAnswer(text) || /^(无|没有?)(手机|电话|座机|固话|号码|联系方式)$/.test(text)) return refuse('value.none')
  const number = givenNumber(given)
  if (number !== undefined && Math.abs(number) >= 1e15) return refuse('phone.lost-digits')
  if (/^\d(\.\d+)?E\+?\d+$/i.test(text)) return number === undefined ? refuse('phone.scientific') : readOne(String(number), areaCode)
  if (/\d[*＊xX•]{2,}/.test(text)) return refuse('phone.masked')
  return readPieces(
    text
      .split(/[、,;|或和及]|\/(?=\s*[+(\d])|\s&\s/)
      .map((piece) => piece.trim())
      .filter((piece) => piece !== ''),
    areaCode,
  )
}

function readPieces(pieces: string[], areaCode?: string): Parsed<Phone[]> {
  const phones: Phone[] = []
  const warnings: Say[] = []
  for (const piece of pieces) {
    const read = readPiece(piece, areaCode)
    if (isRefused(read)) return read
    for (const phone of read.value) if (!phones.some((known) => known.number === phone.number)) phones.push(phone)
    warnings.push(...(read.warnings ?? []))
  }
  return phones.length > 0 ? accept(phones, warnings) : refuse('phone.unreadable')
}

/** One piece may still hold numbers parted by spaces only (138… 139…), or one number written in groups (138 0000 1111). */
function readPiece(piece: string, areaCode?: string): Parsed<Phone[]> {
  const whole = readOne(piece, areaCode)
  if (!isRefused(whole)) return whole
  const groups = piece.split(/\s+/)
  if (groups.length > 1) {
    const assembled = assemble(groups, areaCode)
    if (assembled) return accept(assembled)
    const first = groups.map((group) => readOne(group, areaCode)).find((read) => isRefused(read))
    if (first && groups.every((group) => /^[\d()+-]{7,}$/.test(group))) return first
  }
  const digits = piece.replace(/\D/g, '')
  if (digits.length === 22 && mobile.test(digits.slice(0, 11)) && mobile.test(digits.slice(11))) {
    return accept(
      [0, 11].map((at) => ({ kind: 'mobile' as const, number: digits.slice(at, at + 11) })),
      [{ say: 'phone.run-together' }],
    )
  }
  return whole
}

/** Joins neighbouring groups into whole numbers so that none is left over; the longest first group that works wins. */
function assemble(groups: string[], areaCode?: string): Phone[] | undefined {
  if (groups.length === 0) return []
  for (let size = Math.min(groups.length, 4); size >= 1; size--) {
    const first = readOne(groups.slice(0, size).join(' '), areaCode)
    if (isRefused(first)) continue
    const rest = assemble(groups.slice(size), areaCode)
    if (rest) return [...first.value, ...rest]
  }
  return undefined
}

function readOne(text: string, areaCode?: string): Parsed<Phone[]> {
  const note = text
    .replace(/[\d+\-–—－\s.()#*]/g, '')
    .replace(/转|分机|ext/gi, '')
    .replace(/(手机|电话|联系|方式|号码|座机|固定|固话|tel|mobile|phone)/gi, '')
    .replace(/[:：[\]]/g, '')
  const plain = note !== '' && !/^[\p{Script=Han}a-z·]+$/iu.test(note) ? undefined : stripNote(text)
  if (plain === undefined) return refuse('phone.character')
  const read = readNumber(plain, areaCode)
  if (isRefused(read)) return read
  return accept([note === '' ? read.value : { ...read.value, note }], read.warnings)
}

function stripNote(text: string): string {
  return text
    .replace(/(?:转|分机号?|ext\.?)\s*(?=\d)|\*(?=\d{1,6}$)/gi, '#')
    .replace(/[^\d+#\-–—－().\s]/g, '')
    .replace(/\.0+$/, '')
    .replace(/[–—－]/g, '-')
    .replace(/\s*-\s*/g, '-')
    .trim()
}

function readNumber(text: string, areaCode?: string): Parsed<Phone> {
  const [main = '', extension] = text.split('#')
  const abroad = /^(?:\+|00)(?!86)([1-9][\d\s().-]{6,18})$/.exec(main)
  const abroadDigits = abroad?.[1]?.replace(/\D/g, '') ?? ''
  if (abroadDigits.length >= 7 && abroadDigits.length <= 15 && !extension) return accept({ kind: 'abroad', number: `+${abroadDigits}` })
  const domestic = main.replace(/^(?:\+|00)?86[\s-]?(?=[\d(\s-]{9,})/, '')
  const digits = domestic.replace(/\D/g, '')
  if (digits === '') return refuse('phone.unreadable')
  const bare = digits.replace(/^0(?=1[3-9]\d{9}$)/, '')
  if (mobile.test(bare) && extension === undefined) return accept({ kind: 'mobile', number: bare })
  if (service.test(digits) && extension === undefined) return accept({ kind: 'service', number: digits })
  return readLandline(domestic, digits, extension, areaCode) ?? refuseNumber(digits)
}

function readLandline(text: string, digits: string, extension: string | undefined, areaCode?: string): Parsed<Phone> | undefined {
  const hyphened = /^\(?(0\d{2,3})\)?[-\s.]?([2-8][\d\s.]{6,9}?)-(\d{1,6})$/.exec(text)
  const area = hyphened ? hyphened[1] + (hyphened[2] ?? '').replace(/\D/g, '') : digits
  const inner = hyphened ? hyphened[3] : extension
  const full = landline.exec(area) ?? (/^86/.test(digits) ? null : landline.exec(`0${digits.length > 9 ? digits : ''}`))
  if (full && validLength(full[1] ?? '', full[2] ?? ''))
    return accept({ kind: 'landline', number: [full[1], full[2], ...(inner ? [inner] : [])].join('-') })
  const local = /^([2-8]\d{6,7})(?:-(\d{1,6}))?$/.exec(text.replace(/[\s.]/g, '')) ?? /^([2-8]\d{6,7})$/.exec(digits)
  if (!local?.[1]) return undefined
  if (!areaCode) return refuse('phone.no-area-code')
  if (!validLength(areaCode, local[1])) return undefined
  const end = local[2] ?? extension
  return accept({ kind: 'landline', number: [areaCode, local[1], ...(end ? [end] : [])].join('-') }, [{ say: 'phone.area-code-added' }])
}

function validLength(area: string, number: string): boolean {
  return area.length === 3 ? number.length === 8 : number.length === 7 || number.length === 8
}

function refuseNumber(digits: string): Parsed<Phone> {
  if (digits.length >= 15 && digits.length <= 18) return refuse('phone.not-a-phone', { length: digits.length })
  if (digits.startsWith('1') && digits.length >= 8) return refuse('phone.mobile-length', { length: digits.length })
  return refuse('phone.length', { length: digits.length })
}
