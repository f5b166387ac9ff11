/** Shops, small venues, firms and sites of the area; of one community and of one kind where that is asked. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { OutputOf } from '#base/contract.ts'
import { useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { listCommunities, listPremises } from '#ground/places/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Select } from '#kit/input.tsx'
import { Page, PrintButton } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { useText } from '#kit/text-context.tsx'
import { UnreadNote } from '#kit/unread-note.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { useToldRead } from '#kit/use-told.ts'
import '#ground/places/screens/places.css'

const PAGE = 200

export function Screen({ query }: { query: Record<string, string> }) {
  const text = useText()
  const { route } = useLocation()
  const catalogue = useCatalogue()
  const communities = useToldRead('communities', (signal) => call(listCommunities, {}, { signal }), 'ticking').reply?.data.communities ?? []
  const [kind, setKind] = useState('')
  const region = query.region ?? ''
  const kinds = catalogue?.codes(catalogue.element('premises.kind')?.codes ?? '')?.entries ?? []
  return (
    <Page
      title={text.say('premises.title')}
      lead={text.say('premises.lead')}
      crumbs={[
        { label: text.say('estates.title'), href: `/desk/estates${region ? `?region=${region}` : ''}` },
        { label: text.say('premises.title') },
      ]}
      actions={<PrintButton />}
    >
      <div class="toolbar no-print">
        {communities.length > 1 && (
          <Select
            label={text.say('estates.community')}
            value={region}
            empty={text.say('premises.all-communities')}
            onChange={(value) => route(`/desk/premises${value ? `?region=${value}` : ''}`, true)}
            options={communities.map((one) => ({ value: String(one.region), label: one.name }))}
          />
        )}
        <Select
          label={text.say('premises.kind')}
          value={kind}
          empty={text.say('premises.all-kinds')}
          onChange={setKind}
          options={kinds.map((one) => ({ value: one.code, label: one[text.language] }))}
        />
      </div>
      <List key={`${region} ${kind}`} region={region} kind={kind} />
    </Page>
  )
}

type Premises = OutputOf<typeof listPremises>['premises'][number]
type More = { rows: readonly Premises[]; next: string | null }

/** Two hundred, and the next two hundred on demand. */
function List({ region, kind }: { region: string; kind: string }) {
  const text = useText()
  const { route } = useLocation()
  const catalogue = useCatalogue()
  const filter = { ...(region ? { region: Number(region) } : {}), ...(kind ? { kind } : {}), limit: PAGE }
  const read = useRead('first', (signal) => call(listPremises, filter, { signal }), 'once')
  const further = useDo((after: string, options) => call(listPremises, { ...filter, after }, options))
  const [more, setMore] = useState<More>()
  if (read.refusal) return <UnreadNote refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return <Loading />
  const rows = [...read.reply.data.premises, ...(more?.rows ?? [])]
  const next = more ? more.next : read.reply.data.next
  const goOn = async (after: string) => {
    const reply = await further.run(after)
    if (reply) setMore({ rows: [...(more?.rows ?? []), ...reply.data.premises], next: reply.data.next })
  }
  return (
    <>
      <p class="quiet" role="status">
        {text.say(next ? 'premises.count-first' : 'premises.count', { n: rows.length })}
      </p>
      <Table
        label={text.say('premises.title')}
        rows={rows}
        rowId={(one) => one.id}
        onOpen={(one) => route(`/desk/premises/${one.id}`)}
        empty={text.say('premises.none')}
        columns={[
          {
            id: 'name',
            label: text.say('premises.name'),
            text: (one) => one.name,
            show: (one) => <a href={`/desk/premises/${one.id}`}>{one.name}</a>,
            head: true,
            width: '18rem',
          },
          {
            id: 'kind',
            label: text.say('premises.kind'),
            text: (one) => catalogue?.show('premises.kind', one.kind, text.language) ?? one.kind,
            width: '12rem',
          },
          { id: 'address', label: text.say('premises.address'), text: (one) => one.address },
        ]}
      />
      {further.refusal && <ProblemNote refusal={further.refusal} />}
      {next && (
        <p class="under-table">
          <Button busy={further.busy} onPress={() => goOn(next)}>
            {text.say('premises.more')}
          </Button>
        </p>
      )}
    </>
  )
}
