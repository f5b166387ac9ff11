/** The grids of a community: what each holds, who is in its team, and what nobody answers for. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { type CallOptions, call, type Reply } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Field } from '#kit/field.tsx'
import { FormDialog } from '#kit/form-dialog.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import { EmptyState, Page, PrintButton } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { listCommunities } from '../contract.ts'
import { addGrid, listGrids } from '../grids/contract.ts'

export function Screen({ query }: { query: Record<string, string> }) {
  const text = useText()
  const { route } = useLocation()
  const communities = useRead('communities', (signal) => call(listCommunities, {}, { signal }), 'once')
  const [chosen, setChosen] = useState(query.region ? Number(query.region) : undefined)
  const [adding, setAdding] = useState(false)
  const list = communities.reply?.data.communities
  const region = chosen ?? (list?.find((one) => one.doors > 0) ?? list?.[0])?.region
  const read = useRead(
    region === undefined ? undefined : String(region),
    (signal) => call(listGrids, { region: region! }, { signal }),
    'ticking',
  )
  const failed = communities.refusal ? communities : read
  if (failed.refusal) return <ProblemPage refusal={failed.refusal} onRetry={failed.reload} />
  if (!list || !read.reply || region === undefined) return <Loading />
  const { grids, without, twoHeads } = read.reply.data
  const may = read.reply.may.includes('place.change')
  const team = (members: (typeof grids)[number]['members']) => {
    const heads = members.filter((one) => one.role === 'stairwell-head').length
    const others = members.filter((one) => one.role !== 'stairwell-head').map((one) => `${text.say(`role.${one.role}`)} ${one.name}`)
    return [...others, ...(heads > 0 ? [text.say('grids.heads', { n: heads })] : [])].join(' · ')
  }
  return (
    <Page
      title={text.say('grids.title')}
      lead={list.find((one) => one.region === region)?.name}
      crumbs={[{ label: text.say('places.crumb'), href: '/desk/estates' }, { label: text.say('grids.title') }]}
      actions={
        <>
          {list.length > 1 && (
            <Select
              label={text.say('grids.community')}
              value={String(region)}
              onChange={(value) => setChosen(Number(value))}
              options={list.map((one) => ({ value: String(one.region), label: one.name }))}
            />
          )}
          <PrintButton />
          {may && (
            <Button tone="primary" icon="add" onPress={() => setAdding(true)}>
              {text.say('grids.new')}
            </Button>
          )}
        </>
      }
    >
      <div class="row">
        {without.doors + without.premises > 0 ? (
          <Tag tone="stale">{text.say('grids.without', { doors: without.doors, premises: without.premises })}</Tag>
        ) : (
          <Tag tone="good">{text.say('grids.all-held')}</Tag>
        )}
        {twoHeads > 0 && <Tag tone="conflict">{text.say('grids.two-heads', { n: twoHeads })}</Tag>}
      </div>
      <p class="quiet">{text.say('grids.one-only')}</p>
      {grids.length === 0 ? (
        <EmptyState icon="building" title={text.say('grids.none')}>
          {text.say('grids.none-lead')}
        </EmptyState>
      ) : (
        <Table
          label={text.say('grids.title')}
          rows={grids}
          rowId={(grid) => grid.id}
          onOpen={(grid) => route(`/desk/grids/${grid.id}`)}
          columns={[
            { id: 'number', label: text.say('grids.number'), text: (grid) => String(grid.number).padStart(3, '0'), width: '5rem' },
            {
              id: 'name',
              label: text.say('grids.name'),
              text: (grid) => grid.name,
              show: (grid) => <a href={`/desk/grids/${grid.id}`}>{grid.name}</a>,
              head: true,
              width: '13rem',
            },
            { id: 'doors', label: text.say('grids.doors'), text: (grid) => text.number(grid.doors), align: 'end', width: '5rem' },
            { id: 'premises', label: text.say('grids.premises'), text: (grid) => text.number(grid.premises), align: 'end', width: '5rem' },
            {
              id: 'team',
              label: text.say('grids.team'),
              text: (grid) => team(grid.members),
              show: (grid) => (grid.members.length > 0 ? team(grid.members) : <Tag tone="stale">{text.say('grids.nobody')}</Tag>),
            },
          ]}
        />
      )}
      {adding && (
        <GridDialog
          title={text.say('grids.new')}
          onClose={() => setAdding(false)}
          onSend={(name, options) => call(addGrid, { region, name }, options)}
          onDone={({ grid }) => route(`/desk/grids/${grid}`)}
        />
      )}
    </Page>
  )
}

type GridDialogProps<T> = {
  title: string
  name?: string
  onSend: (name: string, options: Pick<CallOptions, 'key'>) => Promise<Reply<T>>
  onClose: () => void
  onDone: (data: T) => void
}

/** Name a new grid, or name one anew. */
export function GridDialog<T>({ title, name: before = '', onSend, onClose, onDone }: GridDialogProps<T>) {
  const text = useText()
  const [name, setName] = useState(before)
  const act = useDo(onSend)
  const send = async () => {
    const reply = await act.run(name)
    if (!reply) return
    onClose()
    onDone(reply.data)
  }
  return (
    <FormDialog title={title} verb={text.say('places.save')} act={act} ready={name.trim() !== ''} onSend={send} onClose={onClose}>
      <Field label={text.say('grids.name')} path="/name">
        <TextInput value={name} onInput={setName} maxLength={60} autofocus />
      </Field>
      <button type="submit" hidden />
    </FormDialog>
  )
}
