import { type CatalogueIndex, looseKey, meaningsOfKey } from './catalogue-index.ts'
import { readHeading } from './heading.ts'
import { isPersonal, nobody, type Party, partyOf, splitAttribute } from './parties.ts'
import { selfNameOf } from './self-name.ts'

/** Whose attribute a column is, and from where that is known. */
export type Owner = {
  party: Party
  via: 'upper' | 'heading' | 'neighbour' | 'none'
  /** For neighbours: other things stood between, or the subject itself has no such column elsewhere, so it may be either's. */
  doubtful: boolean
  /** The text that names the party. */
  text: string
  /** Somebody's name stands before it, of whom the words do not say who it is. */
  afterName?: true
  /** The sheet names persons, and none of them is plainly the subject. */
  onlyOthers?: true
}

/** The form as a whole: its title in normal form, whether it is about one subject, whose relatives are others, and its own word for its subjects. */
export type About = {
  title: string
  card: boolean
  self?: string
  /** Somebody is just called 姓名: members of a family named besides are others. */
  named?: boolean
}

/** `selfHas`, `otherHas`: attributes that were named with the subject, and with the other party that is spoken of now. */
type Sequence = {
  current: Party
  text: string
  broken: boolean
  group: string
  selfHas: Set<string>
  otherHas: Set<string>
  named: boolean
}

/** Headings of a table of relatives in a card, or of who looks after its subject. */
export const relatives = /(成员|家属|亲属|社会关系|共同申请人|同住人|(监护|抚养|赡养|照料)情况)/u

const none: Owner = { party: nobody, via: 'none', doubtful: false, text: '' }

/**
 * Goes through the headings in reading order: after 房主姓名 a bare 身份证号 is the landlord's, until somebody else is named.
 */
export function ownersOf(index: CatalogueIndex, paths: string[][], form: About): Owner[] {
  const self = form.card ? undefined : selfNameOf(index, paths, form.title)
  const named = paths.some((path) => path.length === 1 && readHeading(path[0] ?? '').forms[0]?.key === '姓名')
  const about: About = { ...form, named, ...(self === undefined ? {} : { self }) }
  const sequence: Sequence = {
    current: { kind: 'self' },
    text: '',
    broken: false,
    group: '',
    selfHas: new Set(),
    otherHas: new Set(),
    named: false,
  }
  const selfNamed = self !== undefined || paths.some((path) => isSelfName(index, path))
  const namesOthers =
    !selfNamed &&
    !paths.some((path) => /^(中文|英文|外文|本人)姓名$/u.test(readHeading(path.at(-1) ?? '').clean)) &&
    paths.some((path) => isName(path) || isOther(partyOf(index, path.at(-1) ?? '')))
  return paths.map((path) => {
    const owner = ownerOf(index, path, sequence, selfNamed, about)
    const found: Owner = { ...owner, ...(sequence.named ? { afterName: true } : {}), ...(namesOthers ? { onlyOthers: true } : {}) }
    if (isName(path) && !isOther(owner.party)) sequence.named = true
    return found
  })
}

function isName(path: string[]): boolean {
  return /(姓名|名字)$/u.test(readHeading(path.at(-1) ?? '').forms.at(-1)?.key ?? '')
}

function isSelfName(index: CatalogueIndex, path: string[]): boolean {
  const leaf = path.at(-1) ?? ''
  if (path.slice(0, -1).some((upper) => isOther(partyOf(index, upper)))) return false
  const split = splitAttribute(leaf)
  if (split?.attribute === '姓名') return partyOf(index, split.party).kind === 'self'
  return readHeading(leaf).forms.some((form) => form.key === '姓名')
}

function isOther(party: Party): boolean {
  return party.kind === 'known' || party.kind === 'unknown'
}

function ownerOf(index: CatalogueIndex, path: string[], sequence: Sequence, selfNamed: boolean, about: About): Owner {
  const leaf = path.at(-1) ?? ''
  const group = path.slice(0, -1).join('/')
  if (group !== sequence.group) Object.assign(sequence, { group, current: { kind: 'self' }, broken: false, text: '' })
  const above = upperParty(index, path, about)
  const own = ownParty(index, leaf, about)
  // 配偶姓名 among members of the family says itself whose name it is.
  if (above && own?.party.kind === 'known' && own.party.exact && own.text !== leaf && relatives.test(above.text) && !about.card)
    return { party: own.party, via: 'heading', doubtful: false, text: own.text }
  if (above && isOther(above.party)) return above
  // 负责人电话 after 物业负责人 is that one's.
  if (own && isOther(own.party) && own.text !== '' && sequence.text !== own.text && sequence.text.endsWith(own.text))
    return { party: sequence.current, via: 'neighbour', doubtful: false, text: sequence.text }
  if (own) {
    if (own.text !== sequence.text) sequence.otherHas.clear()
    Object.assign(sequence, { current: own.party, text: own.text, broken: false })
    if (own.party.kind === 'self') remember(sequence, own.attribute)
    else sequence.otherHas.add(keyOf(own.attribute))
    return { party: own.party, via: 'heading', doubtful: false, text: own.text }
  }
  if (above) return above
  if (!isPersonal(leaf)) {
    sequence.broken = true
    return none
  }
  return neighbourOwner(sequence, leaf, selfNamed)
}

/** The nearest upper heading that names a party. */
function upperParty(index: CatalogueIndex, path: string[], about: About): Owner | undefined {
  for (const upper of path.slice(0, -1).reverse()) {
    const party: Party =
      upper === about.self ? { kind: 'self' } : about.card && relatives.test(upper) ? { kind: 'unknown' } : partyOf(index, upper)
    if (party.kind !== 'none') return { party, via: 'upper', doubtful: false, text: upper }
  }
  return undefined
}

function neighbourOwner(sequence: Sequence, leaf: string, selfNamed: boolean): Owner {
  const key = keyOf(leaf)
  if (sequence.current.kind === 'self') {
    remember(sequence, key)
    return { party: sequence.current, via: 'neighbour', doubtful: false, text: sequence.text }
  }
  // 联系电话 after 丈夫电话 is the subject's own.
  if (selfNamed && sequence.otherHas.has(key) && !sequence.selfHas.has(key)) {
    Object.assign(sequence, { current: { kind: 'self' }, text: '', broken: false })
    remember(sequence, key)
    return { party: sequence.current, via: 'neighbour', doubtful: false, text: '' }
  }
  const doubtful = sequence.broken || (selfNamed && !sequence.selfHas.has(key))
  return { party: sequence.current, via: 'neighbour', doubtful, text: sequence.text }
}

function remember(sequence: Sequence, attribute: string): void {
  sequence.selfHas.add(keyOf(attribute))
}

function keyOf(text: string): string {
  return looseKey(readHeading(text).forms.at(-1)?.key ?? text)
}

const thing = /(房屋?|屋|宅|楼|店|铺|场所|企业|单位|机构|小区|工地|项目|设备|车辆?|犬只?)$/u

/** The party a column's own heading names: 监护人姓名, 监护人, 姓名. */
function ownParty(index: CatalogueIndex, leaf: string, about: About): { party: Party; text: string; attribute: string } | undefined {
  const heading = readHeading(leaf)
  if (heading.forms.some((form) => form.key === '姓名')) return { party: { kind: 'self' }, text: '', attribute: '姓名' }
  // 从业人员（人） asks how many.
  if (heading.unit !== undefined && /^(人|名|户|个)$/u.test(heading.unit)) return undefined
  // 产权人（使用人） is the owner, who may be another; 留宿人（房东） is the landlord, for only the brackets say a word that is known.
  const bare = index.roles.get(heading.forms.at(-1)?.key ?? '')
  if (bare && heading.qualifiers.length > 0) return { party: { kind: 'known', stems: bare, exact: false }, text: leaf, attribute: '姓名' }
  for (const qualifier of heading.qualifiers) {
    const party = partyOf(index, qualifier)
    if (isOther(party)) return { party, text: qualifier, attribute: '' }
  }
  const split = splitAttribute(leaf)
  if (split && about.named && /(成员|家属|亲属)$/u.test(split.party) && partyOf(index, split.party).kind === 'self')
    return { party: { kind: 'unknown' }, text: split.party, attribute: split.attribute }
  if (split) {
    const known = partyOf(index, split.party).kind === 'known'
    const isSelf =
      split.party === about.self || (!known && split.party.length > 1 && !thing.test(split.party) && about.title.includes(split.party))
    const party: Party = isSelf ? { kind: 'self' } : partyOf(index, split.party)
    if (party.kind !== 'none') return { party, text: split.party, attribute: split.attribute }
    return undefined
  }
  const whole = partyOf(index, leaf)
  if (isOther(whole) && heading.forms.some(({ key, quality }) => quality > 0.96 && isPlainlyElse(index, key))) return undefined
  return isOther(whole) ? { party: whole, text: leaf, attribute: '姓名' } : undefined
}

/** The catalogue knows the heading as something other than a name: 负责人 is one, 受教育者 or 常住人员 may not be. */
function isPlainlyElse(index: CatalogueIndex, key: string): boolean {
  const plain = meaningsOfKey(index, key).filter((meaning) => !meaning.contexts)
  return plain.length > 0 && plain.every((meaning) => meaning.element.type !== 'name')
}
