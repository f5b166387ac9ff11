/** The same form on paper, blank or with what is known: purpose and basis first, boxes to write and to tick, nothing cut off at the edge of a page. */
import { useMemo, useState } from 'preact/hooks'
import { type CatalogueHere, useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { MarkedPrint } from '#ground/purposes/screens/marked-print.tsx'
import type { Notice as Told } from '#ground/purposes/telling/contract.ts'
import { call } from '#kit/api.ts'
import { Checkbox } from '#kit/checkbox.tsx'
import { Page, PrintButton } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { reach } from '../asked.ts'
import { type Form, type FormPart, openForm, readForm } from '../contract.ts'
import { MEMBER } from '../rules.ts'
import { knownHere, say } from './known-here.ts'
import { Notice } from './notice.tsx'
import { PaperLine } from './paper-line.tsx'
import { type PlayedLine, usePlayer } from './use-player.ts'
import './forms.css'
import './paper.css'

/** Blank places for members of a household; more stand on a second sheet. */
const BLANK_MEMBERS = 4

export function Screen({ params }: { params: Record<string, string> }) {
  const [id, subject] = [params.id!, params.subject]
  const catalogue = useCatalogue()
  const blank = useRead(subject ? undefined : id, (signal) => call(readForm, { id }, { signal }), 'once')
  const filled = useRead(
    subject ? `${id} ${subject}` : undefined,
    (signal) => call(openForm, { id, subject: subject!, paper: true }, { signal }),
    'once',
  )
  const read = subject ? filled : blank
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  const form = filled.reply?.data.form ?? blank.reply?.data.form
  if (!form || !catalogue) return <Loading lines={12} />
  const parts = filled.reply?.data.parts ?? blankParts(form)
  const notice = (filled.reply ?? blank.reply)!.data.notice
  return <Paper form={form} notice={notice} parts={parts} name={filled.reply?.data.name ?? ''} isBlank={!subject} catalogue={catalogue} />
}

/** Nobody in particular. */
function blankParts(form: Form): FormPart[] {
  const part = (key: string, kind: FormPart['kind']): FormPart => ({ key, kind, subject: null, rev: 0, name: '', facts: [], closed: [] })
  const members = form.sections.some((section) => section.each)
    ? Array.from({ length: BLANK_MEMBERS }, (_, at) => part(`${MEMBER}${at}`, 'person'))
    : []
  return [...reach[form.subject].map((kind) => part(kind, kind)), ...members]
}

type PaperProps = { form: Form; notice: Told; parts: readonly FormPart[]; name: string; isBlank: boolean; catalogue: CatalogueHere }

function Paper({ form, notice, parts, name, isBlank, catalogue }: PaperProps) {
  const text = useText()
  const [large, setLarge] = useState(false)
  const known = useMemo(() => knownHere(catalogue), [catalogue])
  const { lines } = usePlayer(form, parts, known, streetToday())
  const title = say(form.title, text.language)
  return (
    <Page
      title={title}
      lead={name}
      crumbs={[
        { label: text.say('forms.title'), href: '/desk/forms' },
        { label: title, href: `/desk/forms/${form.id}` },
        { label: text.say('forms.paper') },
      ]}
      actions={
        <>
          <Checkbox label={text.say('forms.large')} checked={large} onChange={setLarge} />
          {isBlank ? (
            <PrintButton />
          ) : (
            <MarkedPrint what="form" subjects={parts.length} elements={parts.flatMap(({ facts }) => facts.map(({ element }) => element))} />
          )}
        </>
      }
    >
      <article class="paper" data-large={large ? '' : undefined} aria-label={title}>
        <div class="paper-notice">
          <Notice form={form} notice={notice} />
          <p>{text.say('forms.may-refuse')}</p>
        </div>
        {form.sections.map((section) => {
          const mine = lines.filter((line) => line.section === section && (isBlank || line.verdict.shown !== false))
          if (mine.length === 0) return null
          return (
            <section key={section.id} class="paper-section">
              <h2>{say(section.title, text.language)}</h2>
              {section.each ? (
                parts
                  .filter((part) => part.key.startsWith(MEMBER))
                  .map((part, at) => (
                    <div key={part.key} class="paper-member">
                      <h3>{text.say('forms.member', { n: at + 1 })}</h3>
                      <PaperLines lines={mine.filter((line) => line.part === part.key)} form={form} catalogue={catalogue} />
                    </div>
                  ))
              ) : (
                <PaperLines lines={mine} form={form} catalogue={catalogue} />
              )}
            </section>
          )
        })}
        <footer class="paper-foot">
          {['signature', 'taker', 'day'].map((one) => (
            <span key={one}>
              {text.say(`forms.${one}`)}
              <span class="paper-write" />
            </span>
          ))}
        </footer>
      </article>
    </Page>
  )
}

function PaperLines({ lines, form, catalogue }: { lines: readonly PlayedLine[]; form: Form; catalogue: CatalogueHere }) {
  return (
    <dl class="paper-lines">
      {lines
        .filter((line) => !('local' in line.question && line.question.calculation))
        .map((line) => (
          <PaperLine key={line.key} line={line} form={form} catalogue={catalogue} />
        ))}
    </dl>
  )
}
