/** What was ever said about a subject, newest first: the day it was so, the value, who said it, what was withdrawn. Read when it is opened, as a look of its own. */
import { useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Section } from '#kit/page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { Tag } from '#kit/tag.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { UnreadNote } from '#kit/unread-note.tsx'
import { useRead } from '#kit/use-data.ts'
import { readHistory, type TieValue } from '../contract.ts'
import { sayForSource } from './fact-list.tsx'
import type { CatalogueHere } from './use-catalogue.ts'

export type HistoryProps = {
  /** Subjects whose sayings are read together: a door and its household. */
  of: readonly { id: string; name?: string }[]
  catalogue: CatalogueHere
  /** Addresses of the doors that are known here, by dwelling. */
  doors?: ReadonlyMap<string, string>
}

export function History({ of, catalogue, doors }: HistoryProps) {
  const text = useText()
  const [open, setOpen] = useState(false)
  return (
    <Section
      title={text.say('history.title')}
      actions={
        <Button size="small" pressed={open} onPress={() => setOpen(!open)}>
          {text.say(open ? 'history.hide' : 'history.show')}
        </Button>
      }
    >
      {open ? (
        of.map((one) => <Sayings key={one.id} {...one} catalogue={catalogue} doors={doors} />)
      ) : (
        <p class="quiet no-print">{text.say('history.lead')}</p>
      )}
    </Section>
  )
}

type SayingsProps = { id: string; name?: string; catalogue: CatalogueHere; doors: ReadonlyMap<string, string> | undefined }

function Sayings({ id, name, catalogue, doors }: SayingsProps) {
  const text = useText()
  const read = useRead(id, (signal) => call(readHistory, { id }, { signal }), 'once')
  if (read.refusal) return <UnreadNote refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return <Loading />
  const show = (element: string, value: unknown) => {
    if (value === null) return text.say('history.none')
    return catalogue.element(element)?.type === 'tie'
      ? showTie(text, value as TieValue, doors)
      : catalogue.show(element, value, text.language)
  }
  return (
    <>
      {name && <h3>{name}</h3>}
      <Table
        label={name ?? text.say('history.title')}
        rows={read.reply.data.sayings}
        rowId={(saying) => saying.statement + saying.element}
        empty={text.say('history.nothing')}
        columns={[
          { id: 'day', label: text.say('history.as-of'), text: (saying) => text.day(saying.asOf), width: '9rem' },
          {
            id: 'what',
            label: text.say('history.what'),
            text: (saying) => catalogue.name(saying.element, text.language),
            head: true,
            width: '12rem',
          },
          { id: 'value', label: text.say('history.value'), text: (saying) => show(saying.element, saying.value) },
          { id: 'source', label: text.say('history.source'), text: (saying) => sayForSource(text, saying.source), width: '10rem' },
          {
            id: 'state',
            label: text.say('history.state'),
            width: '8rem',
            text: (saying) => (saying.withdrawn ? text.say('history.withdrawn') : saying.decides ? text.say('history.decided') : ''),
            show: (saying) =>
              saying.withdrawn ? (
                <Tag tone="stale">{text.say('history.withdrawn')}</Tag>
              ) : saying.decides ? (
                <Tag>{text.say('history.decided')}</Tag>
              ) : null,
          },
        ]}
      />
    </>
  )
}

/** A home by its address, and since when. */
function showTie(text: Text, { dwelling, from, to }: TieValue, doors: ReadonlyMap<string, string> | undefined): string {
  const address = doors?.get(dwelling) ?? text.say('settle.other-door')
  const day = (civil: string | undefined) => (civil ? text.day(civil) : '?')
  const when = to
    ? text.say('history.period', { from: day(from), to: day(to) })
    : from
      ? text.say('history.since', { from: day(from) })
      : ''
  return [address, when].filter(Boolean).join(text.language === 'zh' ? '，' : ', ')
}
