/** Who can lead matters besides communities and the street: offices, departments, companies, and the posts that act for them. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Checkbox, Radios } from '#kit/checkbox.tsx'
import { Confirm, Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { TextInput } from '#kit/input.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { addUnit, changeUnit, endUnit, listUnits, type UnitView } from '../units/contract.ts'
import type { Units } from './acting.ts'
import './matters.css'

const kinds = ['office', 'department', 'company'] as const

export function Screen() {
  const text = useText()
  const read = useRead('units', (signal) => call(listUnits, {}, { signal }), 'ticking')
  const [adding, setAdding] = useState(false)
  const [changing, setChanging] = useState<UnitView>()
  const data = read.reply?.data
  if (read.refusal && !data) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!data) return <Loading />
  const may = read.reply?.may.includes('unit.change') ?? false
  const done = () => {
    setAdding(false)
    setChanging(undefined)
    read.reload()
  }
  return (
    <Page
      crumbs={[{ label: text.say('matter.title'), href: '/desk/matters' }, { label: text.say('unit.title') }]}
      title={text.say('unit.title')}
      lead={text.say('unit.lead')}
      actions={
        may && (
          <Button tone="primary" icon="add" onPress={() => setAdding(true)}>
            {text.say('unit.add')}
          </Button>
        )
      }
    >
      <Table
        label={text.say('unit.title')}
        rows={data.units}
        rowId={(unit) => unit.id}
        empty={<EmptyState icon="people" title={text.say('unit.none')} />}
        {...(may ? { onOpen: setChanging } : {})}
        columns={[
          { id: 'name', label: text.say('unit.name'), text: (unit) => unit.name, head: true, width: '14rem' },
          { id: 'kind', label: text.say('unit.kind'), text: (unit) => text.say(`unit.kind.${unit.kind}`), width: '8rem' },
          { id: 'phone', label: text.say('unit.phone'), text: (unit) => unit.phone, width: '10rem' },
          {
            id: 'posts',
            label: text.say('unit.posts'),
            text: (unit) =>
              unit.posts.length > 0 ? text.list(unit.posts.map(({ name, title }) => text.aside(name, title))) : text.say('unit.no-posts'),
          },
        ]}
      />
      {adding && <AddUnit onClose={() => setAdding(false)} onDone={done} />}
      {changing && <ChangeUnit unit={changing} posts={data.posts} onClose={() => setChanging(undefined)} onDone={done} />}
    </Page>
  )
}

function AddUnit({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const text = useText()
  const [kind, setKind] = useState<(typeof kinds)[number]>('department')
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const act = useDo((input: InputOf<typeof addUnit>, options) => call(addUnit, input, options))
  const send = async () => {
    if (await act.run({ kind, name: name.trim(), phone: phone.trim() })) onDone()
  }
  return (
    <Dialog
      open
      title={text.say('unit.add')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" busy={act.busy} disabled={name.trim().length < 2} onPress={send}>
            {text.say('unit.add')}
          </Button>
        </>
      }
    >
      <Form label={text.say('unit.add')} onSubmit={send} refusal={act.refusal}>
        <Field label={text.say('unit.name')} hint={text.say('unit.name-hint')} path="/name">
          <TextInput value={name} onInput={setName} maxLength={60} autofocus />
        </Field>
        <Field label={text.say('unit.kind')} path="/kind" group>
          <Radios value={kind} onChange={setKind} options={kinds.map((one) => ({ value: one, label: text.say(`unit.kind.${one}`) }))} />
        </Field>
        <Field label={text.say('unit.phone')} path="/phone" optional>
          <TextInput value={phone} onInput={setPhone} type="tel" mode="tel" maxLength={30} />
        </Field>
      </Form>
    </Dialog>
  )
}

function ChangeUnit({ unit, posts, onClose, onDone }: { unit: UnitView; posts: Units['posts']; onClose: () => void; onDone: () => void }) {
  const text = useText()
  const [name, setName] = useState(unit.name)
  const [phone, setPhone] = useState(unit.phone)
  const [acting, setActing] = useState<ReadonlySet<string>>(new Set(unit.posts.map(({ id }) => id)))
  const [sought, setSought] = useState('')
  const [ending, setEnding] = useState(false)
  const act = useDo((input: InputOf<typeof changeUnit>, options) => call(changeUnit, input, { ...options, ifMatch: String(unit.rev) }))
  const end = useDo((input: InputOf<typeof endUnit>, options) => call(endUnit, input, options))
  const send = async () => {
    if (await act.run({ id: unit.id, name: name.trim(), phone: phone.trim(), posts: [...acting] })) onDone()
  }
  const toggle = (id: string, on: boolean) => {
    const next = new Set(acting)
    if (on) next.add(id)
    else next.delete(id)
    setActing(next)
  }
  const shown = posts.filter(({ id, name: who, title }) => acting.has(id) || `${who}${title}`.includes(sought.trim())).slice(0, 60)
  return (
    <Dialog
      open
      title={unit.name}
      onClose={onClose}
      actions={
        <>
          <Button tone="danger" onPress={() => setEnding(true)}>
            {text.say('unit.end')}
          </Button>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" busy={act.busy} disabled={name.trim().length < 2} onPress={send}>
            {text.say('unit.keep')}
          </Button>
        </>
      }
    >
      <Form label={unit.name} onSubmit={send} refusal={act.refusal}>
        <Field label={text.say('unit.name')} path="/name">
          <TextInput value={name} onInput={setName} maxLength={60} />
        </Field>
        <Field label={text.say('unit.phone')} path="/phone" optional>
          <TextInput value={phone} onInput={setPhone} type="tel" mode="tel" maxLength={30} />
        </Field>
        <Field label={text.say('unit.posts')} hint={text.say('unit.posts-hint')} path="/posts" group>
          <TextInput label={text.say('unit.seek')} placeholder={text.say('unit.seek')} icon="search" value={sought} onInput={setSought} />
          <div class="called-units">
            {shown.map(({ id, name: who, title }) => (
              <Checkbox key={id} checked={acting.has(id)} onChange={(on) => toggle(id, on)} label={text.aside(who, title)} />
            ))}
          </div>
        </Field>
      </Form>
      {ending && (
        <Confirm
          open
          danger
          title={text.say('unit.end')}
          verb={text.say('unit.end')}
          busy={end.busy}
          onClose={() => setEnding(false)}
          onConfirm={async () => {
            if (await end.run({ id: unit.id })) onDone()
          }}
        >
          <p>{text.say('unit.end-what', { name: unit.name })}</p>
          {end.refusal && <ProblemNote refusal={end.refusal} />}
        </Confirm>
      )}
    </Dialog>
  )
}
