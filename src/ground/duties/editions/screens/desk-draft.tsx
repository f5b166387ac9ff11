/** An edition under way: its head, its rows, and what it would change. Each change is kept at once; nothing holds until it is applied. */
import { useMemo, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Confirm } from '#kit/dialog.tsx'
import { Select } from '#kit/input.tsx'
import { EmptyState, Page, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { type DutyList, listsOf } from '../../contract.ts'
import { planEdition } from '../../rules.ts'
import { sayList } from '../../screens/duty-words.ts'
import { applyDraft, type DraftRow, dropDraft, readDraft } from '../contract.ts'
import { HeadFields } from './head-fields.tsx'
import { PasteDialog, RowDialog } from './row-dialogs.tsx'
import { type DraftData, useDraft } from './use-draft.ts'
import '../../screens/duties.css'

export function Screen({ params }: { params: Record<string, string> }) {
  const id = params.id!
  const read = useRead(id, (signal) => call(readDraft, { id }, { signal }), 'once')
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return <Loading lines={12} />
  return <Draft key={read.reply.data.rev} id={id} data={read.reply.data} onAnew={read.reload} />
}

type Shown = { row: DraftRow; at: number; faults: string[] }

function Draft({ id, data, onAnew }: { id: string; data: DraftData; onAnew: () => void }) {
  const text = useText()
  const { tell } = useTell()
  const { route } = useLocation()
  const { head, rows, setHead, keepHead, setRows, saving, refusal, kept } = useDraft(id, data)
  const { level, standing } = data
  const plan = useMemo(() => planEdition(level, standing, rows), [level, standing, rows])
  const [open, setOpen] = useState<number | 'new' | 'paste' | 'apply' | 'drop'>()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const apply = useDo((input: { id: string; version: number }, options) =>
    call(applyDraft, { id: input.id }, { ...options, ifMatch: `"${input.version}"` }),
  )
  const drop = useDo((input: { id: string }, options) => call(dropDraft, input, options))
  const shown = useMemo(
    () =>
      rows.map(
        (row, at): Shown => ({
          row,
          at,
          faults: plan.faults.filter(({ path }) => path.startsWith(`/rows/${at}/`)).map((fault) => text.say(fault.say, fault.with)),
        }),
      ),
    [rows, plan, text],
  )
  const close = () => setOpen(undefined)
  const picked = shown.filter(({ at }) => chosen.has(String(at)))
  const without = () => {
    setRows(rows.filter((_, at) => !chosen.has(String(at))))
    setChosen(new Set())
  }
  const moveTo = (list: DutyList) => setRows(rows.map((row, at) => (chosen.has(String(at)) ? { ...row, list } : row)))
  const publish = async () => {
    const version = await kept()
    if (version === undefined) return close()
    const reply = await apply.run({ id, version })
    close()
    if (!reply) return
    tell({ text: text.say('editions.applied') })
    route('/desk/duties')
  }
  const throwAway = async () => {
    if (await drop.run({ id })) route('/desk/duties/editions')
  }
  return (
    <Page
      title={head.title || text.say('editions.nameless')}
      lead={text.say('editions.draft-lead', { level: text.say(`duties.level.${level}`) })}
      crumbs={[
        { label: text.say('duties.title'), href: '/desk/duties' },
        { label: text.say('editions.title'), href: '/desk/duties/editions' },
        { label: text.say('editions.draft') },
      ]}
      actions={
        <>
          <span class="quiet small" aria-live="polite">
            {text.say(saving ? 'editions.saving' : 'editions.all-saved')}
          </span>
          <Button onPress={() => setOpen('drop')}>{text.say('editions.drop-draft')}</Button>
          <Button tone="primary" icon="check" disabled={plan.faults.length > 0 || rows.length === 0} onPress={() => setOpen('apply')}>
            {text.say('editions.apply')}
          </Button>
        </>
      }
    >
      {refusal && <ProblemNote refusal={refusal} actions={<Button onPress={onAnew}>{text.say('editions.read-anew')}</Button>} />}
      <HeadFields head={head} onChange={setHead} onLeave={keepHead} refusal={apply.refusal ?? drop.refusal} />
      <Section
        title={text.say('editions.items')}
        actions={
          <>
            {picked.length > 0 && (
              <>
                <Select
                  size="small"
                  label={text.say('editions.move-to')}
                  value=""
                  empty={text.say('editions.move-to')}
                  onChange={(list) => list && moveTo(list as DutyList)}
                  options={listsOf[level].map((one) => ({ value: one, label: sayList(text, level, one) }))}
                />
                <Button size="small" onPress={without}>
                  {text.say('editions.take-out', { n: picked.length })}
                </Button>
              </>
            )}
            <Button size="small" icon="copy" onPress={() => setOpen('paste')}>
              {text.say('editions.paste-more')}
            </Button>
            <Button size="small" icon="add" onPress={() => setOpen('new')}>
              {text.say('duties.add')}
            </Button>
          </>
        }
      >
        <p class="quiet">
          {text.say('editions.plan', {
            added: plan.added,
            changed: plan.changed,
            moved: plan.moved,
            same: plan.same,
            gone: plan.gone.length,
          })}
          {plan.faults.length > 0 && <Tag tone="late">{text.say('editions.faults', { n: plan.faults.length })}</Tag>}
        </p>
        <Table
          label={text.say('editions.items')}
          rows={shown}
          rowId={({ at }) => String(at)}
          onOpen={({ at }) => setOpen(at)}
          chosen={chosen}
          onChoose={setChosen}
          height="max(20rem, calc(100vh - 18rem))"
          tone={({ faults }) => (faults.length > 0 ? 'late' : 'plain')}
          empty={<EmptyState icon="scales" title={text.say('duty.no-rows')} />}
          columns={[
            { id: 'list', label: text.say('duties.list'), text: ({ row }) => sayList(text, level, row.list), width: '8rem' },
            { id: 'number', label: text.say('duties.number'), text: ({ row }) => row.number, width: '4rem' },
            { id: 'category', label: text.say('duties.category'), text: ({ row }) => row.category, width: '8rem' },
            { id: 'title', label: text.say('duties.item'), text: ({ row }) => row.title, head: true, fills: true },
            { id: 'lead', label: text.say('duties.lead'), text: ({ row }) => row.lead, width: '11rem' },
            { id: 'faults', label: text.say('editions.to-mend'), text: ({ faults }) => faults.join(' '), width: '15rem' },
          ]}
        />
        {plan.gone.length > 0 && (
          <details class="gone">
            <summary>{text.say('editions.gone', { n: plan.gone.length })}</summary>
            <ul class="plain-list">
              {plan.gone.map((item) => (
                <li key={item.id}>{text.aside(item.title, sayList(text, level, item.list))}</li>
              ))}
            </ul>
          </details>
        )}
      </Section>
      {typeof open === 'number' && rows[open] && (
        <RowDialog
          level={level}
          row={rows[open]}
          onClose={close}
          onDone={(row) => setRows(rows.map((one, at) => (at === open ? row : one)))}
        />
      )}
      {open === 'new' && <RowDialog level={level} row={undefined} onClose={close} onDone={(row) => setRows([...rows, row])} />}
      {open === 'paste' && <PasteDialog level={level} onClose={close} onDone={(more) => setRows([...rows, ...more])} />}
      <Confirm
        open={open === 'apply'}
        title={text.say('editions.apply-ask')}
        verb={text.say('editions.apply')}
        busy={apply.busy}
        onConfirm={publish}
        onClose={close}
      >
        {text.say('editions.apply-what', { n: rows.length, day: head.from ? text.day(head.from) : '—' })}
      </Confirm>
      <Confirm
        open={open === 'drop'}
        danger
        title={text.say('editions.drop-ask')}
        verb={text.say('editions.drop-draft')}
        onConfirm={throwAway}
        onClose={close}
      >
        {text.say('editions.drop-what')}
      </Confirm>
    </Page>
  )
}
