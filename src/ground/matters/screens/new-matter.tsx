/** Taking something in for somebody at the counter or on the telephone. */
import { useState } from 'preact/hooks'
import type { InputOf, OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Checkbox } from '#kit/checkbox.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, FieldPairs, Form } from '#kit/field.tsx'
import { Select, TextArea, TextInput } from '#kit/input.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { UnreadNote } from '#kit/unread-note.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { useToldRead } from '#kit/use-told.ts'
import { listTypes, openMatter } from '../contract.ts'
import { TakeInSuggestion } from '../triage/screens/take-in.tsx'
import { listUnits } from '../units/contract.ts'
import { inWords } from './say-matter.ts'
import { StepAnswers } from './step-fields.tsx'
import { type Subject, SubjectField, soughtFor, subjectOf } from './subject-field.tsx'

type TypeLine = OutputOf<typeof listTypes>['types'][number]
type Input = InputOf<typeof openMatter>
const staffChannels = ['telephone', 'counter', 'letter', 'door', 'hotline'] as const

/** What the page it is begun on knows already: of which type it is, and perhaps who is there and how. */
export type Known = { type: string; here?: { person: string; channel: (typeof staffChannels)[number] } }
export type NewMatterProps = { onClose: () => void; onOpen: (id: string) => void; known?: Known }

export function NewMatter({ onClose, onOpen, known }: NewMatterProps) {
  const text = useText()
  const read = useRead('types', (signal) => call(listTypes, {}, { signal }), 'once')
  const [told, setTold] = useState<{ id: string; number: string; words: string; sealed: boolean }>()
  if (told) return <Receipt told={told} onClose={onClose} onOpen={onOpen} />
  const types = (read.reply?.data.types ?? []).filter(({ opened }) => opened.includes('staff'))
  if (types.length > 0) return <NewForm types={types} known={known} onClose={onClose} onOpen={onOpen} onTold={setTold} />
  return (
    <Dialog open title={text.say('matter.begin')} onClose={onClose}>
      {read.refusal ? <UnreadNote refusal={read.refusal} onRetry={read.reload} /> : <Loading />}
    </Dialog>
  )
}

function NewForm({
  types,
  known,
  onClose,
  onOpen,
  onTold,
}: {
  types: readonly TypeLine[]
  known: Known | undefined
  onClose: () => void
  onOpen: (id: string) => void
  onTold: (told: { id: string; number: string; words: string; sealed: boolean }) => void
}) {
  const text = useText()
  const here = known?.here
  const [type, setType] = useState((types.find(({ id }) => id === known?.type) ?? types[0]!).id)
  const [category, setCategory] = useState('')
  const [channel, setChannel] = useState<string>(here?.channel ?? 'telephone')
  const [title, setTitle] = useState('')
  const [more, setMore] = useState('')
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [unnamed, setUnnamed] = useState(false)
  const [accused, setAccused] = useState('')
  const [subject, setSubject] = useState<Subject>()
  const [answers, setAnswers] = useState<Record<string, unknown>>({})
  const [until, setUntil] = useState('')
  const act = useDo((input: Input, options) => call(openMatter, input, options))
  const chosen = types.find(({ id }) => id === type)!
  const kind = chosen.categories.find(({ code }) => code === category)
  const hangsOn = subjectOf(chosen.about, subject)
  // What is about somebody is hers: she hears of it, and says whether it helped, unless somebody else reported it.
  const herself = subject?.kind === 'person' && chosen.sealed === null ? subject.id : undefined
  const choose = (value: string) => {
    setType(value)
    setCategory('')
    setAccused('')
    setSubject(undefined)
    setAnswers({})
    setUntil('')
  }
  const send = async () => {
    const said = {
      ...(name.trim() ? { name: name.trim() } : {}),
      ...(phone.trim() ? { phone: phone.trim() } : {}),
      ...(unnamed ? { unnamed } : {}),
    }
    const self = here?.person ?? herself
    const reporter = name.trim() || phone.trim() ? said : self ? { person: self, ...(unnamed ? { unnamed } : {}) } : undefined
    const input = {
      type,
      category,
      channel: channel as Input['channel'],
      title: title.trim(),
      ...(more.trim() ? { text: more.trim() } : {}),
      ...(here ? { subject: here.person } : hangsOn ? { subject: hangsOn } : {}),
      ...(chosen.opening.length > 0 ? { answers } : {}),
      ...(until ? { until } : {}),
      ...(reporter ? { reporter } : {}),
      ...(accused ? { accused: accused.startsWith('login:') ? { login: accused.slice(6) } : { party: accused } } : {}),
    }
    const reply = await act.run(input)
    if (reply)
      onTold({ id: reply.data.id, number: reply.data.number, words: inWords(text, reply.data.text), sealed: chosen.sealed !== null })
  }
  return (
    <Dialog
      open
      size="wide"
      title={text.say('matter.begin')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" busy={act.busy} disabled={category === '' || title.trim().length < 2} onPress={send}>
            {text.say('matter.take-in')}
          </Button>
        </>
      }
    >
      <Form label={text.say('matter.begin')} onSubmit={send} refusal={act.refusal}>
        <Field label={text.say('matter.field.title')} hint={text.say('matter.field.title-hint')} path="/title">
          <TextInput value={title} onInput={setTitle} maxLength={80} />
        </Field>
        <Field label={text.say('matter.field.text')} path="/text" optional>
          <TextArea value={more} onInput={setMore} maxLength={4000} rows={4} />
        </Field>
        <TakeInSuggestion
          title={title}
          more={more}
          isTaken={(guess) => guess.type === type && guess.category === category}
          onTake={(guess) => {
            if (!types.some(({ id }) => id === guess.type)) return
            choose(guess.type!)
            setCategory(guess.category ?? '')
          }}
          onOpen={onOpen}
        />
        <FieldPairs>
          <Field label={text.say('matter.field.type')} path="/type">
            <Select value={type} onChange={choose} options={types.map((one) => ({ value: one.id, label: inWords(text, one.title) }))} />
          </Field>
          <Field label={text.say('matter.field.category')} path="/category" {...(kind?.hint ? { hint: inWords(text, kind.hint) } : {})}>
            <Select
              value={category}
              onChange={setCategory}
              empty={text.say('matter.choose')}
              options={chosen.categories.map((one) => ({ value: one.code, label: inWords(text, one.label) }))}
            />
          </Field>
        </FieldPairs>
        {kind?.office && <p class="matter-office">{text.say('matter.goes-elsewhere', { office: inWords(text, kind.office) })}</p>}
        {!here && soughtFor(chosen.about).length > 0 && (
          <SubjectField about={chosen.about} needed={chosen.restricts} chosen={subject} onChoose={setSubject} />
        )}
        <StepAnswers questions={chosen.opening} answers={answers} onChange={setAnswers} />
        {chosen.mostDays !== null && (
          <Field label={text.say('matter.field.end')} hint={text.say('matter.field.end-hint', { n: chosen.mostDays })} path="/until">
            <DayInput value={until} onChange={setUntil} today={streetToday()} earliest={streetToday()} />
          </Field>
        )}
        {chosen.sealed === 'accused' && <AccusedField value={accused} onChange={setAccused} />}
        {!here && (
          <FieldPairs>
            <Field label={text.say('matter.field.name')} path="/reporter/name" optional>
              <TextInput value={name} onInput={setName} maxLength={60} />
            </Field>
            <Field label={text.say('matter.field.phone')} path="/reporter/phone" optional>
              <TextInput value={phone} onInput={setPhone} type="tel" mode="tel" maxLength={30} />
            </Field>
          </FieldPairs>
        )}
        <FieldPairs>
          <Field label={text.say('matter.field.channel')} path="/channel">
            <Select
              value={channel}
              onChange={setChannel}
              options={staffChannels.map((one) => ({ value: one, label: text.say(`matter.channel.${one}`) }))}
            />
          </Field>
          <Field label={text.say('matter.field.naming')} group>
            <Checkbox checked={unnamed} onChange={setUnnamed} label={text.say('matter.field.unnamed')} />
          </Field>
        </FieldPairs>
      </Form>
    </Dialog>
  )
}

export function AccusedField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const text = useText()
  const read = useToldRead('units', (signal) => call(listUnits, {}, { signal }), 'once')
  const data = read.reply?.data
  const options = [
    ...(data?.posts ?? []).map(({ login, name, title }) => ({ value: `login:${login}`, label: text.aside(name, title) })),
    ...(data?.units ?? []).map(({ party, name }) => ({ value: party, label: name })),
    ...(data?.places ?? []).map(({ party, name }) => ({ value: party, label: name })),
  ]
  return (
    <Field label={text.say('matter.field.accused')} hint={text.say('matter.field.accused-hint')} path="/accused">
      <Select value={value} onChange={onChange} empty={text.say('matter.choose')} options={options} />
    </Field>
  )
}

/** What is read to whoever reported, with the number to ask by. A sealed one cannot be opened from here. */
function Receipt({
  told,
  onClose,
  onOpen,
}: {
  told: { id: string; number: string; words: string; sealed: boolean }
  onClose: () => void
  onOpen: (id: string) => void
}) {
  const text = useText()
  return (
    <Dialog
      open
      title={text.say('matter.taken-in')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.close')}</Button>
          {!told.sealed && (
            <Button tone="primary" onPress={() => onOpen(told.id)}>
              {text.say('matter.open-it')}
            </Button>
          )}
        </>
      }
    >
      <p class="matter-number digits">{told.number}</p>
      <p>{told.words}</p>
      {told.sealed && <p class="quiet">{text.say('matter.taken-in-sealed')}</p>}
    </Dialog>
  )
}
