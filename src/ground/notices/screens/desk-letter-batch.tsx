/** The sheets of one batch: looked over, printed, then what became of each. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { OutputOf } from '#base/contract.ts'
import { MarkedPrint } from '#ground/purposes/screens/marked-print.tsx'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Confirm } from '#kit/dialog.tsx'
import { Select } from '#kit/input.tsx'
import { Page, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { useToldDo } from '#kit/use-told.ts'
import { type Back, dissolveBatch, type Letter, markHanded, markPrinted, readBatch } from '../letters/contract.ts'
import { LetterSheet } from './letter-sheet.tsx'
import './notices.css'

type Batch = OutputOf<typeof readBatch>
type Outcome = '' | 'handed' | Back
const backs: readonly Back[] = ['moved', 'no-box', 'refused', 'unknown']

export function Screen({ params }: { params: Record<string, string> }) {
  const text = useText()
  const id = params.id!
  const read = useRead(id, (signal) => call(readBatch, { id }, { signal }))
  const batch = read.reply?.data
  if (read.refusal && !batch) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!batch) return <Loading />
  return (
    <Page
      sheets="size: A4; margin: 0"
      title={text.say('letter.batch', { n: batch.letters.length })}
      lead={text.say(batch.printedAt ? 'letter.batch-printed' : 'letter.batch-new', {
        at: text.moment(batch.printedAt ?? batch.at, 'short'),
      })}
      crumbs={[
        { label: text.say('letter.title'), href: '/desk/letters' },
        { label: text.say('letter.batch', { n: batch.letters.length }) },
      ]}
      actions={<Printing id={id} batch={batch} onDone={read.reload} />}
    >
      {batch.printedAt && <Carried key={batch.printedAt} id={id} letters={batch.letters} onDone={read.reload} />}
      <Section title={text.say('letter.sheets')}>
        <p class="quiet small no-print">{text.say('letter.fold')}</p>
        <div class="sheets">
          {batch.letters
            .filter(({ state }) => state !== 'back')
            .map((letter) => (
              <LetterSheet key={letter.id} letter={letter} day={batch.at} />
            ))}
        </div>
      </Section>
    </Page>
  )
}

/** The browser does not tell whether anything came out of the printer: the clerk says so. */
function Printing({ id, batch, onDone }: { id: string; batch: Batch; onDone: () => void }) {
  const text = useText()
  const { route } = useLocation()
  const [letting, setLetting] = useState(false)
  const printed = useToldDo((batchId: string, options) => call(markPrinted, { id: batchId }, options))
  const dissolve = useDo((batchId: string, options) => call(dissolveBatch, { id: batchId }, options))
  const print = { what: 'letters' as const, subjects: batch.letters.length, elements: ['person.name', 'dwelling.address'] }
  if (batch.printedAt) return <MarkedPrint {...print} label={text.say('letter.print-again')} />
  const said = async () => {
    if (await printed.run(id)) onDone()
  }
  return (
    <>
      <Button onPress={() => setLetting(true)}>{text.say('letter.dissolve')}</Button>
      <MarkedPrint {...print} label={text.say('letter.print')} />
      <Button tone="primary" icon="check" busy={printed.busy} onPress={said}>
        {text.say('letter.printed')}
      </Button>
      <Confirm
        open={letting}
        title={text.say('letter.dissolve')}
        verb={text.say('letter.dissolve')}
        busy={dissolve.busy}
        onClose={() => setLetting(false)}
        onConfirm={async () => {
          if (await dissolve.run(id)) route('/desk/letters')
        }}
      >
        <p>{text.say('letter.dissolve-what')}</p>
        {dissolve.refusal && <ProblemNote refusal={dissolve.refusal} />}
      </Confirm>
    </>
  )
}

/** The way round, door by door. */
function Carried({ id, letters, onDone }: { id: string; letters: readonly Letter[]; onDone: () => void }) {
  const text = useText()
  const open = letters.filter(({ state }) => state === 'printed')
  const [outcomes, setOutcomes] = useState<Record<string, Outcome>>({})
  const note = useDo((input: { handed: string[]; back: { letter: string; reason: Back }[] }, options) =>
    call(markHanded, { id, ...input }, options),
  )
  const outcome = (letter: string): Outcome => outcomes[letter] ?? ''
  const told = open.filter((letter) => outcome(letter.id) !== '')
  const send = async () => {
    const handed = told.filter((letter) => outcome(letter.id) === 'handed').map((letter) => letter.id)
    const back = told.flatMap((letter) => {
      const reason = outcome(letter.id)
      return reason !== '' && reason !== 'handed' ? [{ letter: letter.id, reason }] : []
    })
    if (await note.run({ handed, back })) setOutcomes({})
    onDone()
  }
  const choices = [
    { value: 'handed', label: text.say('letter.handed') },
    ...backs.map((reason) => ({ value: reason, label: text.say(`letter.back-${reason}`) })),
  ]
  return (
    <Section
      title={text.say('letter.carried')}
      actions={
        open.length > 0 && (
          <>
            <Button
              size="small"
              onPress={() => setOutcomes(Object.fromEntries(open.map((letter) => [letter.id, outcome(letter.id) || 'handed'])))}
            >
              {text.say('letter.all-handed')}
            </Button>
            <Button size="small" tone="primary" busy={note.busy} disabled={told.length === 0} onPress={send}>
              {text.say('letter.note', { n: told.length })}
            </Button>
          </>
        )
      }
    >
      {note.refusal && <ProblemNote refusal={note.refusal} />}
      <ol class="carry no-print">
        {letters.map((letter) => (
          <li key={letter.id}>
            <span class="digits quiet">{letter.no}</span>
            <span class="carry-door">
              {letter.label} <span class="quiet">{letter.name ?? text.say('letter.household')}</span>
            </span>
            {letter.state === 'printed' ? (
              <Select
                size="small"
                label={text.say('letter.what-became', { no: letter.no })}
                empty={text.say('letter.open')}
                value={outcome(letter.id)}
                onChange={(value) => setOutcomes({ ...outcomes, [letter.id]: value as Outcome })}
                options={choices}
              />
            ) : (
              <Tag tone={letter.state === 'handed' ? 'good' : 'stale'}>
                {text.say(letter.state === 'handed' ? 'letter.handed' : `letter.back-${letter.reason}`)}
              </Tag>
            )}
          </li>
        ))}
      </ol>
    </Section>
  )
}
