/** Find a person, a door or premises: a name, single characters, pinyin initials, the tail of a telephone, an address. */
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { call } from '#kit/api.ts'
import { TextInput } from '#kit/input.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { useText } from '#kit/text-context.tsx'
import { UnreadNote } from '#kit/unread-note.tsx'
import { useRead } from '#kit/use-data.ts'
import { type Found, search } from '../contract.ts'
import { takeOver } from './search-hand.ts'

const paths: Record<Found['kind'], string> = {
  person: 'people',
  dwelling: 'doors',
  premises: 'premises',
  estate: 'estates',
  organisation: 'organisations',
}
const WAIT_MS = 200

export function Screen() {
  const text = useText()
  const { route } = useLocation()
  const [typed, setTyped] = useState(takeOver)
  const [asked, setAsked] = useState(typed.trim())
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), WAIT_MS)
    return () => clearTimeout(timer)
  }, [typed])
  const read = useRead(asked || undefined, (signal) => call(search, { text: asked, limit: 50 }, { signal }), 'once')
  const found = asked ? (read.reply?.data.found ?? []) : []
  // What is listed may still answer the word before: Enter opens nobody who was not asked for.
  const settled = typed.trim() === asked && !read.loading
  return (
    <Page title={text.say('people.title')} lead={text.say('people.lead')}>
      <TextInput
        value={typed}
        onInput={setTyped}
        icon="search"
        type="search"
        label={text.say('people.search')}
        placeholder={text.say('people.placeholder')}
        autofocus
        maxLength={60}
        onEnter={() => settled && found[0] && route(`/desk/${paths[found[0].kind]}/${found[0].id}`)}
      />
      {asked !== '' && !read.refusal && read.reply?.data.more && <p class="quiet">{text.say('people.more')}</p>}
      {asked === '' ? (
        <EmptyState icon="search" title={text.say('people.begin')}>
          {text.say('people.begin-lead')}
        </EmptyState>
      ) : read.refusal ? (
        <UnreadNote refusal={read.refusal} onRetry={read.reload} />
      ) : !read.reply ? (
        <Loading label={text.say('people.searching')} />
      ) : (
        <Table
          label={text.say('people.title')}
          rows={found}
          rowId={(one) => one.id}
          onOpen={(one) => route(`/desk/${paths[one.kind]}/${one.id}`)}
          empty={settled ? text.say('people.none', { text: asked }) : text.say('people.searching')}
          columns={[
            {
              id: 'name',
              label: text.say('people.name'),
              text: (one) => {
                const name = one.name || one.line
                return one.gone ? text.aside(name, text.say(`gone.${one.gone}`)) : name
              },
              head: true,
              width: '14rem',
            },
            { id: 'kind', label: text.say('people.kind'), text: (one) => text.say(`kind.${one.kind}`), width: '6rem' },
            {
              id: 'age',
              label: text.say('people.age'),
              text: (one) => (one.age === undefined ? '' : text.number(one.age)),
              align: 'end',
              width: '5rem',
            },
            { id: 'tail', label: text.say('people.tail'), text: (one) => (one.tail ? `…${one.tail}` : ''), width: '6rem' },
            { id: 'line', label: text.say('people.line'), text: (one) => one.line },
          ]}
        />
      )}
    </Page>
  )
}
