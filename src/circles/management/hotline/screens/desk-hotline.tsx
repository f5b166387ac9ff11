/** Orders of the hotline: at work, by their term, to be replied to, replied; bringing an export in, and taking replies along. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { isLate, sayStand } from '#ground/matters/screens/say-matter.ts'
import { DropAnywhere } from '#ground/workbooks/screens/drop-anywhere.tsx'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { Tabs } from '#kit/tabs.tsx'
import { Tag } from '#kit/tag.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { houseNow } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { listOrders, type OrderLine, orderLists } from '../contract.ts'
import { BringDialog } from './bring-dialog.tsx'
import { RepliesDialog } from './replies-dialog.tsx'
import '#ground/matters/screens/matters.css'
import './hotline.css'

export function Screen({ query }: { query: Record<string, string> }) {
  const text = useText()
  const { route } = useLocation()
  const list = orderLists.find((one) => one === query.list) ?? 'due'
  const read = useRead(list, (signal) => call(listOrders, { list }, { signal }))
  const [bringing, setBringing] = useState<File | true>()
  const [making, setMaking] = useState(false)
  const data = read.reply?.data
  if (read.refusal && !data) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!data) return <Loading />
  const may = read.reply?.may ?? []
  const close = () => {
    setBringing(undefined)
    setMaking(false)
    read.reload()
  }
  return (
    <Page
      crumbs={[{ label: text.say('matter.title'), href: '/desk/matters' }, { label: text.say('hotline.title') }]}
      title={text.say('hotline.title')}
      lead={text.say('hotline.lead')}
      actions={
        may.includes('hotline.work') && (
          <>
            {may.includes('hotline.settle') && <LinkButton href="/desk/hotline/sources">{text.say('hotline.settings')}</LinkButton>}
            <Button icon="download" onPress={() => setMaking(true)}>
              {text.say('hotline.make')}
            </Button>
            <Button tone="primary" icon="upload" onPress={() => setBringing(true)}>
              {text.say('hotline.bring')}
            </Button>
          </>
        )
      }
    >
      <Tabs
        label={text.say('hotline.title')}
        tabs={orderLists
          .filter((id) => id !== 'held' || may.includes('matter.sealed'))
          .map((id) => ({
            id,
            label: text.say(`hotline.list.${id}`),
            ...(id === 'due' || id === 'unsent' ? { count: data.counts[id] } : {}),
          }))}
        value={list}
        onChange={(id) => route(`/desk/hotline?list=${id}`, true)}
      >
        <Table
          label={text.say(`hotline.list.${list}`)}
          rows={data.orders}
          rowId={({ id }) => id}
          onOpen={({ id }) => route(`/desk/hotline/${id}`)}
          tone={(order) => (order.went === null && isLate(order.due, houseNow()) ? 'late' : 'plain')}
          empty={
            <EmptyState icon="phone" title={text.say(`hotline.none.${list}`)}>
              {text.say('hotline.none-how')}
            </EmptyState>
          }
          columns={columnsOf(text)}
        />
      </Tabs>
      {may.includes('hotline.work') && (
        <DropAnywhere label={text.say('hotline.drop')} off={bringing !== undefined || making} onFile={setBringing} />
      )}
      {bringing && <BringDialog file={bringing === true ? undefined : bringing} onClose={close} />}
      {making && <RepliesDialog onClose={close} />}
    </Page>
  )
}

function columnsOf(text: Text) {
  const moment = (at: string | null) => (at ? text.moment(at, 'short') : '—')
  return [
    { id: 'due', label: text.say('hotline.column.due'), text: ({ due }: OrderLine) => moment(due), width: '9.5rem' },
    {
      id: 'title',
      label: text.say('hotline.column.title'),
      text: ({ title }: OrderLine) => title,
      show: ({ id, title, number, matterNumber }: OrderLine) => (
        <span class="matter-name">
          <a href={`/desk/hotline/${id}`}>{title || number}</a>
          <span class="small quiet">
            {number} · {matterNumber}
          </span>
        </span>
      ),
      head: true,
    },
    { id: 'lead', label: text.say('hotline.column.lead'), text: ({ leadName }: OrderLine) => leadName, width: '9rem' },
    {
      id: 'stand',
      label: text.say('matter.column.stand'),
      text: (order: OrderLine) => sayStand(text, order),
      show: (order: OrderLine) => (
        <span class="matter-signs">
          <Tag>{sayStand(text, order)}</Tag>
          {order.held && order.held !== 'ordinary' && <Tag tone="stale">{text.say(`hotline.held.${order.held}`)}</Tag>}
          {order.changed.length > 0 && <Tag tone="stale">{sayChanged(text, order)}</Tag>}
        </span>
      ),
      width: '16rem',
    },
    {
      id: 'reply',
      label: text.say('hotline.column.reply'),
      text: (order: OrderLine) => sayReply(text, order),
      width: '9rem',
    },
  ]
}

export function sayReply(text: Text, { went, replied }: OrderLine): string {
  return text.say(went ? `hotline.state.sent-${went}` : replied ? 'hotline.state.ready' : 'hotline.state.none')
}

export function sayChanged(text: Text, { changed }: OrderLine): string {
  return text.say('hotline.changed', { parts: text.list(changed.map((part) => text.say(`hotline.part.${part}`))) })
}
