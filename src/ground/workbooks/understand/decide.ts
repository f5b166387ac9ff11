import type { Layout } from '../contract.ts'
import type { Background, Candidate, Question } from './candidates.ts'
import { type CatalogueIndex, meaningsOfKey, stemOfElement } from './catalogue-index.ts'
import { isGeneric } from './generic.ts'
import { contextKeys } from './heading.ts'
import { asksSameKind, sharesTopic } from './kind-of-answer.ts'
import { isPersonal, partyOf, splitAttribute } from './parties.ts'

/** What was decided for one column, before columns are compared with each other. */
export type Verdict = {
  element: string | null
  confidence: number
  certain: boolean
  say: string
  with?: Record<string, string | number>
  candidates: Candidate[]
}

const reasons: Readonly<Record<Candidate['how'], string>> = {
  exact: 'workbook.understood.heading',
  context: 'workbook.understood.context',
  self: 'workbook.understood.subject',
  party: 'workbook.understood.party',
  title: 'workbook.understood.title',
  loose: 'workbook.understood.nearly',
  similar: 'workbook.understood.similar',
  bare: 'workbook.understood.bare',
  values: 'workbook.understood.values',
}

/** Below this no element is proposed: the column is taken for a question the catalogue does not hold. */
const threshold = 0.5
/** Likeness alone must be greater: among unknown headings that come closest to some other, half mean something else. */
const thresholdOfLikeness = 0.54

/** Chooses the element, or none, and says how sure that is. */
export function decide(question: Question, candidates: Candidate[], background: Background, layout: Layout): Verdict {
  const best = candidates[0]
  if (!best || best.score < (best.how === 'similar' ? thresholdOfLikeness : threshold)) return unknown(question, candidates)
  const second = candidates.find(
    (candidate) => candidate.element.id !== best.element.id && !areTwins(candidate.element.id, best.element.id),
  )
  const certain = layout !== 'statistics' && isSure(question, best, candidates, background)
  return {
    element: best.element.id,
    confidence: confidenceOf(best, second, certain),
    certain,
    say: reasons[best.how],
    with: {
      heading: question.leaf.text,
      ...(best.like === undefined ? {} : { like: best.like }),
      ...(best.how === 'party' ? { party: question.owner.text } : {}),
    },
    candidates,
  }
}

function unknown({ leaf, owner }: Question, candidates: Candidate[]): Verdict {
  const party = owner.party.kind === 'unknown'
  return {
    element: null,
    confidence: party ? 0.75 : Math.max(0.5, 0.85 - (candidates[0]?.score ?? 0) * 0.6),
    certain: false,
    say: party ? 'workbook.understood.other-party' : 'workbook.understood.unknown',
    with: { heading: leaf.text, ...(party ? { party: owner.text } : {}) },
    candidates,
  }
}

/** Word by word, unrivalled, about the subject, not another party's, and the cells agree. */
function isSure(question: Question, best: Candidate, candidates: Candidate[], { index, subject }: Background): boolean {
  if (!wordByWord.has(best.how) || best.base < 0.97 || best.fit < 0) return false
  if (!subject.anchored && !subject.titled) return false
  const weight = subject.weight(best.element.kind)
  if (weight < 0.4 || (weight < 1 && question.leaf.forms[0]!.key.length < 3)) return false
  if ((best.element.type === 'boolean' || weight < 1) && /(情况|状况|类型|类别)$/u.test(question.leaf.clean)) return false
  if (candidates.some((rival) => rivals(rival, best))) return false
  const { owner, leaf, path } = question
  if (owner.party.kind === 'unknown' || (owner.party.kind === 'known' && !owner.party.exact)) return false
  if (
    owner.via === 'neighbour' &&
    owner.party.kind !== 'self' &&
    !(best.element.id.startsWith('household.head-') && subject.kind === 'household')
  )
    return false
  if (isPersonal(leaf.text) && !subject.anchored) return false
  if (!asksSameKind(leaf.clean, best.element)) return false
  const generic = leaf.forms.some((form) => isGeneric(form.key))
  if (best.how === 'context') return !generic || namesTopic(best, path, index)
  if (best.how !== 'exact') return true
  if (generic || !isOfParty(best, owner, index) || !isOfOffice(best, leaf.text, index)) return false
  if (!leaf.forms.some((form) => form.quality > 0.96 && sharesTopic(form.key, best.element))) return false
  return path.slice(0, -1).every((upper) => agrees(upper, best, candidates, index))
}

/** Under 生活补贴 a bare 标准 may be many things; under 残疾情况 a bare 类别 is the 残疾类别, for the element has the topic in its name. */
function namesTopic(best: Candidate, path: string[], index: CatalogueIndex): boolean {
  return path
    .slice(0, -1)
    .flatMap(contextKeys)
    .some((key) => index.roles.has(key) || best.element.label.zh.includes(key))
}

/** Under another party's heading only elements of that party are meant. */
function isOfParty(best: Candidate, owner: Question['owner'], index: CatalogueIndex): boolean {
  if (owner.party.kind !== 'known' || owner.via !== 'upper') return true
  const stem = stemOfElement(index, best.element.id)
  return stem !== undefined && owner.party.stems.has(stem)
}

/** A heading that names a party itself (负责人电话) is certain only for elements of that party. */
function isOfOffice(best: Candidate, text: string, index: CatalogueIndex): boolean {
  const stem = stemOfElement(index, best.element.id)
  const named = splitAttribute(text)
  if (!stem || !named) return true
  const party = partyOf(index, named.party)
  return party.kind !== 'known' || party.stems.has(stem)
}

const wordByWord: ReadonlySet<Candidate['how']> = new Set(['exact', 'context', 'self', 'party'])

/** Another element that the heading may mean just as well; merely similar headings are no rivals of the very words. */
function rivals(rival: Candidate, best: Candidate): boolean {
  if (rival.element.id === best.element.id || areTwins(rival.element.id, best.element.id)) return false
  return rival.score > best.score * 0.85 && rival.how !== 'loose' && rival.how !== 'similar' && rival.how !== 'values'
}

/** An upper heading that adds nothing, or that speaks of the same thing, or of a topic under which these words can only mean this. */
function agrees(upper: string, best: Candidate, candidates: Candidate[], index: CatalogueIndex): boolean {
  if (partyOf(index, upper).kind === 'self') return true
  const keys = contextKeys(upper)
  if (keys.length === 0) return false
  if (keys.some((key) => /(信息|情况|资料|内容|项目)$/u.test(key))) return true
  const stem = best.element.id.replace(/-[^-]+$/, '')
  if (keys.some((key) => meaningsOfKey(index, key).some((meaning) => !meaning.contexts && meaning.element.id.startsWith(`${stem}-`))))
    return true
  return !/[前后原拟曾]|意向|计划|预计/u.test(upper) && !candidates.some((candidate) => candidate.how === 'bare')
}

/**
 * Premises and organisations have most elements in common, and every kind of subject has its place; the subject of the sheet has decided between them.
 */
function areTwins(a: string, b: string): boolean {
  const common = /^(premises|organisation)\./
  if (common.test(a) && common.test(b)) return a.replace(common, '') === b.replace(common, '')
  const place =
    /^(?:region|(?:person|household|dwelling|building|estate|premises|organisation))\.(?:residence-)?(province|city|county|town|community|group|grid|estate|road|lane)$/
  return place.exec(a)?.[1] !== undefined && place.exec(a)?.[1] === place.exec(b)?.[1]
}

function confidenceOf(best: Candidate, second: Candidate | undefined, certain: boolean): number {
  if (certain) return 0.98
  const rival = second ? Math.max(0, second.score / best.score - 0.6) : 0
  return calibrated(best.score * (1 - 0.5 * rival))
}

/** Scores and the share that was right among headings of the corpus with such a score, known ones and ones hidden from the catalogue together. */
const measured: readonly (readonly [number, number])[] = [
  [0, 0.2],
  [0.45, 0.5],
  [0.55, 0.6],
  [0.65, 0.75],
  [0.75, 0.87],
  [0.85, 0.9],
  [0.95, 0.95],
]

function calibrated(score: number): number {
  const above = measured.findIndex(([at]) => at > score)
  if (above <= 0) return 0.95
  const [low, high] = [measured[above - 1]!, measured[above]!]
  return low[1] + ((score - low[0]) / (high[0] - low[0])) * (high[1] - low[1])
}

/**
 * Two columns cannot both certainly ask the same thing of the same subject. Where a telephone and a mobile number stand side by side, the mobile
 * number is the one that is meant by the subject's telephone.
 */
export function markRepeats(verdicts: Verdict[]): void {
  const seen = new Map<string, Verdict[]>()
  for (const verdict of verdicts) {
    if (verdict.element === null || verdict.say === 'workbook.understood.learned') continue
    seen.set(verdict.element, [...(seen.get(verdict.element) ?? []), verdict])
  }
  for (const same of seen.values()) {
    const sure = same.filter((verdict) => verdict.certain)
    const mobile = sure.filter((verdict) => /手机|移动电话/u.test(String(verdict.with?.heading ?? '')))
    const kept = sure.length === 1 ? sure[0] : mobile.length === 1 ? mobile[0] : undefined
    if (same.length < 2) continue
    for (const verdict of same) {
      if (verdict === kept) continue
      verdict.certain = false
      verdict.confidence = Math.min(verdict.confidence, 0.7)
    }
  }
}
