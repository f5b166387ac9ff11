/** The third screen: what is like it nearby and could be joined, who will read it, and sending; again and again where the network is gone. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { OutputOf } from '#base/contract.ts'
import { sayAnswer } from '#ground/matters/say-answer.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Checkbox } from '#kit/checkbox.tsx'
import { Foot } from '#kit/foot.tsx'
import { Icon } from '#kit/icon.tsx'
import { newKey } from '#kit/idempotency.ts'
import { Facts, Page } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { type Refusal, refusalOf } from '#kit/refusal.ts'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { joinOwn, listSimilar } from '../own/contract.ts'
import { type Draft, keepDraft } from './draft.ts'
import { StepMark } from './report-parts.tsx'
import type { StepProps } from './report-step.ts'
import { type Receipt, sendPhotos, sendReport } from './send-report.ts'

type Similar = OutputOf<typeof listSimilar>['similar'][number]
type LookProps = StepProps & { category: string | undefined; onSent: (receipt: Receipt) => Promise<void>; onDropped: () => Promise<void> }

/** Between tries while the house is not reached. */
const AGAIN_MS = 15_000
const onTheWay: ReadonlySet<string> = new Set(['way.unreachable', 'way.timed-out', 'house.busy', 'house.stopping'])

export function LookStep({ type, draft, shelf, category, onDraft, onBack, onSent, onDropped }: LookProps) {
  const text = useText()
  const { route } = useLocation()
  const sending = useSending(draft, type.sealed === null ? shelf : undefined, onDraft)
  const keys = useRef(new Map<string, string>())
  // One key for each matter she would join, over every try.
  const keyOf = (id: string) => keys.current.get(id) ?? keys.current.set(id, newKey()).get(id)!
  const send = () => sending.run(async (keep) => onSent(await sendReport(draft, category, keep)))
  const join = (id: string) =>
    sending.run(async () => {
      const { person, unnamed } = draft
      const photos = await sendPhotos(person, draft.photos, async (sent) => onDraft({ photos: sent }))
      await call(
        joinOwn,
        { person, id, text: draft.text.trim(), ...(unnamed ? { unnamed } : {}), ...(photos.length > 0 ? { photos } : {}) },
        { key: keyOf(id) },
      )
      await onDropped()
      route(`/doorstep/matters/${person}/${id}`)
    })
  // What was pressed before the network went is sent when it is back, here or when she comes to this page again.
  useAgain(draft.waiting === true && !sending.busy, send)
  const what = type.categories.find(({ code }) => code === category)
  return (
    <Page title={text.say('report.look')} lead={<StepMark at={3} />}>
      {draft.waiting && (
        <p class="told-note" role="status">
          <Icon name="clock" />
          <span>{text.say(type.sealed ? 'report.waiting-open' : 'report.waiting')}</span>
        </p>
      )}
      {sending.refusal && <ProblemNote refusal={sending.refusal} />}
      {type.shared && <SimilarList draft={draft} category={category} busy={sending.busy} onJoin={join} />}
      <Facts
        items={[
          { label: text.say('report.kind'), value: [type.plain[text.language], what?.label[text.language]].filter(Boolean).join(' · ') },
          { label: text.say('report.words'), value: <span class="said">{draft.text}</span> },
          ...type.opening.flatMap((question) => {
            const said = sayAnswer(question, draft.answers?.[question.id], draft.answers?.[question.id])
            return said ? [{ label: question.label[text.language], value: said[text.language] }] : []
          }),
          ...(draft.until ? [{ label: text.say('report.until'), value: text.day(draft.until) }] : []),
          ...(draft.photos.length > 0
            ? [{ label: text.say('report.photos'), value: text.say('report.photos-n', { n: draft.photos.length }) }]
            : []),
          { label: text.say('report.readers'), value: type.recipients[text.language] },
        ]}
      />
      {type.sealed ? (
        <p class="told-note" role="note">
          <Icon name="lock" />
          <span>{text.say('report.sealed-keep')}</span>
        </p>
      ) : (
        <Checkbox
          checked={draft.unnamed}
          onChange={(unnamed) => onDraft({ unnamed })}
          label={text.say('report.unnamed')}
          hint={text.say('report.unnamed-hint')}
        />
      )}
      <p class="small quiet">
        {text.say('report.why', { basis: type.basis.map((one) => one[text.language]).join('；'), n: type.keepYears })}
      </p>
      <Foot>
        <Button onPress={onBack}>{text.say('report.back')}</Button>
        <Button tone="primary" busy={sending.busy} onPress={send}>
          {text.say('report.send')}
        </Button>
      </Foot>
    </Page>
  )
}

function SimilarList({
  draft,
  category,
  busy,
  onJoin,
}: {
  draft: Draft
  category: string | undefined
  busy: boolean
  onJoin: (id: string) => void
}) {
  const text = useText()
  const { person, type, place } = draft
  const input = { person, type, text: draft.text, place: place!, ...(category ? { category } : {}) }
  const read = useRead(place ? `${type} ${category}` : undefined, (signal) => call(listSimilar, input, { signal, waits: [] }), 'once')
  const similar = read.reply?.data.similar ?? []
  if (similar.length === 0) return null
  return (
    <section class="similar">
      <h2>{text.say('report.similar')}</h2>
      <p class="quiet small">{text.say('report.similar-lead')}</p>
      <ul class="plain-list">
        {similar.map((one) => (
          <SimilarLine key={one.id} one={one} busy={busy} onJoin={() => onJoin(one.id)} />
        ))}
      </ul>
    </section>
  )
}

function SimilarLine({ one, busy, onJoin }: { one: Similar; busy: boolean; onJoin: () => void }) {
  const text = useText()
  return (
    <li class="similar-one">
      <span class="similar-words">
        <strong>
          {one.typeTitle[text.language]} · {one.category[text.language]}
        </strong>
        <span class="small quiet">
          {text.say(`report.near-${one.near}`)} · {text.moment(one.opened, 'short')} · {text.say('report.by-n', { n: one.reporters })} ·{' '}
          {one.lead}
        </span>
      </span>
      {one.mine ? (
        <span class="small quiet">{text.say('report.already')}</span>
      ) : (
        <Button size="small" busy={busy} onPress={onJoin}>
          {text.say('report.join')}
        </Button>
      )}
    </li>
  )
}

type Run = (act: (keep: (draft: Draft) => Promise<unknown>) => Promise<void>) => Promise<void>

/** A house that is not reached leaves it waiting; every other refusal is said. */
function useSending(
  draft: Draft,
  shelf: string | undefined,
  onDraft: (change: Partial<Draft>) => void,
): { run: Run; busy: boolean; refusal: Refusal | undefined } {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()
  const running = useRef(false)
  const run: Run = async (act) => {
    if (running.current) return
    running.current = true
    setBusy(true)
    setRefusal(undefined)
    let latest = draft
    try {
      await act(async (next) => {
        latest = next
        return shelf === undefined ? undefined : keepDraft(shelf, next)
      })
    } catch (thrown) {
      const refused = refusalOf(thrown)
      if (onTheWay.has(refused.code)) onDraft({ ...latest, waiting: true })
      else {
        setRefusal(refused)
        onDraft({ ...latest, waiting: false })
      }
    } finally {
      running.current = false
      setBusy(false)
    }
  }
  return { run, busy, refusal }
}

function useAgain(waiting: boolean, send: () => void): void {
  const sending = useRef(send)
  sending.current = send
  useEffect(() => {
    if (!waiting) return
    const again = () => sending.current()
    const timer = setInterval(again, AGAIN_MS)
    addEventListener('online', again)
    return () => {
      clearInterval(timer)
      removeEventListener('online', again)
    }
  }, [waiting])
}
