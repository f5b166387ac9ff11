/** One worklist: what is mine, what I was called to, what is due, what is stuck. What is due first comes first. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Field } from '#kit/field.tsx'
import { Select } from '#kit/input.tsx'
import { Menu } from '#kit/menu.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { Tabs } from '#kit/tabs.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { houseNow } from '#kit/today.ts'
import { useDo, useRead } from '#kit/use-data.ts'
import { useToldDo, useToldRead } from '#kit/use-told.ts'
import { type CalledOff, findMatter, type Line, type ListName, listSealed, lists, listTypes, worklist } from '../contract.ts'
import { FindByNumber } from './find-by-number.tsx'
import { NewMatter } from './new-matter.tsx'
import { inWords, isLate, sayClock, sayStand, signsOf } from './say-matter.ts'
import './matters.css'

type Shown = ListName | 'sealed'

/** What stands beside the worklist, each by its right. */
const pagesBeside = [
  { path: '/desk/rates', say: 'rate.title', right: 'matter.read' },
  { path: '/desk/types', say: 'matter.types', right: 'type.read' },
  { path: '/desk/units', say: 'unit.title', right: 'unit.change' },
  { path: '/desk/units/ratings', say: 'rating.title', right: 'unit.rate' },
  { path: '/desk/inspections', say: 'matter.inspections', right: 'inspection.read' },
]

export function Screen({ query }: { query: Record<string, string> }) {
  const text = useText()
  const { route } = useLocation()
  const [opening, setOpening] = useState(false)
  const list = ([...lists, 'sealed'] as const).find((one) => one === query.list) ?? 'mine'
  // One kind alone, the first due first: requests about own data are looked through this way.
  const type = list === 'sealed' ? undefined : query.type
  const read = useRead(`${list} ${type ?? ''}`, (signal) => ask(list, type, undefined, signal))
  const shown = `${list} ${type ?? ''}`
  const [more, setMore] = useState<{ of: string; lines: Line[]; next: string | null }>()
  const next = useToldDo(({ after }: { after: string }) => ask(list, type, after))
  const find = useDo((input: { number: string }, options) => call(findMatter, input, options))
  const may = read.reply?.may ?? []
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return <Loading />
  const first = read.reply.data
  const further = more?.of === shown ? more : undefined
  const lines = [...first.lines, ...(further?.lines ?? [])]
  const after = further ? further.next : first.next
  const beside = pagesBeside.filter(({ right }) => may.includes(right))
  const tabs = [...lists, ...(may.includes('matter.sealed') ? (['sealed'] as const) : [])]
  return (
    <Page
      title={text.say('matter.title')}
      actions={
        <>
          <FindByNumber
            refusal={find.refusal}
            onFind={async (number) => {
              const reply = await find.run({ number })
              if (reply?.data.id) route(`/desk/matters/${reply.data.id}`)
              return reply !== undefined && reply.data.id === null
            }}
          />
          {beside.length > 0 && (
            <Menu
              tone="plain"
              align="end"
              label={text.say('matter.beside')}
              items={beside.map(({ path, say }) => ({ id: path, label: text.say(say), onPick: () => route(path) }))}
            >
              {text.say('matter.beside')}
            </Menu>
          )}
          {may.includes('matter.open') && (
            <Button tone="primary" icon="add" onPress={() => setOpening(true)}>
              {text.say('matter.begin')}
            </Button>
          )}
        </>
      }
    >
      <Tabs
        label={text.say('matter.title')}
        tabs={tabs.map((id) => ({ id, label: text.say(`matter.list.${id}`) }))}
        value={list}
        onChange={(id) => route(`/desk/matters?list=${id}${type === undefined ? '' : `&type=${type}`}`, true)}
      >
        {list !== 'sealed' && (
          <TypeChoice value={type ?? ''} onChange={(id) => route(`/desk/matters?list=${list}${id ? `&type=${id}` : ''}`, true)} />
        )}
        <CalledOffList calls={first.calledOff} />
        <MatterTable
          list={list}
          lines={read.loading && read.reply.data.lines.length === 0 ? [] : lines}
          onOpen={(id) => route(`/desk/matters/${id}`)}
        />
        {after !== null && (
          <p class="matter-more">
            <Button
              busy={next.busy}
              onPress={async () => {
                const reply = await next.run({ after })
                if (reply) setMore({ of: shown, lines: [...(further?.lines ?? []), ...reply.data.lines], next: reply.data.next })
              }}
            >
              {text.say('matter.more')}
            </Button>
          </p>
        )}
      </Tabs>
      {opening && <NewMatter onClose={() => setOpening(false)} onOpen={(id) => route(`/desk/matters/${id}`)} />}
    </Page>
  )
}

/** Before all else: where nobody waits for her any more. */
function CalledOffList({ calls }: { calls: readonly CalledOff[] }) {
  const text = useText()
  if (calls.length === 0) return null
  return (
    <section class="called-off" aria-labelledby="called-off">
      <h2 id="called-off">{text.say('matter.called-off')}</h2>
      <ul class="plain-list">
        {calls.map(({ id, number, title, called, off, why, reason }) => (
          <li key={`${id} ${off}`}>
            {called ? (
              <strong>{text.say('matter.off-called', { time: text.moment(called, 'short') })}</strong>
            ) : (
              <a href={`/desk/matters/${id}`}>{title || number}</a>
            )}
            <span>
              {text.say(`matter.off.${why}`)}
              {reason && text.say('matter.off-reason', { reason: inWords(text, reason) })}
            </span>
            <span class="small quiet digits">{text.moment(off, 'short')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Which kind alone; the words of those in use. */
function TypeChoice({ value, onChange }: { value: string; onChange: (type: string) => void }) {
  const text = useText()
  const read = useToldRead('types', (signal) => call(listTypes, {}, { signal }), 'once')
  const options = (read.reply?.data.types ?? [])
    .filter(({ sealed }) => sealed === null)
    .map(({ id, title }) => ({ value: id, label: inWords(text, title) }))
  return (
    <div class="matter-kind">
      <Field label={text.say('matter.kind')}>
        <Select value={value} onChange={onChange} empty={text.say('matter.kind-all')} options={options} />
      </Field>
    </div>
  )
}

async function ask(list: Shown, type?: string, after?: string, signal?: AbortSignal) {
  const input = { ...(type === undefined ? {} : { type }), ...(after === undefined ? {} : { after }) }
  if (list !== 'sealed') return call(worklist, { list, ...input }, signal ? { signal } : {})
  const { data, ...reply } = await call(listSealed, {}, signal ? { signal } : {})
  return { ...reply, data: { ...data, next: null as string | null, calledOff: [] as CalledOff[] } }
}

function MatterTable({ list, lines, onOpen }: { list: Shown; lines: readonly Line[]; onOpen: (id: string) => void }) {
  const text = useText()
  const now = houseNow()
  return (
    <Table
      label={text.say(`matter.list.${list}`)}
      rows={lines}
      rowId={(line) => line.id}
      onOpen={(line) => onOpen(line.id)}
      tone={(line) => (line.stand !== 'closed' && isLate(line.due, now) ? 'late' : 'plain')}
      empty={<EmptyState icon="matter" title={text.say(`matter.none.${list}`)} />}
      columns={[
        {
          id: 'due',
          label: text.say('matter.column.due'),
          text: (line) => (line.due ? text.moment(line.due, 'short') : ''),
          width: '9.5rem',
          show: (line) => <Due line={line} now={now} />,
        },
        {
          id: 'title',
          label: text.say('matter.column.title'),
          text: (line) => line.title,
          head: true,
          show: (line) => (
            <span class="matter-name">
              <a href={`/desk/matters/${line.id}`}>{line.title || line.number}</a>
              <span class="small quiet">
                {line.number} · {text.say(`matter.channel.${line.channel}`)}
              </span>
            </span>
          ),
        },
        {
          id: 'kind',
          label: text.say('matter.column.kind'),
          text: (line) => inWords(text, line.category),
          width: '11rem',
          show: (line) => (
            <span class="matter-name">
              <span>{inWords(text, line.typeTitle)}</span>
              <span class="small quiet">{inWords(text, line.category)}</span>
            </span>
          ),
        },
        { id: 'lead', label: text.say('matter.column.lead'), text: (line) => line.leadName, width: '9rem' },
        {
          id: 'stand',
          label: text.say('matter.column.stand'),
          text: (line) => sayStand(text, line),
          width: '15rem',
          show: (line) => (
            <span class="matter-signs">
              <Tag tone={line.outcome === 'confirmed' ? 'good' : 'plain'}>{sayStand(text, line)}</Tag>
              {signsOf(text, line).map(({ key, words, late }) => (
                <Tag key={key} tone={late ? 'late' : 'stale'}>
                  {words}
                </Tag>
              ))}
            </span>
          ),
        },
      ]}
    />
  )
}

function Due({ line, now }: { line: Line; now: Date }) {
  const text = useText()
  if (!line.due || !line.what) return <span class="quiet">{line.paused ? text.say('matter.paused') : '—'}</span>
  const late = line.stand !== 'closed' && isLate(line.due, now)
  return (
    <span class="matter-name" data-tone={late ? 'late' : undefined}>
      <span class="digits">{text.moment(line.due, 'short')}</span>
      <span class="small">{late ? text.say('matter.late-what', { what: sayClock(text, line.what) }) : sayClock(text, line.what)}</span>
    </span>
  )
}
