/** Make a form of the street's own from another, or change one: its words and basis, its questions, their order, what is required and when. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { InputOf } from '#base/contract.ts'
import { ElementChoice } from '#ground/facts/screens/element-choice.tsx'
import { type CatalogueHere, useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { Field, Form as FieldForm } from '#kit/field.tsx'
import { TextArea, TextInput } from '#kit/input.tsx'
import { Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { nameOf, reach } from '../asked.ts'
import { changeForm, type Form, readForm, type Words } from '../contract.ts'
import { addQuestion, addSection, changeSection, freeName, newFormId } from './edit-form.ts'
import { EditQuestion } from './edit-question.tsx'
import { say, write } from './known-here.ts'
import { LocalDialog } from './local-dialog.tsx'
import './forms.css'

export function Screen({ params }: { params: Record<string, string> }) {
  const { path } = useLocation()
  const id = params.id!
  const catalogue = useCatalogue()
  const text = useText()
  const read = useRead(id, (signal) => call(readForm, { id }, { signal }), 'once')
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply || !catalogue) return <Loading lines={12} />
  const { form, edition } = read.reply.data
  if (!path.endsWith('/copy')) return <Editing form={form} edition={edition} catalogue={catalogue} />
  const title = write({ zh: '', en: '' }, text.language, text.say('forms.copy-of', { name: say(form.title, text.language) }))
  return <Editing form={{ ...form, id: newFormId(Date.now(), Math.random()), title }} catalogue={catalogue} />
}

type WordField = 'title' | 'purpose' | 'recipients' | 'notice'
const wordFields: readonly WordField[] = ['title', 'purpose', 'recipients', 'notice']

function Editing({ form: begun, edition, catalogue }: { form: Form; edition?: string; catalogue: CatalogueHere }) {
  const text = useText()
  const { tell } = useTell()
  const { route } = useLocation()
  const [form, setForm] = useState(begun)
  const save = useDo((input: InputOf<typeof changeForm>, options) => call(changeForm, input, options))
  const put = (field: WordField, said: string) => setForm({ ...form, [field]: write(form[field], text.language, said) })
  const send = async () => {
    if (!(await save.run({ id: form.id, form, ...(edition ? { edition } : {}) }))) return
    tell({ text: text.say('forms.saved'), tone: 'good' })
    route(`/desk/forms/${form.id}`)
  }
  const faults = (save.refusal?.fields ?? []).filter((field) => field.path.startsWith('/form/'))
  const title = say(begun.title, text.language)
  return (
    <Page
      title={title}
      lead={text.say('forms.change-lead')}
      width="measure"
      crumbs={[{ label: text.say('forms.title'), href: '/desk/forms' }, { label: title }]}
    >
      <div class="form-editor">
        <FieldForm
          onSubmit={send}
          refusal={save.refusal}
          label={title}
          actions={
            <>
              <Button tone="primary" type="submit" busy={save.busy}>
                {text.say('forms.save')}
              </Button>
              <LinkButton href={edition ? `/desk/forms/${form.id}` : '/desk/forms'}>{text.say('kit.cancel')}</LinkButton>
            </>
          }
        >
          {faults.length > 0 && (
            <ul class="faults">
              {faults.map((fault) => (
                <li key={fault.path + fault.say}>
                  {placeOf(form, fault.path, text.language)} {text.say(fault.say, fault.with)}
                </li>
              ))}
            </ul>
          )}
          {wordFields.map((field) => (
            <Field key={field} label={text.say(field === 'title' ? 'forms.name' : `forms.${field}`)} path={`/form/${field}`}>
              {field === 'title' ? (
                <TextInput value={say(form.title, text.language)} onInput={(said) => put('title', said)} maxLength={60} />
              ) : (
                <TextArea value={say(form[field], text.language)} onInput={(said) => put(field, said)} rows={2} maxLength={600} />
              )}
            </Field>
          ))}
          <Field label={text.say('forms.basis')} hint={text.say('forms.basis-hint')} path="/form/basis">
            <TextArea
              value={form.basis.map((basis) => say(basis, text.language)).join('\n')}
              onInput={(said) => setForm({ ...form, basis: writeLines(form.basis, text.language, said) })}
              rows={3}
              maxLength={2000}
            />
          </Field>
          <Field label={text.say('forms.keep')} hint={text.say('forms.keep-hint')} path="/form/keepYears">
            <TextInput
              value={String(form.keepYears)}
              onInput={(years) => setForm({ ...form, keepYears: Number(years.replace(/\D/g, '')) || 1 })}
              mode="numeric"
              width={4}
            />
          </Field>
          {form.sections.map((section, at) => (
            <EditSection key={section.id} form={form} at={at} catalogue={catalogue} onChange={setForm} />
          ))}
          <div>
            <Button
              icon="add"
              onPress={() => setForm(addSection(form, write({ zh: '', en: '' }, text.language, text.say('forms.new-part'))))}
            >
              {text.say('forms.add-part')}
            </Button>
          </div>
        </FieldForm>
      </div>
    </Page>
  )
}

/** Lines that stayed keep their other language. */
function writeLines(before: readonly Words[], language: 'zh' | 'en', said: string): Words[] {
  const lines = said.split('\n')
  return lines.map((line) => before.find((one) => say(one, language) === line) ?? write({ zh: '', en: '' }, language, line))
}

/** The part a fault is in, so that it can be found. */
function placeOf(form: Form, path: string, language: 'zh' | 'en'): string {
  const at = /^\/form\/sections\/(\d+)/.exec(path)?.[1]
  const section = at ? form.sections[Number(at)] : undefined
  return section ? `${say(section.title, language)}:` : ''
}

function EditSection({
  form,
  at,
  catalogue,
  onChange,
}: {
  form: Form
  at: number
  catalogue: CatalogueHere
  onChange: (form: Form) => void
}) {
  const text = useText()
  const [adding, setAdding] = useState(false)
  const section = form.sections[at]!
  const title = say(section.title, text.language)
  const kinds = section.each ? (['person'] as const) : reach[form.subject]
  const add = (element: string | null) => {
    const isAsked = section.questions.some((question) => nameOf(question) === element)
    if (element && !isAsked) onChange(addQuestion(form, at, { element }))
  }
  return (
    <section class="edit-section" aria-label={title}>
      <div class="row">
        <TextInput
          label={text.say('forms.part-title')}
          value={title}
          onInput={(said) => onChange(changeSection(form, at, { title: write(section.title, text.language, said) }))}
          maxLength={60}
        />
        {section.each && <span class="quiet small">{text.say('forms.each')}</span>}
        <Button
          size="small"
          tone="quiet"
          icon="close"
          label={text.say('forms.remove', { name: title })}
          onPress={() => onChange({ ...form, sections: form.sections.filter((_, index) => index !== at) })}
        />
      </div>
      <ol class="edit-questions">
        {section.questions.map((question, index) => (
          <EditQuestion key={nameOf(question)} form={form} at={at} index={index} catalogue={catalogue} onChange={onChange} />
        ))}
      </ol>
      <div class="row">
        <ElementChoice
          value={null}
          onChange={add}
          catalogue={catalogue}
          kinds={kinds}
          label={text.say('forms.add-element', { part: title })}
          placeholder={text.say('forms.add-element-short')}
        />
        <Button size="small" icon="add" onPress={() => setAdding(true)}>
          {text.say('forms.add-local')}
        </Button>
      </div>
      {adding && (
        <LocalDialog
          question={{ local: freeName(form), label: { zh: '', en: '' }, type: 'text' }}
          onClose={() => setAdding(false)}
          onDone={(question) => {
            onChange(addQuestion(form, at, question))
            setAdding(false)
          }}
        />
      )}
    </section>
  )
}
