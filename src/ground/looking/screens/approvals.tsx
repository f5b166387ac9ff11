/** Wishes to open what is protected of a child: approved for a time, or not, by somebody else. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Radios } from '#kit/checkbox.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { TextInput } from '#kit/input.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { type Column, Table } from '#kit/table.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { type ApprovalLine, decideApproval, listApprovals } from '../children/contract.ts'

export function Approvals() {
  const text = useText()
  const [open, setOpen] = useState<ApprovalLine>()
  const read = useRead('approvals', (signal) => call(listApprovals, {}, { signal }))
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return <Loading lines={6} />
  const { approvals, hours } = read.reply.data
  const sayState = (row: ApprovalLine) =>
    text.say(`approval.${row.state}`, row.until && row.state === 'in-force' ? { until: text.moment(row.until) } : {})
  const columns: Column<ApprovalLine>[] = [
    {
      id: 'state',
      label: text.say('approval.state'),
      text: sayState,
      show: (row) => <Tag tone={row.state === 'waiting' ? 'stale' : row.state === 'in-force' ? 'good' : 'plain'}>{sayState(row)}</Tag>,
      width: '14rem',
    },
    { id: 'at', label: text.say('approval.at'), text: (row) => text.moment(row.askedAt), width: '11rem' },
    {
      id: 'who',
      label: text.say('glass.who'),
      text: (row) => [row.who, row.title].filter(Boolean).join(' · '),
      head: true,
      width: '12rem',
    },
    { id: 'whom', label: text.say('approval.child'), text: (row) => row.name, width: '8rem' },
    { id: 'reason', label: text.say('glass.reason'), text: (row) => row.reason, fills: true },
    {
      id: 'words',
      label: text.say('glass.words'),
      text: (row) => [row.decider, row.words].filter(Boolean).join(' · ') || (row.own ? text.say('reviews.not-own') : ''),
      width: '12rem',
    },
  ]
  return (
    <>
      <Table
        label={text.say('reviews.approvals')}
        rows={approvals}
        rowId={(row) => row.id}
        columns={columns}
        onOpen={(row) => row.state === 'waiting' && !row.own && setOpen(row)}
        empty={text.say('reviews.none')}
      />
      {open && (
        <DecideDialog
          approval={open}
          most={hours}
          onClose={() => setOpen(undefined)}
          onDone={() => {
            setOpen(undefined)
            read.reload()
          }}
        />
      )}
    </>
  )
}

type DecideDialogProps = { approval: ApprovalLine; most: number; onClose: () => void; onDone: () => void }

function DecideDialog({ approval, most, onClose, onDone }: DecideDialogProps) {
  const text = useText()
  const [granted, setGranted] = useState<'yes' | 'no' | ''>('')
  const [hours, setHours] = useState(String(most))
  const [words, setWords] = useState('')
  const decide = useDo((input: InputOf<typeof decideApproval>, options) => call(decideApproval, input, options))
  const send = async () => {
    const input = {
      id: approval.id,
      granted: granted === 'yes',
      hours: Number(hours) || 1,
      ...(words.trim() ? { words: words.trim() } : {}),
    }
    if (granted && (await decide.run(input))) onDone()
  }
  const title = text.say('approval.of', { who: approval.who, name: approval.name })
  return (
    <Dialog open title={title} onClose={onClose}>
      <p>{approval.reason}</p>
      <Form
        onSubmit={send}
        refusal={decide.refusal}
        label={title}
        actions={
          <Button tone="primary" type="submit" busy={decide.busy} disabled={!granted}>
            {text.say('reviews.say')}
          </Button>
        }
      >
        <Field label={text.say('approval.may')} group>
          <Radios
            value={granted}
            onChange={setGranted}
            options={[
              { value: 'yes', label: text.say('approval.yes') },
              { value: 'no', label: text.say('approval.no') },
            ]}
          />
        </Field>
        {granted === 'yes' && (
          <Field label={text.say('approval.for')} hint={text.say('approval.for-hint', { n: most })} path="/hours">
            <TextInput value={hours} onInput={(said) => setHours(said.replace(/\D/g, ''))} mode="numeric" width={5} />
          </Field>
        )}
        <Field label={text.say('glass.words')} path="/words" optional>
          <TextInput value={words} onInput={setWords} maxLength={200} />
        </Field>
      </Form>
    </Dialog>
  )
}
