/** What happened to a matter as one page that opens anywhere and prints: no script, nothing fetched from elsewhere. */

import matterEn from '#ground/matters/texts/en.json' with { type: 'json' }
import matterZh from '#ground/matters/texts/zh.json' with { type: 'json' }
import type { Language } from '#ground/notices/contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import zh from '../texts/zh.json' with { type: 'json' }

export type Told = { zh: string; en: string }
export type PackAct = {
  seq: number
  kind: string
  at: string
  by: string
  says: { name: string; value: Told }[]
  text: string | null
  /** Number in the log's chain; null while it is not sealed. */
  sealed: number | null
}
export type PackCall = {
  name: string
  since: string
  arriveBy: string | null
  arrived: string | null
  people: number | null
  done: string | null
  sentBack: string | null
  off: string | null
  verdict: string | null
  did: boolean | null
}
export type PackMatter = {
  number: string
  title: string
  text: string | null
  where: string | null
  type: Told
  category: Told
  stand: string
  outcome: string | null
  lead: string
  opened: string
  channel: string
  reporters: { channel: string; solved: boolean | null; satisfied: string | null }[]
  acts: PackAct[]
  calls: PackCall[]
  /** Paths inside the pack. */
  photos: string[]
  made: string
  mark: string
}

const words: Record<Language, Record<string, string>> = { zh: { ...matterZh, ...zh }, en: { ...matterEn, ...en } }
/** Values of closed lists have words of their own. */
const families: ReadonlySet<string> = new Set(['verdict', 'satisfied', 'channel', 'contact', 'solved', 'heard', 'inTime', 'did'])
const ZONE_MS = 8 * 3_600_000

export type Say = (key: string, fill?: Record<string, string | number>) => string

export function sayIn(language: Language): Say {
  return (key, fill = {}) => {
    const sentence = words[language][key]
    if (sentence === undefined) throw new Error(`no words for ${key}`)
    return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => String(fill[name] ?? hole))
  }
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one]!)
}

/** As the clock on the wall says it. */
export function sayMoment(at: string): string {
  return new Date(Date.parse(at) + ZONE_MS).toISOString().slice(0, 16).replace('T', ' ')
}

export function pageOf(matter: PackMatter, language: Language): string {
  const say = sayIn(language)
  const line = (label: string, value: string) => `<tr><th scope="row">${escapeHtml(label)}</th><td>${escapeHtml(value)}</td></tr>`
  const facts = [
    line(say('matter.number'), matter.number),
    line(say('matter.field.type'), `${matter.type[language]} · ${matter.category[language]}`),
    line(say('matter.column.lead'), matter.lead),
    line(say('matter.column.stand'), say(matter.outcome ? `matter.outcome.${matter.outcome}` : `matter.stand.${matter.stand}`)),
    line(say('matter.field.opened'), `${sayMoment(matter.opened)} · ${say(`matter.channel.${matter.channel}`)}`),
    ...(matter.where ? [line(say('matter.where'), matter.where)] : []),
    ...matter.reporters.map((one, at) => line(say('evidence.reporter', { n: at + 1 }), sayReporter(one, say))),
  ]
  return documentOf(
    language,
    matter.title || matter.number,
    `${matter.text ? `<p class="text">${escapeHtml(matter.text)}</p>` : ''}
<table>${facts.join('\n')}</table>
<h2>${escapeHtml(say('matter.acts'))}</h2>
<table><thead><tr>${['n', 'when', 'what', 'who', 'sealed'].map((name) => `<th>${escapeHtml(say(`evidence.column.${name}`))}</th>`).join('')}</tr></thead>
<tbody>${matter.acts.map((act) => actRow(act, language, say)).join('\n')}</tbody></table>
${matter.calls.length > 0 ? `<h2>${escapeHtml(say('matter.called'))}</h2>\n<table>${matter.calls.map((call) => line(call.name, sayCall(call, say))).join('\n')}</table>` : ''}
${matter.photos.length > 0 ? `<h2>${escapeHtml(say('evidence.photos'))}</h2>\n${matter.photos.map((path, at) => `<img src="${escapeHtml(path)}" alt="${escapeHtml(say('matter.photo-n', { n: at + 1 }))}">`).join('\n')}` : ''}
<p class="mark">${escapeHtml(say('evidence.made', { time: sayMoment(matter.made), mark: matter.mark }))}</p>`,
  )
}

export function documentOf(language: Language, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1f2a2e; font: 16px/1.6 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
table { width: 100%; border-collapse: collapse; } th, td { padding: .25rem .5rem; border-bottom: 1px solid #ccc; text-align: left; vertical-align: top; }
th[scope=row] { width: 11rem; } td.moment, td.sealed { white-space: nowrap; } .text, td.what { white-space: pre-wrap; overflow-wrap: anywhere; }
img { max-width: 18rem; max-height: 18rem; margin: 0 .5rem .5rem 0; } .mark { color: #555; font-size: .875rem; overflow-wrap: anywhere; } tr { break-inside: avoid; }
</style></head><body>
<h1>${escapeHtml(title)}</h1>
${body}
</body></html>
`
}

function actRow({ seq, kind, at, by, says, text, sealed }: PackAct, language: Language, say: Say): string {
  const said = says.map(({ name, value }) => (families.has(name) ? say(`matter.${name}.${value.zh}`) : value[language]))
  const what = [[say(`matter.act.${kind}`), ...said].join(' · '), ...(text ? [text] : [])].join('\n')
  const cells = [
    `<td>${seq}</td>`,
    `<td class="moment">${sayMoment(at)}</td>`,
    `<td class="what">${escapeHtml(what)}</td>`,
    `<td>${escapeHtml(by || say('matter.by-reporter'))}</td>`,
    `<td class="sealed">${sealed === null ? escapeHtml(say('evidence.unsealed')) : sealed}</td>`,
  ]
  return `<tr>${cells.join('')}</tr>`
}

function sayReporter({ channel, solved, satisfied }: PackMatter['reporters'][number], say: Say): string {
  return [
    say(`matter.channel.${channel}`),
    ...(solved === null ? [] : [say(`matter.solved.${solved ? 'yes' : 'no'}`)]),
    ...(satisfied === null ? [] : [say(`matter.satisfied.${satisfied}`)]),
  ].join(' · ')
}

function sayCall({ since, arriveBy, arrived, people, done, sentBack, off, verdict, did }: PackCall, say: Say): string {
  return [
    say('evidence.called', { time: sayMoment(since) }),
    ...(arriveBy ? [say('matter.arrive-by', { time: sayMoment(arriveBy) })] : []),
    ...(arrived ? [say('matter.arrived', { time: sayMoment(arrived), n: people ?? 0 })] : []),
    ...(sentBack ? [say('matter.call.sent-back', { time: sayMoment(sentBack) })] : []),
    ...(off ? [say('matter.call.off', { time: sayMoment(off) })] : []),
    ...(done && !verdict ? [say('matter.call.done', { time: sayMoment(done) })] : []),
    ...(verdict ? [say(`matter.verdict.${verdict}`)] : []),
    ...(did === null ? [] : [say(`matter.did.${did ? 'yes' : 'no'}`)]),
  ].join(' · ')
}
