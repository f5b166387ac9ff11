/** What is known about her, to be read to her when she asks: opened by a press, since most who come do not. */
import { useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { groupOwn, sayWhence, showOwn } from '#ground/residents/screens/own-facts.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Section } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { UnreadNote } from '#kit/unread-note.tsx'
import { useRead } from '#kit/use-data.ts'
import { type Contact, readKnown } from '../contract.ts'

type Read = OutputOf<typeof readKnown>
type Fact = Read['facts'][number]

export function Known({ party, contact }: { party: string; contact: Contact }) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const read = useRead(open ? `${party} ${contact}` : undefined, (signal) => call(readKnown, { party, contact }, { signal }), 'once')
  const known = read.reply?.data
  return (
    <Section
      title={text.say('counter.known')}
      actions={
        <Button icon="eye" pressed={open} onPress={() => setOpen(!open)}>
          {text.say(open ? 'counter.known-close' : 'counter.known-open')}
        </Button>
      }
    >
      <p class="quiet small">{text.say('counter.known-lead')}</p>
      {open && read.refusal && <UnreadNote refusal={read.refusal} onRetry={read.reload} />}
      {open && known && (
        <>
          {groupOwn(known.facts).map(([group, facts]) => (
            <FactList key={group} title={text.say(`group.${group}`)} facts={facts} codes={known.codes} />
          ))}
          {known.homes.map((home) => (
            <FactList
              key={`${home.relation} ${home.label} ${home.from}`}
              title={text.say(`counter.home.${home.relation}`, { label: home.label })}
              facts={home.facts}
              codes={known.codes}
            />
          ))}
          {known.closed > 0 && <p class="quiet">{text.say('counter.known-closed', { n: known.closed })}</p>}
        </>
      )}
    </Section>
  )
}

function FactList({ title, facts, codes }: { title: string; facts: readonly Fact[]; codes: Read['codes'] }) {
  const text = useText()
  return (
    <div class="counter-known">
      <h3>{title}</h3>
      <dl>
        {facts.map((fact) => (
          <div key={fact.element}>
            <dt>{fact.label[text.language]}</dt>
            <dd>
              {showOwn(fact, codes, text.language)} <span class="small quiet">{sayWhence(text, fact)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
