/** Letters with a number for a request: how many it takes, the sheets to print, and what became of those that were printed. */
import { useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Confirm } from '#kit/dialog.tsx'
import { EmptyState, Page, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { printLetters, readLetters, withdrawPrint } from '../letters/contract.ts'
import { AnswerSheet } from './answer-sheet.tsx'
import './counter.css'

type Printed = OutputOf<typeof printLetters>
type Print = OutputOf<typeof readLetters>['prints'][number]

export function Screen({ params }: { params: Record<string, string> }) {
  const text = useText()
  const id = params.id!
  const [printed, setPrinted] = useState<Printed>()
  const read = useRead(id, (signal) => call(readLetters, { id }, { signal }), 'once')
  const act = useDo((request: string, options) => call(printLetters, { id: request }, options))
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return <Loading lines={8} />
  const { title, asker, readers, doors, ring, prints } = read.reply.data
  const make = async () => {
    const reply = await act.run(id)
    if (!reply) return
    setPrinted(reply.data)
    read.reload()
  }
  return (
    <Page
      {...(printed?.sheets ? { sheets: 'size: A4; margin: 0' } : {})}
      title={text.say('letters.title')}
      lead={text.say('letters.lead', { title, asker })}
      crumbs={[
        { label: text.say('letters.requests'), href: '/desk/requests' },
        { label: title, href: `/desk/requests/${id}` },
        { label: text.say('letters.title') },
      ]}
      actions={
        printed?.sheets ? (
          <Button tone="primary" icon="print" onPress={() => window.print()}>
            {text.say('letters.print')}
          </Button>
        ) : (
          <Button tone="primary" icon="letter" busy={act.busy} disabled={readers === 0 || !ring} onPress={make}>
            {text.say('letters.make')}
          </Button>
        )
      }
    >
      {act.refusal && <ProblemNote refusal={act.refusal} />}
      {printed?.sheets ? (
        <Sheets printed={printed} sheets={printed.sheets} />
      ) : readers === 0 ? (
        <EmptyState icon="check" title={text.say('letters.none')}>
          {text.say('letters.none-lead')}
        </EmptyState>
      ) : (
        <p>{text.say(ring ? 'letters.would' : 'letters.no-number', { n: readers, doors })}</p>
      )}
      {prints.length > 0 && (
        <Section title={text.say('letters.prints')}>
          <ul class="counter-prints no-print">
            {prints.map((print) => (
              <PrintLine key={print.id} print={print} onDone={read.reload} />
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}

function Sheets({ printed, sheets }: { printed: Printed; sheets: NonNullable<Printed['sheets']> }) {
  const text = useText()
  return (
    <>
      <p class="no-print">
        <strong>{text.say('letters.once')}</strong> {text.say('letters.once-lead', { day: text.moment(printed.until, 'short') })}{' '}
        {printed.left > 0 && text.say('letters.left', { n: printed.left })}
      </p>
      <p class="small quiet no-print">{text.say('letters.mark', { mark: printed.mark, day: text.day(printed.recallOn) })}</p>
      {isOnlyHere() && <p class="no-print">{text.say('letters.only-here')}</p>}
      <div class="sheets">
        {sheets.list.map((sheet) => (
          <AnswerSheet key={sheet.id} sheet={sheet} of={sheets} until={printed.until} mark={printed.mark} />
        ))}
      </div>
    </>
  )
}

/** A desk that was opened on the machine itself knows no address that a phone could reach. */
function isOnlyHere(): boolean {
  return /^(localhost|127\.|\[::1\])/.test(location.hostname)
}

function PrintLine({ print, onDone }: { print: Print; onDone: () => void }) {
  const text = useText()
  const { tell } = useTell()
  const [ending, setEnding] = useState(false)
  const act = useDo((id: string, options) => call(withdrawPrint, { id }, options))
  const { at, until, letters, used, open, withdrawn } = print
  const end = async () => {
    const reply = await act.run(print.id)
    if (!reply) return
    tell({ text: text.say('letters.withdrawn-done', { n: reply.data.letters }) })
    setEnding(false)
    onDone()
  }
  return (
    <li>
      <span>
        {text.say('letters.line', { at: text.moment(at, 'short'), n: letters, used, open, until: text.moment(until, 'short') })}
        <span class="small quiet"> {print.mark}</span>
      </span>
      {withdrawn ? (
        <Tag tone="stale">{text.say('letters.withdrawn')}</Tag>
      ) : (
        open > 0 && (
          <Button size="small" onPress={() => setEnding(true)}>
            {text.say('letters.withdraw')}
          </Button>
        )
      )}
      <Confirm
        open={ending}
        title={text.say('letters.withdraw')}
        verb={text.say('letters.withdraw')}
        danger
        busy={act.busy}
        onClose={() => setEnding(false)}
        onConfirm={end}
      >
        <p>{text.say('letters.withdraw-what', { n: open })}</p>
        {act.refusal && <ProblemNote refusal={act.refusal} />}
      </Confirm>
    </li>
  )
}
