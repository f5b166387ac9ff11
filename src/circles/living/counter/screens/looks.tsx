/** Who looked at her, to be read to her when she asks. */
import { useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Section } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { UnreadNote } from '#kit/unread-note.tsx'
import { useRead } from '#kit/use-data.ts'
import { useToldDo } from '#kit/use-told.ts'
import { type Contact, readLooksAt } from '../contract.ts'

type Read = OutputOf<typeof readLooksAt>
type Look = Read['looks'][number]

export function Looks({ party, contact }: { party: string; contact: Contact }) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const read = useRead(open ? `${party} ${contact}` : undefined, (signal) => call(readLooksAt, { party, contact }, { signal }), 'once')
  const [older, setOlder] = useState<Read>()
  const more = useToldDo(({ before }: { before: string }) => call(readLooksAt, { party, contact, before }))
  const first = read.reply?.data
  const next = older ? older.next : first?.next
  return (
    <Section
      title={text.say('counter.looks')}
      actions={
        <Button icon="eye" pressed={open} onPress={() => setOpen(!open)}>
          {text.say(open ? 'counter.known-close' : 'counter.looks-open')}
        </Button>
      }
    >
      <p class="quiet small">{text.say('counter.looks-lead')}</p>
      {open && read.refusal && <UnreadNote refusal={read.refusal} onRetry={read.reload} />}
      {open && first && (
        <>
          <ul class="plain-list">
            {[...first.looks, ...(older?.looks ?? [])].map((look) => (
              <LookLine key={look.id} look={look} />
            ))}
          </ul>
          {next && (
            <Button
              size="small"
              busy={more.busy}
              onPress={async () => {
                const reply = await more.run({ before: next })
                if (reply) setOlder({ looks: [...(older?.looks ?? []), ...reply.data.looks], next: reply.data.next })
              }}
            >
              {text.say('own-looks.more')}
            </Button>
          )}
        </>
      )}
    </Section>
  )
}

function LookLine({ look }: { look: Look }) {
  const text = useText()
  const who = look.own ? text.say('own-looks.own') : text.list([look.title, look.who].filter(Boolean)) || text.say('own-looks.staff')
  const did = text.has(`own.did.${look.view}`) ? text.say(`own.did.${look.view}`) : text.say('own-looks.did')
  return (
    <li class="row">
      <span>
        {text.moment(look.at)} {who} {did} {look.maybe && text.say('own-looks.maybe', { n: look.count })}
      </span>
      {look.reason && <span class="quiet small">{text.say('own-looks.reason', { reason: look.reason })}</span>}
    </li>
  )
}
