/** Topics of the area, and open matters that are alike and could become one. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { EmptyState, Page, Section } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { useToldRead } from '#kit/use-told.ts'
import { listClusters, listTopics } from '../contract.ts'
import { TopicDialog } from './topic-dialog.tsx'
import './topics.css'

type Cluster = OutputOf<typeof listClusters>['clusters'][number]

export function Screen() {
  const text = useText()
  const { route } = useLocation()
  const topics = useRead('topics', (signal) => call(listTopics, {}, { signal }), 'ticking')
  const clusters = useToldRead('topic-clusters', (signal) => call(listClusters, {}, { signal }))
  const [making, setMaking] = useState<Cluster>()
  const data = topics.reply?.data
  if (topics.refusal && !data) return <ProblemPage refusal={topics.refusal} onRetry={topics.reload} />
  if (!data) return <Loading />
  const may = topics.reply?.may.includes('topic.keep') ?? false
  return (
    <Page
      crumbs={[{ label: text.say('matter.title'), href: '/desk/matters' }, { label: text.say('topic.title') }]}
      title={text.say('topic.title')}
      lead={text.say('topic.lead')}
    >
      <Table
        label={text.say('topic.title')}
        rows={data.topics}
        rowId={({ id }) => id}
        onOpen={({ id }) => route(`/desk/topics/${id}`)}
        empty={
          <EmptyState icon="people" title={text.say('topic.none')}>
            {text.say('topic.none-how')}
          </EmptyState>
        }
        columns={[
          {
            id: 'title',
            label: text.say('topic.column.title'),
            text: ({ title }) => title,
            show: ({ id, title, closed }) => (
              <span class="matter-signs">
                <a href={`/desk/topics/${id}`}>{title}</a>
                {closed && <Tag>{text.say('topic.closed')}</Tag>}
              </span>
            ),
            head: true,
          },
          {
            id: 'place',
            label: text.say('topic.column.place'),
            text: ({ communityName, estate }) => estate?.name ?? communityName,
            width: '11rem',
          },
          {
            id: 'matters',
            label: text.say('topic.column.matters'),
            text: ({ matters }) => text.number(matters),
            align: 'end',
            width: '6rem',
          },
          {
            id: 'supporters',
            label: text.say('topic.column.supporters'),
            text: ({ supporters }) => text.number(supporters),
            align: 'end',
            width: '7rem',
          },
          { id: 'opened', label: text.say('topic.column.opened'), text: ({ opened }) => text.moment(opened, 'short'), width: '9rem' },
        ]}
      />
      <Section title={text.say('topic.clusters')}>
        <p class="quiet">{text.say('topic.clusters-lead')}</p>
        {clusters.reply?.data.clusters.length === 0 && <p>{text.say('topic.clusters-none')}</p>}
        <ul class="topic-clusters">
          {clusters.reply?.data.clusters.map((one) => (
            <li key={one.matters[0]!.id}>
              <div class="row topic-cluster-head">
                <strong>{text.say('topic.cluster', { n: one.matters.length, category: one.category[text.language] })}</strong>
                <span class="quiet">{one.communityName}</span>
                {may && (
                  <Button size="small" onPress={() => setMaking(one)}>
                    {text.say('topic.make')}
                  </Button>
                )}
              </div>
              <ul class="plain-list">
                {one.matters.slice(0, 6).map(({ id, title, number, reporters }) => (
                  <li key={id}>
                    <a href={`/desk/matters/${id}`}>{title || number}</a>{' '}
                    <span class="small quiet">{text.say('topic.reporters', { n: reporters })}</span>
                  </li>
                ))}
              </ul>
              {one.matters.length > 6 && <p class="small quiet">{text.say('topic.more', { n: one.matters.length - 6 })}</p>}
            </li>
          ))}
        </ul>
      </Section>
      {making && (
        <TopicDialog
          community={making.community}
          matters={making.matters}
          onClose={() => setMaking(undefined)}
          onDone={(id) => route(`/desk/topics/${id}`)}
        />
      )}
    </Page>
  )
}
