/** Find a person, a door or premises: a name, single characters, pinyin initials, the tail of a telephone, an address. */
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { call } from '#kit/api.ts'
import { TextInput } from '#kit/input.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { Table } from '#kit/table.tsx'
import { useText } from '#kit/text-context.tsx'
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
        onEnter={() => found[0] && route(`/desk/${paths[found[0].kind]}/${found[0].id}`)}
      />
      {read.refusal && <ProblemNote refusal={read.refusal} />}
      {asked !== '' && read.reply?.data.more && <p class="quiet">{text.say('people.more')}</p>}
      {asked === '' ? (
        <EmptyState icon="search" title={text.say('people.begin')}>
          {text.say('people.begin-lead')}
        </EmptyState>
      ) : (
        <Table
          label={text.say('people.title')}
          rows={found}
          rowId={(one) => one.id}
          onOpen={(one) => route(`/desk/${paths[one.kind]}/${one.id}`)}
          empty={read.loading ? '' : text.say('people.none', { text: asked })}
          columns={[
            {
              id: 'name',
              label: text.say('people.name'),
              text: (one) => [one.name || one.line, one.gone && `（${text.say(`gone.${one.gone}`)}）`].filter(Boolean).join(''),
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
