/** Letters that wait, grid by grid; batches to print and to carry; and a letter by the number somebody says on the telephone. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { OutputOf } from '#base/contract.ts'
import { areaName } from '#ground/places/region.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Form } from '#kit/field.tsx'
import { TextInput } from '#kit/input.tsx'
import { EmptyState, Page, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { findLetter, gatherLetters, readQueue } from '../letters/contract.ts'
import { NoticeTabs } from './notice-tabs.tsx'
import './notices.css'

type Queue = OutputOf<typeof readQueue>

export function Screen() {
  const text = useText()
  const { route } = useLocation()
  const read = useRead('letters', (signal) => call(readQueue, {}, { signal }), 'ticking')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const gather = useDo((regions: number[], options) => call(gatherLetters, { regions }, options))
  const queue = read.reply?.data
  if (read.refusal && !queue) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!queue) return <Loading />
  const standing = queue.grids.filter(({ region }) => chosen.has(String(region)))
  const print = async () => {
    const reply = await gather.run(standing.map(({ region }) => region))
    if (reply) route(`/desk/letters/${reply.data.batch}`)
    else read.reload()
  }
  return (
    <Page title={text.say('letter.title')} lead={text.say('letter.lead')}>
      <NoticeTabs at="letters" />
      <ByNumber />
      <Section
        title={text.say('letter.waiting')}
        actions={
          queue.grids.length > 0 && (
            <Button tone="primary" icon="print" busy={gather.busy} disabled={standing.length === 0} onPress={print}>
              {text.say('letter.gather', { n: standing.reduce((sum, one) => sum + one.readers, 0) })}
            </Button>
          )
        }
      >
        {gather.refusal && <ProblemNote refusal={gather.refusal} />}
        {queue.grids.length === 0 ? (
          <EmptyState icon="check" title={text.say('letter.nothing')}>
            {text.say('letter.nothing-why')}
          </EmptyState>
        ) : (
          <Table
            label={text.say('letter.waiting')}
            rows={queue.grids}
            rowId={({ region }) => String(region)}
            chosen={chosen}
            onChoose={setChosen}
            columns={[
              { id: 'place', label: text.say('letter.grid'), text: ({ community, grid }) => areaName(community, grid), head: true },
              {
                id: 'readers',
                label: text.say('letter.readers'),
                text: ({ readers }) => text.number(readers),
                align: 'end',
                width: '7rem',
              },
              { id: 'since', label: text.say('letter.since'), text: ({ since }) => text.moment(since, 'short'), width: '11rem' },
              {
                id: 'ring',
                label: text.say('letter.ring'),
                text: ({ ring }) => text.say(ring ? 'letter.ring-yes' : 'letter.ring-no'),
                show: ({ ring }) => (ring ? text.say('letter.ring-yes') : <Tag tone="stale">{text.say('letter.ring-no')}</Tag>),
                width: '12rem',
              },
            ]}
          />
        )}
      </Section>
      {queue.batches.length > 0 && <Batches batches={queue.batches} />}
    </Page>
  )
}

function Batches({ batches }: Pick<Queue, 'batches'>) {
  const text = useText()
  const { route } = useLocation()
  const stateOf = ({ printedAt, open }: Queue['batches'][number]) => (open === 0 ? 'done' : printedAt ? 'carry' : 'print')
  return (
    <Section title={text.say('letter.batches')}>
      <Table
        label={text.say('letter.batches')}
        rows={batches}
        rowId={({ id }) => id}
        onOpen={({ id }) => route(`/desk/letters/${id}`)}
        columns={[
          {
            id: 'at',
            label: text.say('letter.at'),
            text: ({ at }) => text.moment(at, 'short'),
            show: ({ id, at }) => <a href={`/desk/letters/${id}`}>{text.moment(at, 'short')}</a>,
            head: true,
            width: '11rem',
          },
          { id: 'letters', label: text.say('letter.count'), text: ({ letters }) => text.number(letters), align: 'end', width: '6rem' },
          {
            id: 'state',
            label: text.say('letter.state'),
            text: (batch) => text.say(`letter.is-${stateOf(batch)}`, { n: batch.open }),
            show: (batch) => (
              <Tag tone={stateOf(batch) === 'done' ? 'good' : 'plain'}>{text.say(`letter.is-${stateOf(batch)}`, { n: batch.open })}</Tag>
            ),
            width: '12rem',
          },
          { id: 'places', label: text.say('letter.grid'), text: ({ places }) => text.list(places), fills: true },
        ]}
      />
    </Section>
  )
}

function ByNumber() {
  const text = useText()
  const { route } = useLocation()
  const [typed, setTyped] = useState('')
  const find = useDo((no: number) => call(findLetter, { no }))
  const no = Number(typed.normalize('NFKC').trim())
  const go = async () => {
    if (!Number.isInteger(no) || no < 1) return
    const reply = await find.run(no)
    if (reply) route(reply.data.person ? `/desk/people/${reply.data.person}` : `/desk/doors/${reply.data.dwelling}`)
  }
  return (
    <Form onSubmit={go} label={text.say('letter.by-number')}>
      <div class="row">
        <TextInput
          type="search"
          icon="phone"
          mode="numeric"
          label={text.say('letter.by-number')}
          placeholder={text.say('letter.by-number')}
          value={typed}
          onInput={setTyped}
          onEnter={go}
        />
        {find.refusal && <span class="field-error">{text.say('letter.no-number')}</span>}
      </div>
    </Form>
  )
}
