/** Whom the community keeps in touch with: who is due, who was not reached since when, who sees to it. Due first. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { NewMatter } from '#ground/matters/screens/new-matter.tsx'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { Tabs } from '#kit/tabs.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { houseNow } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { type CareLine, listCare, lists } from '../contract.ts'
import { ContactDialog } from './contact-dialog.tsx'
import { EmergencyNote } from './emergency-note.tsx'
import { HelperDialog } from './helper-dialog.tsx'
import { isLate, sayAgreed, sayReached, sayWho } from './say-care.ts'
import './care.css'

export function Screen({ query }: { query: Record<string, string> }) {
  const text = useText()
  const { route } = useLocation()
  const list = lists.find((one) => one === query.list) ?? 'due'
  const read = useRead(list, (signal) => call(listCare, { list }, { signal }))
  const [doing, setDoing] = useState<{ what: 'contact' | 'hand'; line: CareLine }>()
  const [opening, setOpening] = useState(false)
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return <Loading />
  const { lines, more, counts, emergencies } = read.reply.data
  const may = read.reply.may
  const done = () => {
    setDoing(undefined)
    read.reload()
  }
  return (
    <Page
      title={text.say('care.title')}
      lead={text.say('care.lead')}
      actions={
        may.includes('matter.open') && (
          <Button tone="primary" icon="add" onPress={() => setOpening(true)}>
            {text.say('care.begin')}
          </Button>
        )
      }
    >
      <EmergencyNote emergencies={emergencies} counts={counts} />
      <Tabs
        label={text.say('care.title')}
        tabs={lists.map((id) => ({ id, label: text.say(`care.list.${id}`), count: counts[id] }))}
        value={list}
        onChange={(id) => route(`/desk/care?list=${id}`, true)}
      >
        <CareTable
          list={list}
          lines={lines}
          mayHand={may.includes('care.hand')}
          onOpen={(line) => route(`/desk/matters/${line.id}`)}
          onDo={(what, line) => setDoing({ what, line })}
        />
        {more && <p class="quiet">{text.say('care.more')}</p>}
      </Tabs>
      {doing?.what === 'contact' && <ContactDialog line={doing.line} onClose={() => setDoing(undefined)} onDone={done} />}
      {doing?.what === 'hand' && <HelperDialog line={doing.line} onClose={() => setDoing(undefined)} onDone={done} />}
      {opening && <NewMatter known={{ type: 'care' }} onClose={() => setOpening(false)} onOpen={(id) => route(`/desk/matters/${id}`)} />}
    </Page>
  )
}

type TableProps = {
  list: string
  lines: readonly CareLine[]
  mayHand: boolean
  onOpen: (line: CareLine) => void
  onDo: (what: 'contact' | 'hand', line: CareLine) => void
}

function CareTable({ list, lines, mayHand, onOpen, onDo }: TableProps) {
  const text = useText()
  const now = houseNow()
  return (
    <Table
      label={text.say(`care.list.${list}`)}
      rows={lines}
      rowId={(line) => line.id}
      onOpen={onOpen}
      tone={(line) => (isLate(line, now) ? 'late' : 'plain')}
      empty={<EmptyState icon="service" title={text.say(`care.none.${list}`)} />}
      columns={[
        {
          id: 'who',
          label: text.say('care.column.who'),
          text: sayWho,
          head: true,
          show: (line) => (
            <span class="care-name">
              <a href={`/desk/matters/${line.id}`}>{sayWho(line)}</a>
              <span class="small quiet">{line.who?.where}</span>
            </span>
          ),
        },
        {
          id: 'reached',
          label: text.say('care.column.reached'),
          text: (line) => sayReached(text, line, now),
          width: '13rem',
          show: (line) => <span data-tone={isLate(line, now) ? 'late' : undefined}>{sayReached(text, line, now)}</span>,
        },
        {
          id: 'due',
          label: text.say('care.column.due'),
          text: (line) => (line.due ? text.moment(line.due, 'short') : ''),
          width: '9.5rem',
          show: (line) => <Due line={line} now={now} />,
        },
        {
          id: 'agreed',
          label: text.say('care.column.agreed'),
          text: (line) => sayAgreed(text, line),
          width: '14rem',
          show: (line) => (
            <span class="care-name">
              <span>{line.type[text.language]}</span>
              <span class="small quiet">{sayAgreed(text, line)}</span>
            </span>
          ),
        },
        {
          id: 'helper',
          label: text.say('care.column.helper'),
          text: (line) => line.helper?.name ?? '',
          width: '8rem',
          show: (line) =>
            mayHand ? (
              <Button size="small" tone="quiet" icon="person" onPress={() => onDo('hand', line)}>
                {line.helper?.name ?? text.say('care.nobody')}
              </Button>
            ) : (
              (line.helper?.name ?? '')
            ),
        },
        {
          id: 'do',
          label: text.say('care.column.do'),
          text: () => '',
          width: '7rem',
          show: (line) =>
            line.contact && (
              <Button size="small" onPress={() => onDo('contact', line)}>
                {text.say('care.contact')}
              </Button>
            ),
        },
      ]}
    />
  )
}

function Due({ line, now }: { line: CareLine; now: Date }) {
  const text = useText()
  if (line.paused) return <span class="quiet">{text.say('care.paused')}</span>
  if (!line.due) return <span class="quiet">{text.say('care.not-agreed')}</span>
  const late = isLate(line, now)
  return (
    <span class="care-name" data-tone={late ? 'late' : undefined}>
      <span class="digits">{text.moment(line.due, 'short')}</span>
      {late && <span class="small">{text.say('care.late')}</span>}
      {line.raised && <Tag tone="late">{text.say('care.raised')}</Tag>}
    </span>
  )
}
