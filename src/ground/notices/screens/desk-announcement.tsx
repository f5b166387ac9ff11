/** One announcement: as it reads, where and until when; changed, taken down, printed as a poster, carried to letter boxes. */
import { useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Field } from '#kit/field.tsx'
import { FormDialog } from '#kit/form-dialog.tsx'
import { TextArea, TextInput } from '#kit/input.tsx'
import { Facts, Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useDo, useRead } from '#kit/use-data.ts'
import { changeAnnouncement, readAnnouncement, takeDown } from '../announcements/contract.ts'
import { paragraphsOf } from '../announcements/rules.ts'
import './notices.css'

type Shown = OutputOf<typeof readAnnouncement>

export function Screen({ params }: { params: Record<string, string> }) {
  const text = useText()
  const id = params.id!
  const read = useRead(id, (signal) => call(readAnnouncement, { id }, { signal }))
  const [open, setOpen] = useState<'change' | 'down'>()
  const shown = read.reply?.data
  if (read.refusal && !shown) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!shown) return <Loading />
  const { announcement, doors, takenWhy, mayChange } = shown
  const { title, body, state, areas, by, from, until } = announcement
  const standing = state === 'up' || state === 'coming'
  const done = () => {
    setOpen(undefined)
    read.reload()
  }
  return (
    <Page
      title={title}
      lead={text.say(`announce.is-${state}`)}
      crumbs={[{ label: text.say('announce.title'), href: '/desk/notices' }, { label: title }]}
      actions={
        <>
          {mayChange && standing && <Button onPress={() => setOpen('down')}>{text.say('announce.take-down')}</Button>}
          {mayChange && standing && (
            <Button icon="edit" onPress={() => setOpen('change')}>
              {text.say('announce.change')}
            </Button>
          )}
          <LinkButton icon="walk" href={`/desk/notices/${id}/boxes`}>
            {text.say('announce.boxes')}
          </LinkButton>
          <LinkButton icon="print" href={`/desk/notices/${id}/poster`}>
            {text.say('announce.poster')}
          </LinkButton>
        </>
      }
    >
      <div class="announced">
        {paragraphsOf(body).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <Facts
        items={[
          { label: text.say('announce.days'), value: text.say('announce.from-until', { from: text.day(from), until: text.day(until) }) },
          { label: text.say('announce.areas'), value: `${text.list(areas)} · ${text.say('announce.doors', { n: doors })}` },
          { label: text.say('announce.by'), value: by },
          ...(takenWhy ? [{ label: text.say('announce.is-taken-down'), value: takenWhy }] : []),
        ]}
      />
      {open === 'change' && <ChangeDialog announcement={announcement} onClose={() => setOpen(undefined)} onDone={done} />}
      {open === 'down' && <DownDialog announcement={announcement} onClose={() => setOpen(undefined)} onDone={done} />}
    </Page>
  )
}

type DialogProps = Pick<Shown, 'announcement'> & { onClose: () => void; onDone: () => void }

function ChangeDialog({ announcement, onClose, onDone }: DialogProps) {
  const text = useText()
  const today = streetToday()
  const { id, rev } = announcement
  const [title, setTitle] = useState(announcement.title)
  const [body, setBody] = useState(announcement.body)
  const [until, setUntil] = useState(announcement.until)
  const act = useDo((words: { title: string; body: string; until: string }, options) =>
    call(changeAnnouncement, { id, ...words }, { ...options, ifMatch: `"${rev}"` }),
  )
  const send = async () => {
    if (await act.run({ title, body, until })) onDone()
  }
  return (
    <FormDialog
      size="wide"
      title={text.say('announce.change')}
      verb={text.say('announce.save')}
      act={act}
      ready={until !== ''}
      onSend={send}
      onClose={onClose}
    >
      <Field label={text.say('announce.what')} path="/title">
        <TextInput value={title} onInput={setTitle} maxLength={60} />
      </Field>
      <Field label={text.say('announce.body')} path="/body">
        <TextArea value={body} onInput={setBody} rows={6} maxLength={3000} />
      </Field>
      <Field label={text.say('announce.until')} path="/until">
        <DayInput value={until} onChange={setUntil} today={today} earliest={today} example={today} />
      </Field>
      <button type="submit" hidden />
    </FormDialog>
  )
}

function DownDialog({ announcement, onClose, onDone }: DialogProps) {
  const text = useText()
  const { id, rev } = announcement
  const [why, setWhy] = useState('')
  const act = useDo((reason: string, options) => call(takeDown, { id, why: reason }, { ...options, ifMatch: `"${rev}"` }))
  const send = async () => {
    if (why.trim().length > 1 && (await act.run(why.trim()))) onDone()
  }
  return (
    <FormDialog
      title={text.say('announce.take-down')}
      verb={text.say('announce.take-down')}
      tone="danger"
      act={act}
      ready={why.trim().length >= 2}
      onSend={send}
      onClose={onClose}
    >
      <Field label={text.say('announce.why')} hint={text.say('announce.why-hint')} path="/why">
        <TextInput value={why} onInput={setWhy} maxLength={200} autofocus />
      </Field>
      <button type="submit" hidden />
    </FormDialog>
  )
}
