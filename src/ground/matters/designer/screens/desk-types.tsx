/** Every type of matter there is: those in the making, the street's own and the shipped ones, and those out of use. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Page, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { type Column, Table } from '#kit/table.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { beginDraft, type DraftLine, listDesigns, type TypeLine } from '../contract.ts'
import { ImportDialog } from './import-dialog.tsx'
import { sayEdition, sayWords } from './say-type.ts'
import './designer.css'

export function Screen() {
  const text = useText()
  const { route } = useLocation()
  const [importing, setImporting] = useState(false)
  const read = useRead('types', (signal) => call(listDesigns, {}, { signal }), 'ticking')
  const begin = useDo((input: InputOf<typeof beginDraft>, options) => call(beginDraft, input, options))
  const data = read.reply?.data
  if (read.refusal && !data) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!data) return <Loading lines={10} />
  const may = read.reply?.may.includes('type.design') ?? false
  const columns: Column<TypeLine>[] = [
    { id: 'title', label: text.say('type.name'), text: (type) => sayWords(text, type.title), head: true, width: '15rem' },
    { id: 'purpose', label: text.say('type-part.purpose'), text: (type) => sayWords(text, type.purpose), fills: true },
    {
      id: 'steps',
      label: text.say('type.size'),
      text: (type) =>
        type.steps === 0 ? text.say('type.size-none') : text.say('type.size-of', { stages: type.stages, steps: type.steps }),
      width: '9rem',
    },
    {
      id: 'state',
      label: text.say('type.state'),
      text: (type) => text.say(`type-origin.${type.origin}`),
      show: (type) => (
        <span class="row">
          <Tag tone={type.origin === 'street' ? 'good' : 'plain'}>{text.say(`type-origin.${type.origin}`)}</Tag>
          {type.sealed && <Tag mark="lock">{text.say('type.sealed')}</Tag>}
        </span>
      ),
      width: '14rem',
    },
  ]
  const table = (label: string, rows: TypeLine[]) => (
    <Table label={label} rows={rows} rowId={(type) => type.id} onOpen={(type) => route(`/desk/types/${type.id}`)} columns={columns} />
  )
  const retired = data.types.filter((type) => type.retired)
  const fresh = async () => {
    const reply = await begin.run({})
    if (reply) route(`/desk/type-drafts/${reply.data.id}`)
  }
  return (
    <Page
      title={text.say('type.title')}
      lead={text.say('type.lead')}
      crumbs={[{ label: text.say('matter.title'), href: '/desk/matters' }, { label: text.say('type.title') }]}
      actions={
        may && (
          <>
            <Button icon="upload" onPress={() => setImporting(true)}>
              {text.say('type.import')}
            </Button>
            <Button tone="primary" icon="add" busy={begin.busy} onPress={fresh}>
              {text.say('type.new')}
            </Button>
          </>
        )
      }
    >
      {begin.refusal && <ProblemNote refusal={begin.refusal} />}
      {data.drafts.length > 0 && (
        <Section title={text.say('type.drafts')}>
          <Drafts drafts={data.drafts} onOpen={(id) => route(`/desk/type-drafts/${id}`)} />
        </Section>
      )}
      <Section title={text.say('type.in-use')}>
        {table(
          text.say('type.in-use'),
          data.types.filter((type) => !type.retired),
        )}
      </Section>
      {retired.length > 0 && <Section title={text.say('type.retired')}>{table(text.say('type.retired'), retired)}</Section>}
      {importing && <ImportDialog onClose={() => setImporting(false)} onDone={(id) => route(`/desk/type-drafts/${id}`)} />}
    </Page>
  )
}

function Drafts({ drafts, onOpen }: { drafts: DraftLine[]; onOpen: (id: string) => void }) {
  const text = useText()
  return (
    <Table
      label={text.say('type.drafts')}
      rows={drafts}
      rowId={(draft) => draft.id}
      onOpen={(draft) => onOpen(draft.id)}
      columns={[
        {
          id: 'title',
          label: text.say('type.name'),
          text: (draft) => sayWords(text, draft.title) || text.say('type.unnamed'),
          head: true,
          width: '15rem',
        },
        {
          id: 'begun',
          label: text.say('type.made-from'),
          text: (draft) => (draft.begun ? sayEdition(text, draft.begun) : text.say('type.new-kind')),
          fills: true,
        },
        { id: 'at', label: text.say('type.saved-at'), text: (draft) => text.moment(draft.at, 'short'), width: '9rem' },
        {
          id: 'state',
          label: text.say('type.state'),
          text: (draft) => text.say('type.faults', { n: draft.faults }),
          show: (draft) =>
            draft.from ? (
              <Tag tone="good">{text.say('type.holds-from', { day: text.day(draft.from) })}</Tag>
            ) : (
              <Tag tone={draft.faults > 0 ? 'stale' : 'good'}>
                {draft.faults > 0 ? text.say('type.faults', { n: draft.faults }) : text.say('type.ready')}
              </Tag>
            ),
          width: '13rem',
        },
      ]}
    />
  )
}
