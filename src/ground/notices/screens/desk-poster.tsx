/** The announcement for the notice board: large type on A4 or A3, to be read from three steps away. */
import { useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { Radios } from '#kit/checkbox.tsx'
import { Page, PrintButton } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { readAnnouncement } from '../announcements/contract.ts'
import { paragraphsOf } from '../announcements/rules.ts'
import './poster.css'

/** As `@page` says it. */
const paper = { a4: 'size: A4; margin: 20mm', a3: 'size: A3; margin: 25mm' }

export function Screen({ params }: { params: Record<string, string> }) {
  const text = useText()
  const id = params.id!
  const [size, setSize] = useState<'a4' | 'a3'>('a4')
  const read = useRead(id, (signal) => call(readAnnouncement, { id }, { signal }))
  const shown = read.reply?.data
  if (read.refusal && !shown) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!shown) return <Loading />
  const { announcement, office } = shown
  return (
    <Page
      sheets={paper[size]}
      title={text.say('announce.poster')}
      crumbs={[
        { label: text.say('announce.title'), href: '/desk/notices' },
        { label: announcement.title, href: `/desk/notices/${id}` },
        { label: text.say('announce.poster') },
      ]}
      actions={
        <>
          <Radios
            joined
            label={text.say('announce.paper')}
            value={size}
            onChange={setSize}
            options={[
              { value: 'a4', label: 'A4' },
              { value: 'a3', label: 'A3' },
            ]}
          />
          <PrintButton />
        </>
      }
    >
      <article class="poster" data-size={size}>
        <h2>{announcement.title}</h2>
        {paragraphsOf(announcement.body).map((line) => (
          <p key={line}>{line}</p>
        ))}
        <footer>
          <p>{office.sign}</p>
          {office.phone && <p>{text.say('announce.ask', { phone: office.phone })}</p>}
          <p class="poster-days">
            {text.say('announce.poster-days', { from: text.day(announcement.from), until: text.day(announcement.until) })}
          </p>
        </footer>
      </article>
    </Page>
  )
}
