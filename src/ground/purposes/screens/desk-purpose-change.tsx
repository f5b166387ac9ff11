/** Make a purpose of the street's own, or change one. Whatever changes here changes what people are told. */
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { InputOf } from '#base/contract.ts'
import { type CatalogueHere, useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { Checkbox } from '#kit/checkbox.tsx'
import { Field, Form } from '#kit/field.tsx'
import { Select, TextArea, TextInput } from '#kit/input.tsx'
import { Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { type Basis, bases, changePurpose, type Keep, type Purpose, readPurpose } from '../contract.ts'
import { AssessmentFields, emptyAssessment } from './assessments.tsx'
import { CoverFields } from './cover-fields.tsx'
import { say, write, writeLines } from './words.ts'
import './purposes.css'

export function Screen({ params }: { params: Record<string, string> }) {
  const id = params.id
  const catalogue = useCatalogue()
  const read = useRead(id, (signal) => call(readPurpose, { id: id! }, { signal }), 'once')
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!catalogue || (id && !read.reply)) return <Loading lines={12} />
  const found = read.reply?.data
  const begun = found?.purpose ?? newPurpose()
  return <Editing begun={begun} edition={found?.edition} unassessed={found?.unassessed ?? false} catalogue={catalogue} />
}

function newPurpose(): Purpose {
  const empty = { zh: '', en: '' }
  return {
    id: `own-${Date.now().toString(36)}`,
    title: empty,
    what: empty,
    basis: 1,
    citations: [],
    covers: [{ kind: 'person' }],
    sources: empty,
    recipients: [],
    keep: { from: 'said', span: { years: 1 } },
    refusal: empty,
    contact: empty,
  }
}

const wordFields = ['title', 'what', 'sources', 'refusal', 'effect', 'contact'] as const

type EditingProps = { begun: Purpose; edition: string | undefined; unassessed: boolean; catalogue: CatalogueHere }

function Editing({ begun, edition, unassessed, catalogue }: EditingProps) {
  const text = useText()
  const { language } = text
  const { tell } = useTell()
  const { route } = useLocation()
  const [purpose, setPurpose] = useState(begun)
  const save = useDo((input: InputOf<typeof changePurpose>, options) => call(changePurpose, input, options))
  const [assessment, setAssessment] = useState(emptyAssessment)
  // What was added may need one although the purpose as it stood did not: the house says so.
  const [asksAssessment, setAsks] = useState(unassessed)
  useEffect(() => {
    if (save.refusal?.code === 'purpose.unassessed') setAsks(true)
  }, [save.refusal])
  const put = (change: Partial<Purpose>) => setPurpose({ ...purpose, ...change })
  const send = async () => {
    if (
      !(await save.run({
        id: purpose.id,
        purpose: trimmed(purpose),
        ...(edition ? { edition } : {}),
        ...(asksAssessment ? { assessment } : {}),
      }))
    )
      return
    tell({ text: text.say('purposes.saved'), tone: 'good' })
    route(`/desk/purposes/${purpose.id}`)
  }
  const title = edition ? say(begun.title, language) : text.say('purposes.new')
  const covers = (save.refusal?.fields ?? []).filter((field) => field.path.startsWith('/purpose/covers'))
  return (
    <Page
      title={title}
      lead={text.say('purposes.change-lead')}
      width="measure"
      crumbs={[{ label: text.say('purposes.title'), href: '/desk/purposes' }, { label: title }]}
    >
      <Form
        onSubmit={send}
        refusal={save.refusal}
        label={title}
        actions={
          <>
            <Button tone="primary" type="submit" busy={save.busy}>
              {text.say('purposes.save')}
            </Button>
            <LinkButton href={edition ? `/desk/purposes/${purpose.id}` : '/desk/purposes'}>{text.say('kit.cancel')}</LinkButton>
          </>
        }
      >
        {wordFields.slice(0, 2).map(wordField)}
        <Field label={text.say('purposes.basis')} path="/purpose/basis">
          <Select
            value={String(purpose.basis)}
            onChange={(basis) => put({ basis: Number(basis) as Basis })}
            options={bases.map((basis) => ({ value: String(basis), label: text.say(`purposes.basis-${basis}`) }))}
          />
        </Field>
        <Field label={text.say('purposes.citations')} hint={text.say('purposes.citations-hint')} path="/purpose/citations">
          <TextArea
            value={purpose.citations.map((one) => say(one, language)).join('\n')}
            onInput={(said) =>
              put({
                citations:
                  said === '' ? [] : writeLines(purpose.citations, language, said, (words) => ({ ...words, status: 'M' as const })),
              })
            }
            rows={3}
            maxLength={2000}
          />
        </Field>
        <Checkbox label={text.say('purposes.each-time')} checked={purpose.eachTime ?? false} onChange={(eachTime) => put({ eachTime })} />
        <Field label={text.say('purposes.kinds')} hint={text.say('purposes.kinds-hint')} group>
          {covers.length > 0 && (
            <ul class="faults">
              {covers.map((fault) => (
                <li key={fault.path + fault.say + JSON.stringify(fault.with)}>{text.say(fault.say, fault.with)}</li>
              ))}
            </ul>
          )}
          <CoverFields covers={purpose.covers} onChange={(next) => put({ covers: next })} catalogue={catalogue} />
        </Field>
        <Field label={text.say('purposes.recipients')} hint={text.say('purposes.lines-hint')} path="/purpose/recipients">
          <TextArea
            value={purpose.recipients.map((one) => say(one, language)).join('\n')}
            onInput={(said) => put({ recipients: said === '' ? [] : writeLines(purpose.recipients, language, said, (words) => words) })}
            rows={3}
            maxLength={2000}
          />
        </Field>
        <KeepFields keep={purpose.keep} onChange={(keep) => put({ keep })} />
        {wordFields.slice(2).map(wordField)}
        <Checkbox
          label={text.say('purposes.automated')}
          checked={purpose.automated ?? false}
          onChange={(automated) => put({ automated })}
        />
        <Checkbox
          label={text.say('purposes.published')}
          checked={purpose.published ?? false}
          onChange={(published) => put({ published })}
        />
        {asksAssessment && <AssessmentFields value={assessment} onChange={setAssessment} />}
      </Form>
    </Page>
  )

  function wordField(field: (typeof wordFields)[number]) {
    const words = purpose[field] ?? { zh: '', en: '' }
    const value = say(words, language)
    const onInput = (said: string) => put({ [field]: write(words, language, said) })
    return (
      <Field
        key={field}
        label={text.say(field === 'title' ? 'purposes.name' : `purposes.${field}`)}
        path={`/purpose/${field}`}
        optional={field === 'effect'}
        {...(field === 'effect' ? { hint: text.say('purposes.effect-hint') } : {})}
      >
        {field === 'title' ? (
          <TextInput value={value} onInput={onInput} maxLength={60} />
        ) : (
          <TextArea value={value} onInput={onInput} rows={2} maxLength={600} />
        )}
      </Field>
    )
  }
}

/** Empty lines and an empty effect say nothing. */
function trimmed({ effect, ...purpose }: Purpose): Purpose {
  const full = (words: { zh: string }) => words.zh.trim() !== ''
  return {
    ...purpose,
    citations: purpose.citations.filter(full),
    recipients: purpose.recipients.filter(full),
    covers: purpose.covers.filter(({ groups = [], elements = [] }) => groups.length + elements.length > 0),
    ...(effect && full(effect) ? { effect } : {}),
  }
}

function KeepFields({ keep, onChange }: { keep: Keep; onChange: (keep: Keep) => void }) {
  const text = useText()
  const span = keep.from === 'stands' ? { years: 1 } : keep.span
  const unit = 'years' in span ? 'years' : 'days'
  const amount = 'years' in span ? span.years : span.days
  const spanOf = (of: string, n: number) => (of === 'years' ? { years: n } : { days: n })
  const from = (chosen: string) => onChange(chosen === 'stands' ? { from: 'stands' } : { from: chosen as 'said' | 'left' | 'event', span })
  return (
    <Field label={text.say('purposes.keep')} path="/purpose/keep" group>
      <div class="row">
        <Select
          label={text.say('purposes.keep-from')}
          value={keep.from}
          onChange={from}
          options={(['said', 'left', 'event', 'stands'] as const).map((one) => ({ value: one, label: text.say(`purposes.from-${one}`) }))}
        />
        {keep.from !== 'stands' && (
          <>
            <TextInput
              label={text.say('purposes.keep-amount')}
              value={String(amount)}
              onInput={(typed) => onChange({ from: keep.from, span: spanOf(unit, Number(typed.replace(/\D/g, '')) || 1) })}
              mode="numeric"
              width={5}
            />
            <Select
              label={text.say('purposes.keep-unit')}
              value={unit}
              onChange={(chosen) => onChange({ from: keep.from, span: spanOf(chosen, amount) })}
              options={(['years', 'days'] as const).map((one) => ({ value: one, label: text.say(`purposes.unit-${one}`) }))}
            />
          </>
        )}
      </div>
    </Field>
  )
}
