import { useMemo, useState } from 'preact/hooks'
import { Button } from '#kit/button.tsx'
import { Icon } from '#kit/icon.tsx'
import { Menu } from '#kit/menu.tsx'
import { EmptyState, Facts } from '#kit/page.tsx'
import { Popover } from '#kit/popover.tsx'
import { SearchBox, type SearchResult } from '#kit/search-box.tsx'
import { type Column, type Sort, Table } from '#kit/table.tsx'
import { Tabs } from '#kit/tabs.tsx'
import { Tag } from '#kit/tag.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { type Person, people } from './samples.ts'

export function Lists() {
  const text = useText()
  const [tab, setTab] = useState('all')
  const word = (name: string) => text.say(`sample.${name}`)
  return (
    <div class="stack">
      <Finder />
      <Tabs
        label={word('people')}
        value={tab}
        onChange={setTab}
        tabs={[
          { id: 'all', label: word('all'), count: 5000 },
          { id: 'few', label: word('few'), count: 12 },
          { id: 'none', label: word('none'), count: 0 },
        ]}
      >
        <People key={tab} count={{ all: 5000, few: 12, none: 0 }[tab] ?? 0} />
      </Tabs>
    </div>
  )
}

function Finder() {
  const text = useText()
  const list = useMemo(() => people(400), [])
  const { tell } = useTell()
  const search = useMemo(
    () =>
      async (typed: string): Promise<SearchResult[]> =>
        list
          .filter(({ name, door }) => name.includes(typed) || door.includes(typed))
          .slice(0, 8)
          .map((person) => ({
            id: person.id,
            group: text.say('found.people'),
            icon: 'people',
            label: person.name,
            note: person.door,
            onOpen: () => tell({ text: person.name }),
          })),
    [list, text, tell],
  )
  return (
    <div class="row">
      <div class="gallery-finder">
        <SearchBox label={text.say('sample.people')} placeholder={text.say('desk.search-hint')} search={search} />
      </div>
      <Menu
        label={text.say('sample.more')}
        items={[
          { id: 'a', label: text.say('sample.edit'), icon: 'edit', onPick: () => undefined },
          { id: 'b', label: text.say('sample.fetch'), icon: 'download', note: '.xlsx', onPick: () => undefined },
          { id: 'c', label: text.say('sample.withdraw'), icon: 'close', danger: true, onPick: () => undefined },
        ]}
      >
        {text.say('sample.more')}
        <Icon name="down" />
      </Menu>
    </div>
  )
}

function People({ count }: { count: number }) {
  const text = useText()
  const { tell } = useTell()
  const all = useMemo(() => people(count), [count])
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(count ? ['1', '2'] : []))
  const [sort, setSort] = useState<Sort>({ column: 'name', down: false })
  const rows = useMemo(() => sorted(all, sort, text.locale), [all, sort, text.locale])
  const columns = useMemo(() => columnsOf(text), [text])
  return (
    <Table
      label={text.say('sample.people')}
      columns={columns}
      rows={rows}
      rowId={(person) => person.id}
      chosen={chosen}
      onChoose={setChosen}
      sort={sort}
      onSort={setSort}
      height="26rem"
      onOpen={(person) => tell({ text: person.name, action: { label: text.say('sample.undo'), onPress: () => undefined } })}
      tone={(person) => (person.state === 'late' ? 'late' : 'plain')}
      empty={
        <EmptyState icon="people" title={text.say('sample.nobody')} actions={<Button icon="upload">{text.say('nav.imports')}</Button>}>
          {text.say('sample.nobody-why')}
        </EmptyState>
      }
    />
  )
}

function sorted(list: Person[], { column, down }: Sort, locale: string): Person[] {
  const compare = new Intl.Collator(locale === 'en-GB' ? 'zh-CN' : locale, { numeric: true }).compare
  const key = column as 'name' | 'birth' | 'door'
  return [...list].sort((a, b) => compare(a[key], b[key]) * (down ? -1 : 1))
}

function columnsOf(text: Text): Column<Person>[] {
  const word = (name: string) => text.say(`sample.${name}`)
  const state = (person: Person) => text.say(`sample.state-${person.state}`)
  const tones = { fresh: 'good', stale: 'stale', conflict: 'conflict', late: 'late' } as const
  return [
    { id: 'name', label: word('name'), text: ({ name }) => name, head: true, sortable: true, width: '7rem' },
    { id: 'sex', label: word('sex'), text: ({ sex }) => word(`sex-${sex}`), width: '4rem' },
    { id: 'birth', label: word('birth'), text: ({ birth }) => birth, sortable: true, width: '8rem' },
    { id: 'door', label: word('door-place'), text: ({ door }) => door, sortable: true },
    {
      id: 'phone',
      label: word('phone-number'),
      text: ({ phone }) => phone,
      show: (person) => <Provenance person={person} />,
      width: '10rem',
    },
    { id: 'tenure', label: word('tenure'), text: ({ tenure }) => word(`tenure-${tenure}`), width: '8rem' },
    {
      id: 'state',
      label: word('state'),
      text: state,
      show: (person) => <Tag tone={tones[person.state]}>{state(person)}</Tag>,
      width: '9rem',
    },
  ]
}

function Provenance({ person }: { person: Person }) {
  const text = useText()
  return (
    <Popover
      label={`${person.phone}, ${text.say('sample.source')}`}
      content={() => (
        <Facts
          items={[
            { label: text.say('sample.source'), value: text.say('sample.source-said') },
            { label: text.say('sample.as-of'), value: text.day('2026-09-18') },
            { label: text.say('sample.basis'), value: text.say('sample.basis-said') },
          ]}
        />
      )}
    >
      {person.phone}
    </Popover>
  )
}
