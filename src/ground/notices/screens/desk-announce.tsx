/** Write an announcement: words, days, where; how it will read and how many doors it reaches stand beside, before it goes out. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { InputOf } from '#base/contract.ts'
import { addDays } from '#base/values/day.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Confirm } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { TextArea, TextInput } from '#kit/input.tsx'
import { Page } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { streetToday } from '#kit/today.ts'
import { useDo } from '#kit/use-data.ts'
import { type Area, publish } from '../announcements/contract.ts'
import { paragraphsOf } from '../announcements/rules.ts'
import { AreaPicker } from './area-picker.tsx'
import './notices.css'

/** What most are up for. */
const USUAL_DAYS = 7

export function Screen() {
  const text = useText()
  const { route } = useLocation()
  const { tell } = useTell()
  const today = streetToday()
  const [title, setTitle] = useState('')
  const [body, setBody] = useState('')
  const [from, setFrom] = useState(today)
  const [until, setUntil] = useState(addDays(today, USUAL_DAYS))
  const [areas, setAreas] = useState<Area[]>([])
  const [doors, setDoors] = useState<number>()
  const input = (): InputOf<typeof publish> => ({ title, body, from, until, areas })
  const foresee = useDo((given: InputOf<typeof publish>) => call(publish, given, { dryRun: true }))
  const act = useDo((given: InputOf<typeof publish>, options) => call(publish, given, options))
  const ready = title.trim().length > 1 && body.trim().length > 1 && from !== '' && until !== '' && areas.length > 0
  const look = async () => {
    if (!ready) return
    const reply = await foresee.run(input())
    if (reply) setDoors(reply.data.doors)
  }
  const send = async () => {
    const reply = await act.run(input())
    setDoors(undefined)
    if (!reply) return
    tell({ text: text.say('announce.done') })
    route(`/desk/notices/${reply.data.announcement}`)
  }
  return (
    <Page
      width="measure"
      title={text.say('announce.write')}
      crumbs={[{ label: text.say('announce.title'), href: '/desk/notices' }, { label: text.say('announce.write') }]}
    >
      <Form onSubmit={look} refusal={act.refusal ?? foresee.refusal} label={text.say('announce.write')}>
        <Field label={text.say('announce.what')} path="/title">
          <TextInput value={title} onInput={setTitle} maxLength={60} autofocus />
        </Field>
        <Field label={text.say('announce.body')} hint={text.say('announce.body-hint')} path="/body">
          <TextArea value={body} onInput={setBody} rows={7} maxLength={3000} />
        </Field>
        <div class="row">
          <Field label={text.say('announce.from')} path="/from">
            <DayInput value={from} onChange={setFrom} today={today} earliest={today} example={today} />
          </Field>
          <Field label={text.say('announce.until')} hint={text.say('announce.until-hint')} path="/until">
            <DayInput value={until} onChange={setUntil} today={today} earliest={from || today} example={today} />
          </Field>
        </div>
        <Field label={text.say('announce.areas')} group path="/areas">
          <AreaPicker areas={areas} onChange={setAreas} />
        </Field>
        <div class="row">
          <Button type="submit" tone="primary" busy={foresee.busy} disabled={!ready}>
            {text.say('announce.look')}
          </Button>
        </div>
      </Form>
      <Confirm
        open={doors !== undefined}
        title={text.say('announce.look')}
        verb={text.say('announce.publish')}
        busy={act.busy}
        onConfirm={send}
        onClose={() => setDoors(undefined)}
      >
        <div class="reading announced">
          <p class="reading-title">{title}</p>
          {paragraphsOf(body).map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
        <p>{text.say('announce.reaches', { n: doors ?? 0 })}</p>
        <p class="quiet small">{text.say('announce.from-until', { from: text.day(from), until: text.day(until) })}</p>
      </Confirm>
    </Page>
  )
}
