/** The slip that is left with whoever declined: what was asked, by whom, on which basis; that it is not asked again for this; how to answer later, or object. For paper. */
import { useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { MarkedPrint } from '#ground/purposes/screens/marked-print.tsx'
import { call } from '#kit/api.ts'
import { Checkbox } from '#kit/checkbox.tsx'
import { Facts, Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { readSlip } from '../contract.ts'
import './slip.css'

type Slip = OutputOf<typeof readSlip>

export function Screen({ params }: { params: Record<string, string> }) {
  const text = useText()
  const id = params.id!
  const catalogue = useCatalogue()
  const [large, setLarge] = useState(true)
  const read = useRead(id, (signal) => call(readSlip, { id }, { signal }), 'once')
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply || !catalogue) return <Loading lines={8} />
  const slip = read.reply.data
  const names = (elements: readonly string[]) =>
    elements.map((element) => catalogue.name(element, text.language)).join(text.say('slip.comma'))
  return (
    <Page
      title={text.say('slip.title')}
      actions={
        <>
          <Checkbox label={text.say('slip.large')} checked={large} onChange={setLarge} />
          <MarkedPrint what="slip" subjects={1} elements={slip.requests.flatMap(({ elements }) => elements)} />
        </>
      }
    >
      <article class="slip" data-large={large ? '' : undefined} aria-label={text.say('slip.title')}>
        <p>{text.say('slip.lead', { name: slip.name, day: text.day(slip.at.slice(0, 10)) })}</p>
        {slip.requests.map((request) => (
          <Facts key={request.title} items={asked(request, names(request.elements), text.say)} />
        ))}
        {slip.reason && <p>{text.say('slip.reason', { reason: slip.reason })}</p>}
        <p>{text.say(slip.requests.every(({ optional }) => optional.length > 0) ? 'slip.optional' : 'slip.obliged')}</p>
        <p>{text.say('slip.later')}</p>
        {slip.phones.length > 0 && (
          <p class="slip-phones">{slip.phones.map(({ name, phone }) => `${name} ${phone}`).join(text.say('slip.semicolon'))}</p>
        )}
        <p>{text.say('slip.object')}</p>
        <p class="digits quiet">{text.say('slip.number', { id: slip.id.slice(-12) })}</p>
      </article>
    </Page>
  )
}

function asked({ title, asker, basis, purpose }: Slip['requests'][number], elements: string, say: (key: string) => string) {
  return [
    { label: say('slip.what'), value: elements },
    { label: say('slip.by'), value: asker },
    { label: say('slip.for'), value: purpose ?? title },
    { label: say('slip.basis'), value: basis ?? say('slip.not-said') },
  ]
}
