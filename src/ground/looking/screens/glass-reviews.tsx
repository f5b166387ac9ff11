/** Every opening beyond an area, with who, whom, why and until when; the longest waiting first. Whoever opened it leaves it to somebody else. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Radios } from '#kit/checkbox.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { TextArea } from '#kit/input.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { type Column, Table } from '#kit/table.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { listReviews, type ReviewGlass, reviewGlass } from '../glass/contract.ts'

export function GlassReviews() {
  const text = useText()
  const [open, setOpen] = useState<ReviewGlass>()
  const read = useRead('glass-reviews', (signal) => call(listReviews, {}, { signal }))
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return <Loading lines={6} />
  const sayState = (row: ReviewGlass) =>
    row.justified === null
      ? text.say(`glass.${row.state}`, { day: text.day(row.reviewBy) })
      : text.say(row.justified ? 'glass.justified' : 'glass.unjustified')
  const columns: Column<ReviewGlass>[] = [
    {
      id: 'state',
      label: text.say('glass.review'),
      text: sayState,
      show: (row) => <Tag tone={toneOf(row)}>{sayState(row)}</Tag>,
      width: '10rem',
    },
    { id: 'at', label: text.say('glass.at'), text: (row) => text.moment(row.openedAt), width: '11rem' },
    {
      id: 'who',
      label: text.say('glass.who'),
      text: (row) => [row.who, row.title].filter(Boolean).join(' · '),
      head: true,
      width: '12rem',
    },
    {
      id: 'whom',
      label: text.say('glass.whom'),
      text: (row) => (row.persons > 1 ? text.say('glass.and-home', { name: row.name }) : row.name),
      width: '10rem',
    },
    { id: 'reason', label: text.say('glass.reason'), text: (row) => row.reason, fills: true },
    {
      id: 'words',
      label: text.say('glass.words'),
      text: (row) => row.words ?? (row.own ? text.say('reviews.not-own') : ''),
      width: '12rem',
    },
  ]
  return (
    <>
      <Table
        label={text.say('reviews.glasses')}
        rows={read.reply.data.glasses}
        rowId={(row) => row.id}
        columns={columns}
        tone={(row) => (row.state === 'overdue' ? 'late' : 'plain')}
        onOpen={(row) => row.justified === null && !row.own && setOpen(row)}
        empty={text.say('reviews.none')}
      />
      {open && (
        <ReviewDialog
          glass={open}
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

function toneOf({ state, justified }: ReviewGlass): 'late' | 'good' | 'stale' {
  if (justified !== null) return justified ? 'good' : 'late'
  return state === 'overdue' ? 'late' : 'stale'
}

function ReviewDialog({ glass, onClose, onDone }: { glass: ReviewGlass; onClose: () => void; onDone: () => void }) {
  const text = useText()
  const [justified, setJustified] = useState<'yes' | 'no' | ''>('')
  const [words, setWords] = useState('')
  const review = useDo((input: InputOf<typeof reviewGlass>, options) => call(reviewGlass, input, options))
  const send = async () => {
    if (justified && (await review.run({ id: glass.id, justified: justified === 'yes', words: words.trim() }))) onDone()
  }
  const title = text.say('glass.review-of', { who: glass.who, name: glass.name })
  return (
    <Dialog open title={title} onClose={onClose}>
      <p>{glass.reason}</p>
      <Form
        onSubmit={send}
        refusal={review.refusal}
        label={title}
        actions={
          <Button tone="primary" type="submit" busy={review.busy} disabled={!justified}>
            {text.say('reviews.say')}
          </Button>
        }
      >
        <Field label={text.say('glass.was-it')} group>
          <Radios
            value={justified}
            onChange={setJustified}
            options={[
              { value: 'yes', label: text.say('glass.justified') },
              { value: 'no', label: text.say('glass.unjustified'), hint: text.say('glass.unjustified-hint') },
            ]}
          />
        </Field>
        <Field label={text.say('glass.words')} path="/words">
          <TextArea value={words} onInput={setWords} rows={3} maxLength={300} />
        </Field>
      </Form>
    </Dialog>
  )
}
