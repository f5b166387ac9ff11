/** On a subject's page: choose a form to fill in, and those that were filled, with the answers that are no facts. */
import { useLocation } from 'preact-iso/router'
import { useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { call } from '#kit/api.ts'
import { Icon } from '#kit/icon.tsx'
import { Menu } from '#kit/menu.tsx'
import { Section } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { UnreadNote } from '#kit/unread-note.tsx'
import { useRead } from '#kit/use-data.ts'
import { useToldRead } from '#kit/use-told.ts'
import { type FormSubject, listAnswers, listForms } from '../contract.ts'
import { say } from './known-here.ts'
import './forms.css'

export type FillMenuProps = { subject: string; kinds: readonly FormSubject[] }

/** The forms for this kind of subject; nothing where the post may not fill any. */
export function FillMenu({ subject, kinds }: FillMenuProps) {
  const text = useText()
  const { route } = useLocation()
  const read = useToldRead('forms', (signal) => call(listForms, {}, { signal }), 'once')
  const forms = (read.reply?.data.forms ?? []).filter((form) => kinds.includes(form.subject) && !form.retired && !form.faulty)
  if (forms.length === 0 || !read.reply?.may.includes('form.fill')) return null
  return (
    <Menu
      label={text.say('forms.fill')}
      align="end"
      tone="plain"
      items={forms.map((form) => ({
        id: form.id,
        label: say(form.title, text.language),
        note: text.say('forms.questions', { n: form.questions }),
        onPick: () => route(`/desk/forms/${form.id}/fill/${subject}`),
      }))}
    >
      {text.say('forms.fill')}
      <Icon name="down" />
    </Menu>
  )
}

export function FilledForms({ subject }: { subject: string }) {
  const text = useText()
  const catalogue = useCatalogue()
  const read = useRead(subject, (signal) => call(listAnswers, { id: subject }, { signal }))
  const answers = read.reply?.data.answers ?? []
  const names = (elements: readonly string[]) => text.list(elements.map((id) => catalogue?.name(id, text.language) ?? id))
  return (
    <Section title={text.say('forms.title')}>
      {read.refusal && <UnreadNote refusal={read.refusal} onRetry={read.reload} />}
      {read.reply && answers.length === 0 && <p class="quiet">{text.say('forms.none-filled')}</p>}
      <ul class="filled">
        {answers.map((answer) => (
          <li key={answer.id}>
            <p>
              <a href={`/desk/forms/${answer.form}`}>{say(answer.title, text.language)}</a>{' '}
              <span class="quiet small">
                {text.say('forms.filled-on', { day: text.day(answer.asOf), channel: text.say(`channel.${answer.channel}`) })}
              </span>
            </p>
            {answer.local.length > 0 && (
              <dl class="facts">
                {answer.local.map(({ name, label, value }) => (
                  <div key={name}>
                    <dt>{say(label, text.language)}</dt>
                    <dd>{say(value, text.language)}</dd>
                  </div>
                ))}
              </dl>
            )}
            {answer.elements.length > 0 && catalogue && (
              <details>
                <summary class="quiet small">{text.say('forms.said-of', { n: answer.elements.length })}</summary>
                <p class="small">{names(answer.elements)}</p>
              </details>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
