/** What leaves the house in one message: signature, what it is about without any value of hers, and whom to ring. Pure. */
import { makeText } from '#kit/text.ts'
import type { Language, NoticeKind, Words } from './contract.ts'
import type { OfficeHere } from './reach.ts'
import { composeSms, fitSms } from './sms.ts'
import en from './texts/en.json' with { type: 'json' }
import zh from './texts/zh.json' with { type: 'json' }
import { sayNotice } from './words.ts'

const texts = { zh: makeText({ language: 'zh', words: zh }), en: makeText({ language: 'en', words: en }) }

export function sayMessage(
  notices: readonly { kind: NoticeKind; words: Words }[],
  office: OfficeHere,
  language: Language,
): { text: string; short: string; sign: string } {
  const text = texts[language]
  const said = notices.map(({ kind, words }) => sayNotice(kind, words, language))
  const titles = [...new Set(said.map(({ title }) => title))]
  const many = (named: readonly string[]) =>
    named.length > 0
      ? text.say('notice.sms-several', { n: said.length, titles: text.list(named) })
      : text.say('notice.sms-many', { n: said.length })
  const ring = office.phone ? text.say('notice.sms-ring', { phone: office.phone }) : ''
  // As many titles as one part holds; who reads "5 notices" knows at least that there are five.
  const heads = said.length === 1 ? [said[0]!.short] : titles.map((_, at) => many(titles.slice(0, titles.length - at))).concat(many([]))
  return {
    text: fitSms(heads.flatMap((head) => [composeSms(office.sign, head, ring), composeSms(office.sign, ring, head)])),
    short: said.length === 1 ? said[0]!.title : many([]),
    sign: office.sign,
  }
}
