/** A type before anybody made anything of it, one like another, and what is added when it is published. Pure. */
import type { Words } from '#ground/forms/contract.ts'
import type { MatterType } from '../types/type.ts'

const none: Words = { zh: '', en: '' }

/** With what every type of a community needs: somebody may say that it is not solved, and silence ends by the rule the street published. */
export function emptyType(id: string): MatterType {
  return {
    id,
    title: none,
    plain: none,
    about: [],
    purpose: none,
    basis: [],
    recipients: none,
    keepYears: 3,
    opened: ['staff'],
    categories: [{ code: 'other', label: { zh: '其他', en: 'other' } }],
    clocks: {
      resolve: { term: { workdays: 5 } },
      confirm: {
        term: { workdays: 5 },
        citation: {
          zh: '事项办理规则（街道公布）：答复后5个工作日没有回音的按规则结束，可重新打开；不计为满意',
          en: 'Published rules of the street: without word for 5 workdays after the answer it is closed by rule, may be reopened, and does not count as satisfied',
        },
      },
    },
    again: { workdays: 3 },
    reopenWithin: { days: 30 },
    pauses: [],
    refusals: [],
    returns: { reasons: [], most: 0, within: { workdays: 1 } },
    escalations: [{ clock: 'resolve', to: 'street' }],
    confirm: 'first',
    stages: [],
    texts: {
      received: {
        zh: '已收到，编号{number}，由{lead}负责，{due}前答复。',
        en: 'Received under {number}. {lead} is responsible and will answer by {due}.',
      },
      answered: {
        zh: '编号{number}已有答复。解决了没有，请您告诉我们；{due}前没有回音，将按公布的规则结束，之后仍可重新打开。',
        en: '{number} has been answered. Please tell us whether it is solved; without word by {due} it is closed by the published rule, and can be opened again.',
      },
      closed: {
        zh: '编号{number}已结束。没有真正解决的，可以重新打开。',
        en: '{number} is closed. If it is not really solved, it can be opened again.',
      },
      refused: {
        zh: '编号{number}这里不能办理：{reason}。请找{office}。对此有异议的，可以重新打开。',
        en: '{number} cannot be dealt with here: {reason}. Please turn to {office}. If you disagree, open it again.',
      },
    },
    indicators: ['on-time', 'solved', 'satisfied'],
  }
}

export function copyOf(type: MatterType, id: string): MatterType {
  return { ...type, id, title: { zh: `${type.title.zh}（副本）`, en: `${type.title.en} (copy)` } }
}

/** Where somebody wrote in Chinese only, that stands in for the English; whoever reads English sees at least something. */
export function completed<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(completed) as T
  const inner = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, completed(one)]))
  const { zh, en } = inner as { zh?: unknown; en?: unknown }
  return (typeof zh === 'string' && typeof en === 'string' && en.trim() === '' ? { ...inner, en: zh } : inner) as T
}

/** An id that no other street or day gives. `unique`: a uuid. */
export function newTypeId(unique: string): string {
  return `own-${unique.replaceAll('-', '').slice(-12)}`
}
