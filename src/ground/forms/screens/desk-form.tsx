/** One form as it stands: what it asks and when, on which basis; print it, make one's own of it, change it, take it out of use. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { InputOf } from '#base/contract.ts'
import { type CatalogueHere, useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { Confirm } from '#kit/dialog.tsx'
import { Page, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Tag } from '#kit/tag.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { isProtected, nameOf } from '../asked.ts'
import { changeForm, type Form, type Question, readForm, retireForm } from '../contract.ts'
import { knownHere, labelOf, say } from './known-here.ts'
import { Notice } from './notice.tsx'
import { sayCondition } from './say-condition.ts'
import './forms.css'

export function Screen({ params }: { params: Record<string, string> }) {
  const text = useText()
  const { route } = useLocation()
  const { tell } = useTell()
  const id = params.id!
  const catalogue = useCatalogue()
  const read = useRead(id, (signal) => call(readForm, { id }, { signal }), 'once')
  const [retiring, setRetiring] = useState(false)
  const retire = useDo((input: { id: string }, options) => call(retireForm, input, options))
  const restore = useDo((input: InputOf<typeof changeForm>, options) => call(changeForm, input, options))
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply || !catalogue) return <Loading lines={12} />
  const { form, edition, notice, retired, faults, versions } = read.reply.data
  const may = read.reply.may.includes('form.change')
  const takeOut = async () => {
    if (!(await retire.run({ id }))) return
    tell({ text: text.say('forms.retired-done') })
    route('/desk/forms')
  }
  const takeBack = async () => {
    if (!(await restore.run({ id, form, edition }))) return
    tell({ text: text.say('forms.restored') })
    read.reload()
  }
  const refusal = retire.refusal ?? restore.refusal
  return (
    <Page
      title={say(form.title, text.language)}
      width="measure"
      crumbs={[{ label: text.say('forms.title'), href: '/desk/forms' }, { label: say(form.title, text.language) }]}
      actions={
        <>
          <LinkButton icon="print" href={`/desk/forms/${id}/paper`}>
            {text.say('forms.blank')}
          </LinkButton>
          {may && (
            <LinkButton icon="copy" href={`/desk/forms/${id}/copy`}>
              {text.say('forms.copy')}
            </LinkButton>
          )}
          {may && !retired && (
            <LinkButton icon="edit" href={`/desk/forms/${id}/change`}>
              {text.say('forms.edit')}
            </LinkButton>
          )}
          {may &&
            (retired ? (
              <Button tone="primary" busy={restore.busy} onPress={takeBack}>
                {text.say('forms.restore')}
              </Button>
            ) : (
              <Button onPress={() => setRetiring(true)}>{text.say('forms.retire')}</Button>
            ))}
        </>
      }
    >
      {refusal && <ProblemNote refusal={refusal} />}
      {retired && <Tag tone="stale">{text.say('forms.is-retired')}</Tag>}
      {faults.length > 0 && (
        <ul class="faults">
          {faults.map((fault) => (
            <li key={fault.path + fault.say}>{text.say(fault.say, fault.with)}</li>
          ))}
        </ul>
      )}
      <Notice form={form} notice={notice} />
      {form.sections.map((section) => (
        <Section key={section.id} title={say(section.title, text.language)}>
          {section.each && <p class="quiet small">{text.say('forms.each')}</p>}
          {section.relevance && (
            <p class="quiet small">{text.say('forms.only-if', { what: sayCondition(text, catalogue, form, section.relevance) })}</p>
          )}
          <ol class="asked">
            {section.questions.map((question) => (
              <li key={nameOf(question)}>
                <AskedQuestion form={form} question={question} catalogue={catalogue} />
              </li>
            ))}
          </ol>
        </Section>
      ))}
      <Section title={text.say('forms.versions')}>
        <ul class="plain-list">
          {versions.map((version) => (
            <li key={version.edition}>
              {sayEdition(text, version.edition)} <span class="quiet">{text.moment(version.at)}</span>{' '}
              {version.retired && <span class="quiet">{text.say('forms.is-retired')}</span>}
            </li>
          ))}
        </ul>
      </Section>
      <Confirm
        open={retiring}
        title={text.say('forms.retire-ask', { name: say(form.title, text.language) })}
        verb={text.say('forms.retire')}
        onConfirm={takeOut}
        onClose={() => setRetiring(false)}
      >
        {text.say('forms.retire-what')}
      </Confirm>
    </Page>
  )
}

export function sayEdition(text: Text, edition: string): string {
  const [origin = '', version = ''] = edition.split('-')
  return text.say(`forms.edition-${origin}`, { n: version })
}

function AskedQuestion({ form, question, catalogue }: { form: Form; question: Question; catalogue: CatalogueHere }) {
  const text = useText()
  const element = 'element' in question ? catalogue.element(question.element) : undefined
  const marks = [
    question.required ? text.say('forms.required') : '',
    'local' in question ? text.say(question.calculation ? 'forms.reckoned' : 'forms.local') : '',
    question.relevance ? text.say('forms.only-if', { what: sayCondition(text, catalogue, form, question.relevance) }) : '',
  ].filter(Boolean)
  return (
    <>
      {labelOf(question, catalogue, text.language)}{' '}
      {isProtected(element && knownHere(catalogue).elements.get(element.id)) && <Tag>{text.say('forms.protected')}</Tag>}{' '}
      <span class="quiet small">{marks.join(' · ')}</span>
    </>
  )
}
