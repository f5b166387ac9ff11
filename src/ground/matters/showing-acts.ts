/** Acts as lines of a life: who, when, what in codes with their names, and what was written. */
import type { Words } from '#ground/forms/contract.ts'
import type { Bodies, Party } from './life/acts.ts'
import { fold } from './life/fold.ts'
import { activeCo } from './life/state.ts'
import { labelOf } from './lines.ts'
import type { ActRow } from './queries.ts'
import type { ActView } from './shown.ts'
import { stepsOf } from './types/check-type.ts'
import type { MatterType, StepQuestion } from './types/type.ts'

export type Names = { nameOf: (party: Party) => string; postOf: ReadonlyMap<string, string>; numberOf: ReadonlyMap<string, string> }
type Said = ActView['says'][number]

export function showActs(type: MatterType, acts: readonly ActRow[], names: Names): ActView[] {
  const whistled = acts.some(({ kind }) => kind === 'call-in' || kind === 'arbitrate')
  return acts.map((act, place) => {
    const { seq, kind, at, post, words } = act
    const written = [kind === 'open' ? undefined : words.text, ...Object.values((words.answers ?? {}) as Record<string, unknown>)].filter(
      (one) => typeof one === 'string',
    )
    return {
      seq,
      kind,
      at,
      by: names.postOf.get(post) ?? '',
      says: [...saysOf(type, act, names), ...(whistled && ending.has(act.kind) ? calledOffSay(type, acts, place, names) : [])],
      text: written.length > 0 ? written.join('\n') : null,
    }
  })
}

const ending: ReadonlySet<string> = new Set(['merge', 'refuse', 'withdraw', 'rule', 'lift', 'confirm'])

/** Whom an act called off by ending the matter: as it was then, also where a merging was taken back since. */
function calledOffSay(type: MatterType, acts: readonly ActRow[], at: number, { nameOf }: Names): Said[] {
  if (fold(type, acts.slice(0, at + 1)).stand !== 'closed') return []
  const parties = activeCo(fold(type, acts.slice(0, at))).map(({ party }) => nameOf(party))
  return parties.length > 0
    ? [{ name: 'off', value: { zh: `${parties.join('、')}不用再去`, en: `called off: ${parties.join(', ')}` } }]
    : []
}

const plain = (text: string): Words => ({ zh: text, en: text })
const yesNo = (value: boolean): Words => (value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' })

/** Names of values are text keys of this module: `matter.says.<name>`, and of closed lists `matter.<name>.<value>`. */
function saysOf(type: MatterType, act: ActRow, { nameOf, numberOf }: Names): Said[] {
  const said: Said[] = []
  const add = (name: string, value: Words) => said.push({ name, value })
  const body = act.body as Record<string, unknown>
  if (typeof body.lead === 'string' && act.kind !== 'open') add('lead', plain(nameOf(body.lead)))
  if (typeof body.called === 'string') add('party', plain(nameOf(body.called)))
  if (typeof body.party === 'string') add('party', plain(nameOf(body.party)))
  if (Array.isArray(body.parties)) add('party', plain(body.parties.map((party) => nameOf(String(party))).join('、')))
  if (typeof body.category === 'string') add('category', labelOf(type.categories, body.category))
  if (act.kind === 'send-back') add('reason', labelOf(type.returns.reasons, act.body.reason))
  if (act.kind === 'pause') add('reason', labelOf(type.pauses, act.body.code))
  if (act.kind === 'outside') add('until', plain(localMoment(act.body.until)))
  else if (typeof body.until === 'string') add('until', plain(body.until))
  if (act.kind === 'open') said.push(...answersSay(type.opening, act.body.answers ?? {}))
  if (act.kind === 'move') add('party', plain(nameOf(act.body.to % 1000 === 0 ? `community:${act.body.to / 1000}` : `grid:${act.body.to}`)))
  if (act.kind === 'refuse') add('reason', labelOf(type.refusals, act.body.code))
  if (act.kind === 'step') said.push(...stepSays(type, act.body))
  if (act.kind === 'arrive') add('people', plain(String(act.body.people)))
  for (const name of ['verdict', 'satisfied', 'channel', 'contact'] as const)
    if (typeof body[name] === 'string') add(name, plain(String(body[name])))
  for (const name of ['did', 'heard', 'inTime'] as const) if (typeof body[name] === 'boolean') add(name, plain(body[name] ? 'yes' : 'no'))
  if (act.kind === 'confirm') add('solved', plain(act.body.solved ? 'yes' : 'no'))
  const other = body.gone ?? body.into
  if (typeof other === 'string' && numberOf.has(other)) add('number', plain(numberOf.get(other)!))
  return said
}

/** China Standard Time, as it is read out. */
function localMoment(iso: string): string {
  return new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

function stepSays(type: MatterType, { step: id, answers, reached, later, at }: Bodies['step']): Said[] {
  const step = stepsOf(type).find((one) => one.step.id === id)?.step
  if (!step) return []
  const said: Said[] = [{ name: 'step', value: step.title }]
  if (step.contact) said.push({ name: 'contact', value: plain(later ? 'later' : reached === false ? 'not-reached' : 'reached') })
  if (at !== undefined) said.push({ name: 'at', value: plain(localMoment(at)) })
  return [...said, ...answersSay(step.questions, answers)]
}

function answersSay(questions: readonly StepQuestion[] = [], answers: Record<string, unknown>): Said[] {
  const said: Said[] = []
  for (const { id: question, label, type: kind, choices = [] } of questions) {
    const answer = answers[question]
    if (answer === undefined || kind === 'text') continue
    const values = (Array.isArray(answer) ? answer : [answer]).map((one): Words => {
      const choice = choices.find(({ code }) => code === one)
      return choice ?? (typeof one === 'boolean' ? yesNo(one) : plain(String(one)))
    })
    const joined = (language: 'zh' | 'en', between: string) => `${label[language]}：${values.map((one) => one[language]).join(between)}`
    said.push({ name: 'answer', value: { zh: joined('zh', '、'), en: joined('en', ', ').replace('：', ': ') } })
  }
  return said
}
