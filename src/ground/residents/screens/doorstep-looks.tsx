/** Who looked, newest first: in plain words who, in which post, what was seen and why. */
import { useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { Foot } from '#kit/foot.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { refusalOf } from '#kit/refusal.ts'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useRead } from '#kit/use-data.ts'
import { readOwnLooks } from '../contract.ts'
import './own.css'

type Look = OutputOf<typeof readOwnLooks>['looks'][number]

export function Screen({ params }: { params: Record<string, string> }) {
  const text = useText()
  const { tellRefusal } = useTell()
  const person = params.person!
  const read = useRead(person, (signal) => call(readOwnLooks, { person }, { signal }))
  const [older, setOlder] = useState<{ looks: Look[]; next: string | null }>()
  const [busy, setBusy] = useState(false)
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return null
  const { looks, next } = read.reply.data
  const last = older ? older.next : next
  const more = async () => {
    if (!last) return
    setBusy(true)
    try {
      const { data } = await call(readOwnLooks, { person, before: last })
      setOlder({ looks: [...(older?.looks ?? []), ...data.looks], next: data.next })
    } catch (thrown) {
      tellRefusal(refusalOf(thrown))
    }
    setBusy(false)
  }
  const all = [...looks, ...(older?.looks ?? [])]
  return (
    <Page title={text.say('own-looks.title')} lead={text.say('own-looks.lead')}>
      {all.length === 0 && <EmptyState icon="eye" title={text.say('own-looks.none')} />}
      <ul class="own-cards">
        {all.map((look) => (
          <LookCard key={look.id} look={look} />
        ))}
      </ul>
      <Foot>
        <LinkButton tone="quiet" href={`/doorstep/own/${person}`}>
          {text.say('own.back')}
        </LinkButton>
        {last && (
          <Button busy={busy} onPress={more}>
            {text.say('own-looks.more')}
          </Button>
        )}
      </Foot>
    </Page>
  )
}

/** Names of fields beyond these are behind a touch. */
const NAMED = 6

function LookCard({ look }: { look: Look }) {
  const text = useText()
  const what = look.what.map((words) => words[text.language])
  const who = look.own ? text.say('own-looks.own') : text.list([look.title, look.who].filter(Boolean)) || text.say('own-looks.staff')
  const did = text.has(`own.did.${look.view}`) ? text.say(`own.did.${look.view}`) : text.say('own-looks.did')
  return (
    <li class="own-card">
      <div class="own-words">
        <p class="own-whence">{text.moment(look.at)}</p>
        <h2>{who}</h2>
        <p>
          {did}
          {look.maybe && text.say('own-looks.maybe', { n: look.count })}
        </p>
        {look.reason && <p class="own-reason">{text.say('own-looks.reason', { reason: look.reason })}</p>}
        {what.length > 0 && what.length <= NAMED && <p class="own-whence">{text.say('own-looks.what', { what: text.list(what) })}</p>}
      </div>
      {what.length > NAMED && (
        <details class="own-more">
          <summary>{text.say('own-looks.what-many', { n: what.length })}</summary>
          <p>{text.list(what)}</p>
        </details>
      )}
    </li>
  )
}
