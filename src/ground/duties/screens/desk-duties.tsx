/** The duty lists as they stand, or stood on another day: three tabs at each level, found by any word. */
import { useMemo, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Field } from '#kit/field.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { type Column, Table } from '#kit/table.tsx'
import { Tabs } from '#kit/tabs.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { type DutyItem, type DutyList, type Edition, type Level, levels, listDuties, listsOf } from '../contract.ts'
import { AddDialog } from './change-dialogs.tsx'
import { filterItems, sayLeadLabel, sayList, sayTerm } from './duty-words.ts'
import './duties.css'

export function Screen() {
  const text = useText()
  const today = streetToday()
  const [day, setDay] = useState(today)
  const [level, setLevel] = useState<Level>('street')
  const [list, setList] = useState<DutyList>('basic')
  const [typed, setTyped] = useState('')
  const [adding, setAdding] = useState(false)
  const read = useRead(day || undefined, (signal) => call(listDuties, { day }, { signal }), 'ticking')
  const reply = read.reply?.data
  const here = useMemo(() => reply?.items.filter((item) => item.level === level) ?? [], [reply, level])
  const found = useMemo(() => filterItems(here, typed), [here, typed])
  if (read.refusal && !reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!reply) return <Loading lines={12} />
  const may = read.reply?.may ?? []
  const edition = reply.editions.find((one) => one.level === level)
  const chosen = listsOf[level].includes(list) ? list : listsOf[level][0]!
  return (
    <Page
      title={text.say('duties.title')}
      lead={<Standing edition={edition} day={day} today={today} />}
      actions={
        <>
          {may.includes('rule.read') && <LinkButton href="/desk/rules">{text.say('duties.rules')}</LinkButton>}
          <LinkButton href="/desk/duties/objections">{text.say('duties.objections')}</LinkButton>
          <LinkButton href="/desk/duties/editions">{text.say('duties.editions')}</LinkButton>
          {may.includes('duty.change') && (
            <Button icon="add" onPress={() => setAdding(true)}>
              {text.say('duties.add')}
            </Button>
          )}
          <LinkButton tone="primary" icon="scales" href="/desk/duties/try">
            {text.say('duties.try')}
          </LinkButton>
        </>
      }
    >
      <div class="duties-find">
        <Field label={text.say('duties.level')}>
          <Select
            value={level}
            onChange={(one) => setLevel(one as Level)}
            options={levels.map((one) => ({ value: one, label: text.say(`duties.level.${one}`) }))}
          />
        </Field>
        <Field label={text.say('duties.search')}>
          <TextInput value={typed} onInput={setTyped} icon="search" type="search" placeholder={text.say('duties.search-hint')} />
        </Field>
        <Field label={text.say('duties.day')}>
          <DayInput value={day} onChange={setDay} today={today} example={today} />
        </Field>
      </div>
      <Tabs
        label={text.say('duties.title')}
        tabs={listsOf[level].map((one) => ({
          id: one,
          label: sayList(text, level, one),
          count: found.filter((item) => item.list === one).length,
        }))}
        value={chosen}
        onChange={(one) => setList(one as DutyList)}
      >
        <p class="quiet duties-what">{text.say(`duties.what.${level === 'community' ? 'community' : 'street'}.${chosen}`)}</p>
        <Items
          items={found.filter((item) => item.list === chosen)}
          list={chosen}
          isEmpty={here.length === 0}
          may={may.includes('duty.change')}
        />
      </Tabs>
      {adding && <AddDialog level={level} list={chosen} today={today} onClose={() => setAdding(false)} onDone={read.reload} />}
    </Page>
  )
}

/** Which printed list this is. */
function Standing({ edition, day, today }: { edition: Edition | undefined; day: string; today: string }) {
  const text = useText()
  if (!edition) return <>{text.say(day === today ? 'duties.no-edition' : 'duties.no-edition-then', { day: text.day(day) })}</>
  return (
    <>
      {text.say('duties.edition', { title: edition.title, document: edition.document })} {sayTerm(text, edition)}
      {day !== today && ` · ${text.say('duties.as-of', { day: text.day(day) })}`}
    </>
  )
}

function Items({ items, list, isEmpty, may }: { items: DutyItem[]; list: DutyList; isEmpty: boolean; may: boolean }) {
  const text = useText()
  const { route } = useLocation()
  return (
    <Table
      label={text.say('duties.title')}
      rows={items}
      rowId={(item) => item.id}
      onOpen={(item) => route(`/desk/duties/${item.id}`)}
      columns={columnsOf(text, list)}
      empty={
        <EmptyState
          icon={isEmpty ? 'scales' : 'search'}
          title={text.say(isEmpty ? 'duties.none' : 'duties.none-found')}
          actions={isEmpty && may ? <LinkButton href="/desk/duties/editions">{text.say('duties.begin')}</LinkButton> : undefined}
        >
          {isEmpty ? text.say('duties.none-lead') : undefined}
        </EmptyState>
      }
    />
  )
}

function columnsOf(text: Text, list: DutyList): Column<DutyItem>[] {
  const number: Column<DutyItem> = { id: 'number', label: text.say('duties.number'), text: (item) => item.number, width: '4rem' }
  const category: Column<DutyItem> = {
    id: 'category',
    label: text.say('duties.category'),
    text: ({ category: first, subcategory }) => [first, subcategory].filter(Boolean).join(' · '),
    width: '9rem',
  }
  if (list === 'basic' || list === 'self')
    return [
      number,
      category,
      { id: 'title', label: text.say('duties.item'), text: (item) => item.title, head: true, fills: true },
      { id: 'basis', label: text.say('duties.basis'), text: (item) => item.basis, width: '16rem' },
    ]
  return [
    number,
    category,
    { id: 'title', label: text.say('duties.item'), text: (item) => item.title, head: true, width: '20rem' },
    { id: 'lead', label: sayLeadLabel(text, list), text: (item) => item.lead, width: '12rem' },
    { id: 'tasks', label: text.say(list === 'withdrawn' ? 'duties.how' : 'duties.tasks'), text: (item) => item.tasks, fills: true },
  ]
}
