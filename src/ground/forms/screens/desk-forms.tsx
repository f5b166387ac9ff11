/** Every form there is: shipped ones, the street's own, and those taken out of use. */
import { useLocation } from 'preact-iso/router'
import { call } from '#kit/api.ts'
import { Page, Section } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { type Column, Table } from '#kit/table.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { type FormLine, listForms } from '../contract.ts'
import { say } from './known-here.ts'
import './forms.css'

export function Screen() {
  const text = useText()
  const { route } = useLocation()
  const read = useRead('forms', (signal) => call(listForms, {}, { signal }), 'ticking')
  const forms = read.reply?.data.forms
  if (read.refusal && !forms) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!forms) return <Loading lines={10} />
  const columns: Column<FormLine>[] = [
    { id: 'title', label: text.say('forms.name'), text: (form) => say(form.title, text.language), head: true, width: '14rem' },
    { id: 'subject', label: text.say('forms.about'), text: (form) => text.say(`subject.${form.subject}`), width: '6rem' },
    { id: 'purpose', label: text.say('forms.purpose'), text: (form) => say(form.purpose, text.language), fills: true },
    { id: 'questions', label: text.say('forms.count'), text: (form) => text.number(form.questions), align: 'end', width: '5rem' },
    {
      id: 'state',
      label: text.say('forms.state'),
      text: (form) => stateOf(form, text.say),
      show: (form) => <FormState form={form} />,
      width: '13rem',
    },
  ]
  const retired = forms.filter((form) => form.retired)
  return (
    <Page title={text.say('forms.title')} lead={text.say('forms.lead')}>
      <Table
        label={text.say('forms.title')}
        rows={forms.filter((form) => !form.retired)}
        rowId={(form) => form.id}
        onOpen={(form) => route(`/desk/forms/${form.id}`)}
        columns={columns}
      />
      {retired.length > 0 && (
        <Section title={text.say('forms.retired-list')}>
          <Table
            label={text.say('forms.retired-list')}
            rows={retired}
            rowId={(form) => form.id}
            onOpen={(form) => route(`/desk/forms/${form.id}`)}
            columns={columns}
          />
        </Section>
      )}
    </Page>
  )
}

/** Nothing at all for an ordinary form: on a phone an empty cell is left out with its head. */
function FormState({ form }: { form: FormLine }) {
  const text = useText()
  if (!form.faulty && form.origin !== 'street' && form.protected === 0) return null
  return (
    <span class="row">
      {form.faulty && <Tag tone="late">{text.say('forms.faulty')}</Tag>}
      {form.origin === 'street' && <Tag>{text.say('forms.own')}</Tag>}
      {form.protected > 0 && <span class="quiet small">{text.say('forms.asks-protected', { n: form.protected })}</span>}
    </span>
  )
}

function stateOf(form: FormLine, sentence: (key: string) => string): string {
  return [form.faulty ? sentence('forms.faulty') : '', form.origin === 'street' ? sentence('forms.own') : ''].filter(Boolean).join(' ')
}
