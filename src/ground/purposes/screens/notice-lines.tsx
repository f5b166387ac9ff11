/** One purpose as it is told: a list, each line with its name, what is protected standing by itself (网络数据安全管理条例 21: prominent, as a list). */
import type { ComponentChildren } from 'preact'
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import { useText } from '#kit/text-context.tsx'
import type { NoticePart } from '../telling/contract.ts'
import { sayKeep } from './say-keep.ts'
import { say } from './words.ts'

export function NoticeLines({ part, catalogue }: { part: NoticePart; catalogue: CatalogueHere }) {
  const text = useText()
  const { language } = text
  const guarded = new Set(part.protected)
  const plain = part.elements.filter((id) => !guarded.has(id))
  const names = (ids: readonly string[]) => text.list(ids.map((id) => catalogue.name(id, language)))
  const lines: { label: string; value: ComponentChildren }[] = [
    { label: text.say('purposes.what'), value: say(part.what, language) },
    { label: text.say('purposes.basis'), value: <BasisLines part={part} /> },
    ...(plain.length > 0 ? [{ label: text.say('purposes.kinds'), value: names(plain) }] : []),
    ...(part.protected.length > 0 ? [{ label: text.say('purposes.protected'), value: <strong>{names(part.protected)}</strong> }] : []),
    ...(part.effect ? [{ label: text.say('purposes.effect'), value: say(part.effect, language) }] : []),
    { label: text.say('purposes.sources'), value: say(part.sources, language) },
    { label: text.say('purposes.recipients'), value: text.list(part.recipients.map((one) => say(one, language))) },
    { label: text.say('purposes.keep'), value: sayKeep(text, part.keep) },
    { label: text.say('purposes.refusal'), value: say(part.refusal, language) },
    { label: text.say('purposes.contact'), value: say(part.contact, language) },
  ]
  return (
    <dl class="facts notice-part">
      {lines.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function BasisLines({ part }: { part: NoticePart }) {
  const text = useText()
  return (
    <>
      {text.say(`purposes.basis-${part.basis}`)}
      {part.eachTime && <p>{text.say('purposes.each-time')}</p>}
      {part.citations.map((one) => (
        <p key={one.zh}>
          {say(one, text.language)}
          {one.status !== 'C' && <span class="quiet small no-print">{text.say(`purposes.citation-${one.status}`)}</span>}
        </p>
      ))}
    </>
  )
}
