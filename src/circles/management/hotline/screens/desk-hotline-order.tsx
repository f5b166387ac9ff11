/** One order: its reply, and the copy sheet, field by field in the order of the platform's screen. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { InputOf } from '#base/contract.ts'
import { sayStand } from '#ground/matters/screens/say-matter.ts'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { copyText } from '#kit/copy-text.ts'
import { Page, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { markSent, readOrder } from '../contract.ts'
import { DecideHeld } from './decide-held.tsx'
import { sayChanged, sayReply } from './desk-hotline.tsx'
import { type OrderView, ReplyForm } from './reply-form.tsx'
import '#ground/matters/screens/matters.css'
import './hotline.css'

export function Screen({ params }: { params: Record<string, string> }) {
  const id = params.id ?? ''
  const text = useText()
  const read = useRead(id, (signal) => call(readOrder, { id }, { signal }))
  const data = read.reply?.data
  if (read.refusal && !data) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!data || data.order.id !== id) return <Loading />
  const { order, sourceName } = data
  const answered = order.stand === 'answered' || order.stand === 'closed'
  const may = read.reply?.may.includes('hotline.work') ?? false
  return (
    <Page
      crumbs={[
        { label: text.say('matter.title'), href: '/desk/matters' },
        { label: text.say('hotline.title'), href: '/desk/hotline' },
        { label: order.number },
      ]}
      title={text.say('hotline.order', { number: order.number })}
      lead={
        <span class="matter-signs">
          <Tag>{sayStand(text, order)}</Tag>
          <Tag tone={order.went ? 'good' : 'plain'}>{sayReply(text, order)}</Tag>
          {order.held && order.held !== 'ordinary' && <Tag tone="stale">{text.say(`hotline.held.${order.held}`)}</Tag>}
          {order.changed.length > 0 && <Tag tone="stale">{sayChanged(text, order)}</Tag>}
          <span class="small quiet">
            {text.say('hotline.order-lead', { source: sourceName, number: order.matterNumber })} · {order.title}
          </span>
        </span>
      }
      actions={
        <>
          {data.next && <LinkButton href={`/desk/hotline/${data.next}`}>{text.say('hotline.next')}</LinkButton>}
          <LinkButton href={`/desk/matters/${order.matter}`}>{text.say('hotline.matter')}</LinkButton>
        </>
      }
    >
      {order.held === 'waiting' && read.reply?.may.includes('matter.sealed') && <DecideHeld id={id} onDone={read.reload} />}
      {order.outcome === 'merged' && <p class="quiet">{text.say('hotline.merged-note')}</p>}
      {!answered && <p>{text.say('hotline.reply-unready')}</p>}
      {answered && <Whole key={id} view={data} may={may} onDone={read.reload} />}
    </Page>
  )
}

function Whole({ view, may, onDone }: { view: OrderView; may: boolean; onDone: () => void }) {
  const text = useText()
  const [writing, setWriting] = useState(view.reply === null)
  if (writing && may)
    return (
      <ReplyForm
        view={view}
        onDone={() => {
          setWriting(false)
          onDone()
        }}
      />
    )
  return (
    <Section
      title={text.say('hotline.copy-sheet')}
      actions={may && <Button onPress={() => setWriting(true)}>{text.say(view.reply ? 'hotline.reply-again' : 'hotline.reply')}</Button>}
    >
      {view.reply ? <CopySheet view={view} may={may} /> : <p class="quiet">{text.say('hotline.state.none')}</p>}
    </Section>
  )
}

function CopySheet({ view, may }: { view: OrderView; may: boolean }) {
  const text = useText()
  const { route } = useLocation()
  const [copied, setCopied] = useState<ReadonlySet<string>>(new Set())
  const act = useDo((input: InputOf<typeof markSent>, options) => call(markSent, input, options))
  const done = async () => {
    const reply = await act.run({ id: view.order.id })
    if (reply) route(reply.data.next ? `/desk/hotline/${reply.data.next}` : '/desk/hotline?list=unsent')
  }
  return (
    <>
      <p class="quiet">{text.say('hotline.copy-lead')}</p>
      <ol class="copy-sheet">
        {view.fields.map(({ field, label, value }) => (
          <li key={field} data-copied={copied.has(field) ? '' : undefined}>
            <div>
              <span class="small quiet">{label}</span>
              {value === '' ? <span class="quiet">{text.say('hotline.empty-field')}</span> : <strong>{value}</strong>}
            </div>
            {value !== '' && (
              <Button
                icon={copied.has(field) ? 'check' : 'copy'}
                onPress={() => {
                  if (copyText(value)) setCopied((now) => new Set([...now, field]))
                }}
              >
                {text.say(copied.has(field) ? 'hotline.copied' : 'hotline.copy')}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {act.refusal && <ProblemNote refusal={act.refusal} />}
      {may && view.order.went === null && (
        <Button tone="primary" busy={act.busy} onPress={done}>
          {text.say('hotline.mark-sent')}
        </Button>
      )}
    </>
  )
}
