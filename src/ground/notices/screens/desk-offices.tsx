/** Whom readers ring, how each community signs, and which ways leave this house. */
import { useState } from 'preact/hooks'
import type { InputOf, OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Field } from '#kit/field.tsx'
import { FormDialog } from '#kit/form-dialog.tsx'
import { TextInput } from '#kit/input.tsx'
import { Page, Section } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { UnreadNote } from '#kit/unread-note.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { changeOffice, listOffices, readRates } from '../contract.ts'
import { NoticeTabs } from './notice-tabs.tsx'
import './notices.css'

type Rate = OutputOf<typeof readRates>['rates'][number]
type Office = OutputOf<typeof listOffices>['offices'][number]

export function Screen() {
  const text = useText()
  const read = useRead('offices', (signal) => call(listOffices, {}, { signal }))
  const [open, setOpen] = useState<Office>()
  const shown = read.reply?.data
  if (read.refusal && !shown) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!shown) return <Loading />
  const may = read.reply?.may.includes('office.change') ?? false
  return (
    <Page title={text.say('office.title')} lead={text.say('office.lead')}>
      <NoticeTabs at="offices" />
      <Table
        label={text.say('office.title')}
        rows={shown.offices}
        rowId={({ region }) => String(region)}
        {...(may ? { onOpen: (office: Office) => office.mayChange && setOpen(office) } : {})}
        columns={[
          { id: 'name', label: text.say('office.place'), text: ({ name }) => name, head: true, width: '12rem' },
          { id: 'sign', label: text.say('office.sign'), text: ({ sign }) => (sign ? `【${sign}】` : ''), width: '12rem' },
          {
            id: 'phone',
            label: text.say('office.phone'),
            text: ({ phone }) => phone || text.say('office.no-phone'),
            show: ({ phone }) => phone || <Tag tone="stale">{text.say('office.no-phone')}</Tag>,
            width: '12rem',
          },
          { id: 'hours', label: text.say('office.hours'), text: ({ hours }) => hours, fills: true },
        ]}
      />
      <Section title={text.say('office.ways')}>
        <ul>
          {(['sms', 'wechat'] as const).map((way) => (
            <li key={way} class="row">
              {text.say(`notice.by.${way}`)}
              <Tag tone={shown.carriers.includes(way) ? 'good' : 'plain'}>
                {text.say(shown.carriers.includes(way) ? 'office.way-on' : 'office.way-off')}
              </Tag>
            </li>
          ))}
        </ul>
        <p class="quiet small prose">{text.say('office.ways-hint')}</p>
      </Section>
      <Rates />
      {open && <OfficeDialog office={open} onClose={() => setOpen(undefined)} onDone={read.reload} />}
    </Page>
  )
}

/** How each way does, side by side: paper and voice beside the phone. */
function Rates() {
  const text = useText()
  const read = useRead('rates', (signal) => call(readRates, {}, { signal }), 'ticking')
  if (read.refusal) return <UnreadNote refusal={read.refusal} onRetry={read.reload} />
  const { rates = [], stuck = 0 } = read.reply?.data ?? {}
  return (
    <Section title={text.say('office.rates')}>
      <Table
        label={text.say('office.rates')}
        rows={rates}
        rowId={({ channel }) => channel}
        empty={text.say('office.no-rates')}
        columns={[
          { id: 'way', label: text.say('notice.way'), text: ({ channel }) => text.say(`notice.by.${channel}`), head: true },
          ...(['told', 'arrived', 'read', 'failed'] as const).map((part) => ({
            id: part,
            label: text.say(`office.rate-${part}`),
            text: (rate: Rate) => text.number(rate[part]),
            align: 'end' as const,
            width: '8rem',
          })),
        ]}
      />
      {stuck > 0 && <p class="quiet">{text.say('office.stuck', { n: stuck })}</p>}
    </Section>
  )
}

function OfficeDialog({ office, onClose, onDone }: { office: Office; onClose: () => void; onDone: () => void }) {
  const text = useText()
  const [sign, setSign] = useState(office.sign || office.name.slice(0, 12))
  const [phone, setPhone] = useState(office.phone)
  const [hours, setHours] = useState(office.hours)
  const act = useDo((input: InputOf<typeof changeOffice>, options) => call(changeOffice, input, options))
  const send = async () => {
    if (!(await act.run({ region: office.region, sign: sign.trim(), phone: phone.trim(), hours: hours.trim() }))) return
    onDone()
    onClose()
  }
  return (
    <FormDialog
      title={office.name}
      verb={text.say('office.save')}
      act={act}
      ready={sign.trim().length >= 2 && phone.trim().length >= 3}
      onSend={send}
      onClose={onClose}
    >
      <Field label={text.say('office.phone')} hint={text.say('office.phone-hint')} path="/phone">
        <TextInput value={phone} onInput={setPhone} type="tel" maxLength={20} autofocus />
      </Field>
      <Field label={text.say('office.hours')} path="/hours" optional>
        <TextInput value={hours} onInput={setHours} maxLength={60} />
      </Field>
      <Field label={text.say('office.sign')} hint={text.say('office.sign-hint')} path="/sign">
        <TextInput value={sign} onInput={setSign} maxLength={12} width={14} />
      </Field>
      <button type="submit" hidden />
    </FormDialog>
  )
}
