/** What came back, put together: made when the asker wants it, kept as it was made. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { JobProgress } from '#ground/workbooks/screens/job-progress.tsx'
import { useJob } from '#ground/workbooks/screens/use-job.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import type { Refusal } from '#kit/refusal.ts'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { DownloadButton } from '../../screens/delivery-panel.tsx'
import { refusalOfJob } from '../../screens/job-refusal.ts'
import { type Book, listBooks, makeBook, makeDifference, splitBook } from '../books/contract.ts'
import type { DemandView } from '../contract.ts'

export function BooksPanel({ demand }: { demand: DemandView }) {
  const text = useText()
  const { tell } = useTell()
  const read = useRead(demand.id, (signal) => call(listBooks, { id: demand.id }, { signal }), 'ticking')
  const [job, setJob] = useState<string>()
  const [failed, setFailed] = useState<Refusal>()
  const act = useDo((input: InputOf<typeof makeBook>, options) => call(makeBook, input, options))
  const comparing = useDo((input: InputOf<typeof makeDifference>, options) => call(makeDifference, input, options))
  const splitting = useDo((input: InputOf<typeof splitBook>, options) => call(splitBook, input, options))
  const rosters = demand.plan.sheets.some(({ use, layout }) => use && layout === 'roster')
  const seen = useJob(job, (ended) => {
    setJob(undefined)
    setFailed(refusalOfJob(ended))
    if (ended.state === 'done') tell({ text: text.say('demand.together') })
    read.reload()
  })
  const begin = async (how: typeof act | typeof comparing, more: { changes?: boolean } = {}) => {
    setFailed(undefined)
    const reply = await how.run({ id: demand.id, ...more })
    if (reply) setJob(reply.data.job)
  }
  const books = read.reply?.data.books ?? []
  const refusal = act.refusal ?? comparing.refusal ?? splitting.refusal ?? failed ?? read.refusal
  const busy = act.busy || comparing.busy || splitting.busy || job !== undefined
  return (
    <Section
      title={text.say('demand.books')}
      actions={
        <div class="row book-actions">
          {rosters && (
            <Button icon="people" busy={busy} onPress={() => begin(splitting)}>
              {text.say('demand.split')}
            </Button>
          )}
          {demand.follows !== null && (
            <>
              <Button icon="scales" busy={busy} onPress={() => begin(comparing)}>
                {text.say('demand.compare')}
              </Button>
              <Button busy={busy} onPress={() => begin(act, { changes: true })}>
                {text.say('demand.put-together-changes')}
              </Button>
            </>
          )}
          <Button tone={books.length > 0 ? 'plain' : 'primary'} icon="report" busy={busy} onPress={() => begin(act)}>
            {text.say(books.length > 0 ? 'demand.put-together-again' : 'demand.put-together')}
          </Button>
        </div>
      }
    >
      {refusal && <ProblemNote refusal={refusal} />}
      {job && (
        <div class="card">
          <JobProgress job={seen} label={text.say('stage.putting-together')} unit="stage.filling-rows" />
        </div>
      )}
      {books.length === 0 && !job && <p class="quiet">{text.say('demand.no-books')}</p>}
      {rosters && <p class="quiet">{text.say('demand.split-hint')}</p>}
      <ul class="book-list">
        {books.map((book) => (
          <BookLine key={book.id} book={book} demand={demand} />
        ))}
      </ul>
    </Section>
  )
}

function BookLine({ book, demand }: { book: Book; demand: DemandView }) {
  const text = useText()
  const { kind, at, who, lacking, subjects, purged, recallOn, file } = book
  const names = demand.targets.filter(({ street }) => lacking.includes(street)).map(({ name }) => name)
  return (
    <li>
      <span>
        <strong>{text.say(`demand.book.${kind}`)}</strong>{' '}
        {text.say('demand.book-of', { at: text.moment(at, 'short'), who, returns: demand.targets.length - lacking.length })}
        {subjects > 0 && ` ${text.say('demand.book-rows', { n: subjects })}`}
        {names.length > 0 && <span class="quiet"> {text.say('demand.book-lacks', { names: text.list(names) })}</span>}
        <span class="small quiet"> {text.say(purged ? 'delivery.purged' : 'demand.book-until', { day: text.day(recallOn) })}</span>
      </span>
      {!purged && <DownloadButton file={file}>{text.say('demand.take-book')}</DownloadButton>}
    </li>
  )
}
