/** Who stands here, or rings: by name, telephone, door, the number on a letter or on a receipt. Found by typing, opened by Enter. */
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { OutputOf } from '#base/contract.ts'
import { enterLetter } from '#ground/residents/contract.ts'
import { call } from '#kit/api.ts'
import { Radios } from '#kit/checkbox.tsx'
import { TextInput } from '#kit/input.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { useText } from '#kit/text-context.tsx'
import { UnreadNote } from '#kit/unread-note.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { type Contact, findParty } from '../contract.ts'
import { contacts, looksLikeNumber } from './contacts.ts'
import './counter.css'

type Found = OutputOf<typeof findParty>['found'][number]

const WAIT_MS = 200

export function Screen({ query }: { query: Record<string, string> }) {
  const text = useText()
  const { route } = useLocation()
  const [contact, setContact] = useState<Contact>(contacts.find((one) => one === query.contact) ?? 'counter')
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  const number = looksLikeNumber(typed)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(number ? '' : typed.trim()), WAIT_MS)
    return () => clearTimeout(timer)
  }, [typed, number])
  const read = useRead(asked || undefined, (signal) => call(findParty, { text: asked }, { signal }), 'once')
  const enter = useDo((input: { number: string }, options) => call(enterLetter, input, options))
  const found = asked ? (read.reply?.data.found ?? []) : []
  const settled = typed.trim() === asked && !read.loading
  const open = ({ id }: { id: string }, how: Contact = contact) => route(`/desk/counter/${id}?contact=${how}`)
  const press = async () => {
    if (!number) {
      if (settled && found[0]) open(found[0])
      return
    }
    // The number is used up by it: who reads it out on the telephone says the rest as well, who brought the sheet has written it.
    const reply = await enter.run({ number: typed })
    const of = reply?.data.person ?? reply?.data.door
    if (of) open({ id: of }, contact === 'telephone' ? 'telephone' : 'paper')
  }
  return (
    <Page title={text.say('counter.title')} lead={text.say('counter.lead')}>
      <div class="counter-find">
        <Radios
          joined
          label={text.say('counter.how')}
          value={contact}
          onChange={setContact}
          options={contacts.map((one) => ({ value: one, label: text.say(`counter.contact.${one}`) }))}
        />
        <TextInput
          value={typed}
          onInput={setTyped}
          icon="search"
          type="search"
          label={text.say('counter.search')}
          placeholder={text.say('counter.placeholder')}
          autofocus
          maxLength={60}
          onEnter={press}
        />
      </div>
      {enter.refusal && <ProblemNote refusal={enter.refusal} />}
      {number ? (
        <EmptyState icon="letter" title={text.say('counter.letter-number')}>
          {text.say('counter.letter-number-lead')}
        </EmptyState>
      ) : asked === '' ? (
        <EmptyState icon="service" title={text.say('counter.begin')}>
          {text.say('counter.begin-lead')}
        </EmptyState>
      ) : read.refusal ? (
        <UnreadNote refusal={read.refusal} onRetry={read.reload} />
      ) : !read.reply ? (
        <Loading label={text.say('counter.searching')} />
      ) : (
        <FoundTable found={found} settled={settled} asked={asked} more={read.reply.data.more} onOpen={open} />
      )}
    </Page>
  )
}

type FoundProps = { found: readonly Found[]; settled: boolean; asked: string; more: boolean; onOpen: (one: Found) => void }

function FoundTable({ found, settled, asked, more, onOpen }: FoundProps) {
  const text = useText()
  return (
    <>
      {more && <p class="quiet">{text.say('counter.more')}</p>}
      <Table
        label={text.say('counter.found')}
        rows={found}
        rowId={(one) => `${one.by} ${one.id}`}
        onOpen={onOpen}
        empty={settled ? text.say('counter.none', { text: asked }) : text.say('counter.searching')}
        columns={[
          { id: 'name', label: text.say('counter.name'), text: (one) => one.name || one.line, head: true, width: '14rem' },
          { id: 'by', label: text.say('counter.by'), text: (one) => text.say(`counter.by.${one.by}`), width: '9rem' },
          {
            id: 'age',
            label: text.say('counter.age'),
            text: (one) => (one.age === undefined ? '' : text.number(one.age)),
            align: 'end',
            width: '5rem',
          },
          { id: 'tail', label: text.say('counter.tail'), text: (one) => (one.tail ? `…${one.tail}` : ''), width: '6rem' },
          { id: 'line', label: text.say('counter.line'), text: (one) => one.line },
        ]}
      />
    </>
  )
}
