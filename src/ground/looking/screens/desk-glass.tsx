/** In urgent need: somebody beyond one's area or beyond the day's cap is opened, for a reason and a few hours. Below, what one opened and what was said of it. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { InputOf, OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Radios } from '#kit/checkbox.tsx'
import { Field, Form } from '#kit/field.tsx'
import { Select, TextArea, TextInput } from '#kit/input.tsx'
import { Page, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { type Column, Table } from '#kit/table.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { listOwnGlasses, openGlass } from '../glass/contract.ts'

type Own = OutputOf<typeof listOwnGlasses>['glasses'][number]
const HOURS = ['1', '2', '3']

export function Screen({ query }: { query: Record<string, string> }) {
  const text = useText()
  const { route } = useLocation()
  const person = query.person
  const [typed, setTyped] = useState({ number: '', name: '', reason: '' })
  const [hours, setHours] = useState('1')
  const [whole, setWhole] = useState<'one' | 'all'>('one')
  const open = useDo((input: InputOf<typeof openGlass>, options) => call(openGlass, input, options))
  const own = useRead('own-glasses', (signal) => call(listOwnGlasses, {}, { signal }))
  const send = async () => {
    const whom = person ? { person } : { number: typed.number.trim(), name: typed.name.trim() }
    const reply = await open.run({ ...whom, whole: whole === 'all', reason: typed.reason.trim(), hours: Number(hours) })
    if (reply) route(`/desk/glass/${reply.data.id}`)
  }
  const columns: Column<Own>[] = [
    { id: 'at', label: text.say('glass.at'), text: (row) => text.moment(row.openedAt), head: true, width: '11rem' },
    { id: 'until', label: text.say('glass.until'), text: (row) => text.moment(row.expiresAt), width: '11rem' },
    { id: 'reason', label: text.say('glass.reason'), text: (row) => row.reason, fills: true },
    {
      id: 'state',
      label: text.say('glass.review'),
      text: (row) => sayState(text.say, row),
      show: (row) => <Tag tone={row.justified === false ? 'late' : row.justified ? 'good' : 'stale'}>{sayState(text.say, row)}</Tag>,
      width: '9rem',
    },
    { id: 'words', label: text.say('glass.words'), text: (row) => row.words ?? '', width: '14rem' },
  ]
  return (
    <Page
      title={text.say('glass.title')}
      lead={text.say('glass.lead')}
      width="whole"
      crumbs={[{ label: text.say('looks.title'), href: '/desk/looks' }, { label: text.say('glass.title') }]}
    >
      <Form
        onSubmit={send}
        refusal={open.refusal}
        label={text.say('glass.title')}
        actions={
          <Button tone="danger" type="submit" busy={open.busy}>
            {text.say('glass.open')}
          </Button>
        }
      >
        {person ? (
          <p>{text.say('glass.of-page')}</p>
        ) : (
          <>
            <Field label={text.say('glass.name')} path="/name">
              <TextInput value={typed.name} onInput={(name) => setTyped({ ...typed, name })} maxLength={60} />
            </Field>
            <Field label={text.say('glass.number')} hint={text.say('glass.number-hint')} path="/number">
              <TextInput value={typed.number} onInput={(number) => setTyped({ ...typed, number })} maxLength={30} />
            </Field>
          </>
        )}
        <Field label={text.say('glass.whole')} group>
          <Radios
            value={whole}
            onChange={setWhole}
            options={[
              { value: 'one', label: text.say('glass.one') },
              { value: 'all', label: text.say('glass.all') },
            ]}
          />
        </Field>
        <Field label={text.say('glass.reason')} hint={text.say('glass.reason-hint')} path="/reason">
          <TextArea value={typed.reason} onInput={(reason) => setTyped({ ...typed, reason })} rows={2} maxLength={200} />
        </Field>
        <Field label={text.say('glass.for')} path="/hours">
          <Select
            value={hours}
            onChange={setHours}
            options={HOURS.map((one) => ({ value: one, label: text.say('glass.hours-n', { n: Number(one) }) }))}
          />
        </Field>
      </Form>
      <Section title={text.say('glass.own')}>
        {own.refusal && <ProblemNote refusal={own.refusal} />}
        <Table
          label={text.say('glass.own')}
          rows={own.reply?.data.glasses ?? []}
          rowId={(row) => row.id}
          columns={columns}
          onOpen={(row) => row.open && route(`/desk/glass/${row.id}`)}
          empty={text.say('glass.none')}
        />
      </Section>
    </Page>
  )
}

function sayState(sentence: (key: string) => string, { open, state, justified }: Own): string {
  if (justified !== null) return sentence(justified ? 'glass.justified' : 'glass.unjustified')
  return sentence(open ? 'glass.is-open' : `glass.${state}`)
}
