/** What was announced here: what is up, what is coming, and what is over. */
import { useLocation } from 'preact-iso/router'
import { call } from '#kit/api.ts'
import { LinkButton } from '#kit/button.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { Tag, type TagTone } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { type AnnouncementState, listAnnouncements } from '../announcements/contract.ts'
import { NoticeTabs } from './notice-tabs.tsx'
import './notices.css'

const tones: Record<AnnouncementState, TagTone> = { up: 'good', coming: 'plain', over: 'plain', 'taken-down': 'stale' }

export function Screen() {
  const text = useText()
  const { route } = useLocation()
  const read = useRead('announcements', (signal) => call(listAnnouncements, {}, { signal }), 'ticking')
  const list = read.reply?.data.announcements
  if (read.refusal && !list) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!list) return <Loading />
  const may = read.reply?.may.includes('announcement.post') ?? false
  const write = may && (
    <LinkButton tone="primary" icon="announce" href="/desk/notices/new">
      {text.say('announce.write')}
    </LinkButton>
  )
  return (
    <Page title={text.say('announce.title')} lead={text.say('announce.lead')} actions={write}>
      <NoticeTabs at="announcements" />
      {list.length === 0 ? (
        <EmptyState icon="announce" title={text.say('announce.none')}>
          {text.say('announce.none-why')}
        </EmptyState>
      ) : (
        <Table
          label={text.say('announce.title')}
          rows={list}
          rowId={({ id }) => id}
          onOpen={({ id }) => route(`/desk/notices/${id}`)}
          columns={[
            {
              id: 'title',
              label: text.say('announce.what'),
              text: ({ title }) => title,
              show: ({ id, title }) => <a href={`/desk/notices/${id}`}>{title}</a>,
              head: true,
              fills: true,
            },
            {
              id: 'state',
              label: text.say('announce.state'),
              text: ({ state }) => text.say(`announce.is-${state}`),
              show: ({ state }) => <Tag tone={tones[state]}>{text.say(`announce.is-${state}`)}</Tag>,
              width: '7rem',
            },
            {
              id: 'days',
              label: text.say('announce.days'),
              text: ({ from, until }) =>
                text.say('announce.from-until', { from: text.day(from, 'short'), until: text.day(until, 'short') }),
              width: '14rem',
            },
            { id: 'areas', label: text.say('announce.areas'), text: ({ areas }) => text.list(areas), width: '16rem' },
            { id: 'by', label: text.say('announce.by'), text: ({ by }) => by, width: '10rem' },
          ]}
        />
      )}
    </Page>
  )
}
