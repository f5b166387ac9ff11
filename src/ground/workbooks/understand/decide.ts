import type { Layout } from '../contract.ts'
import type { Background, Candidate, Question } from './candidates.ts'
import { areTwins, isSure, twinOf } from './certainty.ts'
import { readHeading } from './heading.ts'
import { isOfStranger } from './matter.ts'
import { relatives } from './owners.ts'
import type { Profile } from './samples.ts'

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
const thresholdOfLikeness = 0.58

/** Chooses the element, or none, and says how sure that is. */
export function decide(question: Question, candidates: Candidate[], background: Background, layout: Layout): Verdict {
  const best = candidates[0]
  // A table of relatives in a card is about them: the subject's own values must never be put there.
  const ofRelatives = layout === 'card' && question.owner.via === 'upper' && relatives.test(question.owner.text)
  if (ofRelatives && best && (best.element.kind === 'person' || best.element.id === 'household.members'))
    return unknown(question, candidates, background, layout)
  if (!best || best.score < (best.how === 'similar' ? thresholdOfLikeness : threshold))
    return unknown(question, candidates, background, layout)
  const second = candidates.find(
    (candidate) => candidate.element.id !== best.element.id && !areTwins(candidate.element.id, best.element.id),
  )
  const certain = layout !== 'statistics' && isSure(question, best, candidates, background)
  return {
    element: twinOf(best.element.id, background.subject.kind, background.index.catalogue.elements),
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

function unknown(question: Question, candidates: Candidate[], background: Background, layout: Layout): Verdict {
  const { leaf, owner } = question
  const party = owner.party.kind === 'unknown'
  const certain = layout === 'roster' && isOfStranger(question, candidates, background)
  return {
    element: null,
    confidence: certain ? 0.98 : party ? 0.75 : Math.max(0.5, 0.85 - (candidates[0]?.score ?? 0) * 0.6),
    certain,
    say: party ? 'workbook.understood.other-party' : 'workbook.understood.unknown',
    with: { heading: leaf.text, ...(party ? { party: owner.text } : {}) },
    candidates,
  }
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

/** Matters of which no register knows a subject: stores and goods, disputes and files, meetings and duty, the books. */
const unregistered =
  /(物资|库存|出入库|资产|耗材|调解|纠纷|卷宗|案卷|文件|会议|值班|考勤|收支|经费|账目|用印|工单|接访|信访|受益人数|活动记录|活动统计)/u
/** So many of the headings, and at least so many, must be unknown besides. */
const mostly = { share: 0.8, headings: 5 }

/**
 * The title names a matter nobody registers, no column names a subject, and four in five headings mean nothing here: those headings are certainly nobody's
 * facts. Without such a title they may as well be in a language or a manner of speaking that is not understood.
 */
export function markUnregistered(verdicts: Verdict[], { subject, title }: Background): void {
  const open = verdicts.filter((verdict) => verdict.say !== 'workbook.understood.local' && verdict.say !== 'workbook.understood.learned')
  const unknowns = open.filter((verdict) => verdict.element === null)
  if (subject.anchored || !unregistered.test(title)) return
  if (unknowns.length < mostly.headings || unknowns.length < open.length * mostly.share) return
  for (const verdict of unknowns) {
    if ((verdict.candidates[0]?.score ?? 0) >= 0.3) continue
    verdict.certain = true
    verdict.confidence = 0.95
  }
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

const ofMembers = /^((家庭|共同居住)?(成员|人员|人口)|居民|村民|住户)(名单)?$/u

/**
 * A list with citizen numbers and no column of names has its names under another heading: 家庭成员 beside 身份证号 holds the names of those whose numbers
 * stand there.
 */
export function findNames(asked: readonly { path: string[]; profile: Profile }[], verdicts: Verdict[], { index }: Background): void {
  const name = index.catalogue.elements.get('person.name')
  if (!name || verdicts.some(({ element }) => element === 'person.name' || element === 'household.head-name')) return
  if (!verdicts.some(({ element }) => element === 'person.id-number')) return
  const at = asked.findIndex(({ path, profile }, place) => {
    const { element } = verdicts[place]!
    if (path.length > 1 || (element !== null && element !== 'household.members')) return false
    const looks = profile.filled >= 3 && profile.names >= 0.8 && profile.texts.length >= Math.min(60, profile.filled) * 0.8
    return ofMembers.test(readHeading(path.at(-1) ?? '').clean) ? profile.filled < 3 || looks : looks && element === 'household.members'
  })
  if (at < 0) return
  verdicts[at] = { ...verdicts[at]!, element: name.id, confidence: 0.85, certain: false, say: reasons.values }
}
