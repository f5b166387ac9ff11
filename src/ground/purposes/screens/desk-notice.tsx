/** The notice on paper: A4, ordinary or large, each purpose whole, with its version and the day it was printed. */
import { useState } from 'preact/hooks'
import { useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { call } from '#kit/api.ts'
import { Checkbox } from '#kit/checkbox.tsx'
import { Page, PrintButton } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { readNotice } from '../telling/contract.ts'
import { NoticeLines } from './notice-lines.tsx'
import { sayEdition } from './say-keep.ts'
import { say } from './words.ts'
import './purposes.css'

const rights = ['see', 'correct', 'copy', 'object', 'delete', 'complain'] as const

export function Screen({ params }: { params: Record<string, string> }) {
  const text = useText()
  const [large, setLarge] = useState(false)
  const catalogue = useCatalogue()
  const id = params.id
  const read = useRead(`notice ${id ?? ''}`, (signal) => call(readNotice, id ? { purposes: [id] } : {}, { signal }), 'once')
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply || !catalogue) return <Loading lines={12} />
  const { parts } = read.reply.data
  const title = text.say('purposes.notice-title')
  return (
    <Page
      title={title}
      crumbs={[{ label: text.say('purposes.title'), href: '/desk/purposes' }, { label: title }]}
      actions={
        <>
          <Checkbox label={text.say('purposes.large')} checked={large} onChange={setLarge} />
          <PrintButton />
        </>
      }
    >
      <article class="notice-paper" data-large={large ? '' : undefined} aria-label={title}>
        <p class="notice-lead">{text.say('purposes.notice-lead')}</p>
        {parts.map((part) => (
          <section key={part.id}>
            <h2>
              {say(part.title, text.language)} <small>{sayEdition(text, part.edition)}</small>
            </h2>
            <NoticeLines part={part} catalogue={catalogue} />
          </section>
        ))}
        <section>
          <h2>{text.say('purposes.rights')}</h2>
          <ul>
            {rights.map((right) => (
              <li key={right}>{text.say(`purposes.right-${right}`)}</li>
            ))}
          </ul>
        </section>
        <footer class="notice-foot">
          <span>{text.say('purposes.printed', { day: text.day(streetToday()) })}</span>
          <span>
            {text.say('purposes.ring')}
            <span class="notice-write" />
          </span>
        </footer>
      </article>
    </Page>
  )
}
