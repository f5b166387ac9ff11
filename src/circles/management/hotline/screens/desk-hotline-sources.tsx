/** Platforms: what a reply to each is made of, what it is called there, in the order of its screen. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Field, Form } from '#kit/field.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import { Page, Section } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { listSources, type SourceView, setSource } from '../contract.ts'
import { type FieldPlace, replyFields, usualFields } from '../order.ts'
import './hotline.css'

export function Screen() {
  const text = useText()
  const read = useRead('hotline-sources', (signal) => call(listSources, {}, { signal }), 'ticking')
  const [adding, setAdding] = useState(false)
  const data = read.reply?.data
  if (read.refusal && !data) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!data) return <Loading />
  const done = () => {
    setAdding(false)
    read.reload()
  }
  return (
    <Page
      crumbs={[{ label: text.say('hotline.title'), href: '/desk/hotline' }, { label: text.say('hotline.settings') }]}
      title={text.say('hotline.settings')}
      lead={text.say('hotline.settings-lead')}
      width="measure"
      actions={<Button onPress={() => setAdding(true)}>{text.say('hotline.add-source')}</Button>}
    >
      {data.sources.map((source) => (
        <SourceForm key={`${source.code} ${source.rev}`} source={source} onDone={done} />
      ))}
      {adding && <SourceForm source={{ code: '', name: '', fields: [...usualFields], rev: 0 }} onDone={done} />}
    </Page>
  )
}

function SourceForm({ source, onDone }: { source: SourceView; onDone: () => void }) {
  const text = useText()
  const { tell } = useTell()
  const [code, setCode] = useState(source.code)
  const [name, setName] = useState(source.name)
  const [fields, setFields] = useState<FieldPlace[]>(source.fields)
  const act = useDo((input: InputOf<typeof setSource>, options) => call(setSource, input, { ...options, ifMatch: String(source.rev) }))
  const send = async () => {
    if (!(await act.run({ code: code.trim(), name: name.trim(), fields }))) return
    tell({ tone: 'good', text: text.say('hotline.saved') })
    onDone()
  }
  const swap = (at: number, by: number) =>
    setFields((now) => {
      const next = [...now]
      const [moved] = next.splice(at, 1)
      next.splice(at + by, 0, moved!)
      return next
    })
  const free = replyFields.filter((field) => !fields.some((one) => one.field === field))
  return (
    <Section title={source.name || text.say('hotline.add-source')}>
      <Form label={source.name || text.say('hotline.add-source')} onSubmit={send} refusal={act.refusal}>
        {source.code === '' && (
          <Field label={text.say('hotline.source-code')} path="/code">
            <TextInput value={code} onInput={setCode} maxLength={31} />
          </Field>
        )}
        <Field label={text.say('hotline.source-name')} path="/name">
          <TextInput value={name} onInput={setName} maxLength={40} />
        </Field>
        <ol class="field-places">
          {fields.map(({ field, label }, at) => (
            <li key={field}>
              <span>{text.say(`hotline.field.${field}`)}</span>
              <TextInput
                label={`${text.say(`hotline.field.${field}`)} · ${text.say('hotline.field-label')}`}
                value={label}
                onInput={(typed) => setFields((now) => now.map((one) => (one.field === field ? { field, label: typed } : one)))}
                maxLength={30}
              />
              <Button size="small" icon="up" label={text.say('hotline.up')} disabled={at === 0} onPress={() => swap(at, -1)} />
              <Button
                size="small"
                icon="down"
                label={text.say('hotline.down')}
                disabled={at === fields.length - 1}
                onPress={() => swap(at, 1)}
              />
              <Button
                size="small"
                icon="close"
                label={text.say('hotline.remove')}
                disabled={field === 'number' || field === 'text'}
                onPress={() => setFields((now) => now.filter((one) => one.field !== field))}
              />
            </li>
          ))}
        </ol>
        {free.length > 0 && (
          <Field label={text.say('hotline.add-field')}>
            <Select
              value=""
              empty={text.say('hotline.add-field')}
              onChange={(field) =>
                setFields((now) => [...now, { field: field as FieldPlace['field'], label: text.say(`hotline.field.${field}`) }])
              }
              options={free.map((field) => ({ value: field, label: text.say(`hotline.field.${field}`) }))}
            />
          </Field>
        )}
        <Button
          tone="primary"
          type="submit"
          busy={act.busy}
          disabled={name.trim().length < 2 || fields.some(({ label }) => label.trim() === '')}
        >
          {text.say('hotline.save')}
        </Button>
      </Form>
    </Section>
  )
}
