/** All answers that stand on boards of the post's area, to be read through and taken back. */
import { call } from '#kit/api.ts'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { listAnswers } from '../contract.ts'
import { TakeBack } from './answer-panel.tsx'

export function Screen() {
  const text = useText()
  const read = useRead('public-answers', (signal) => call(listAnswers, {}, { signal }))
  const data = read.reply?.data
  if (read.refusal && !data) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!data) return <Loading />
  const may = read.reply?.may.includes('public-answer.publish') ?? false
  return (
    <Page
      crumbs={[{ label: text.say('matter.title'), href: '/desk/matters' }, { label: text.say('public-answer.title') }]}
      title={text.say('public-answer.title')}
      lead={text.say('public-answer.lead')}
      actions={
        <a class="button" data-tone="plain" data-size="normal" href="/board" target="_blank" rel="noreferrer">
          <span>{text.say('board.look')}</span>
        </a>
      }
    >
      <Table
        label={text.say('public-answer.title')}
        rows={data.answers}
        rowId={({ id }) => id}
        empty={
          <EmptyState icon="announce" title={text.say('public-answer.none')}>
            {text.say('public-answer.none-how')}
          </EmptyState>
        }
        columns={[
          { id: 'day', label: text.say('public-answer.column.day'), text: ({ day }) => text.day(day, 'short'), width: '7rem' },
          {
            id: 'question',
            label: text.say('public-answer.column.question'),
            text: ({ question }) => question,
            show: ({ question, matter }) => <a href={`/desk/matters/${matter}`}>{question}</a>,
            head: true,
            width: '20rem',
          },
          { id: 'answer', label: text.say('public-answer.column.answer'), text: ({ answer }) => answer },
          ...(may
            ? [
                {
                  id: 'do',
                  label: text.say('public-answer.take-back'),
                  text: () => '',
                  show: ({ id }: { id: string }) => <TakeBack id={id} onDone={read.reload} />,
                  width: '7rem',
                },
              ]
            : []),
        ]}
      />
    </Page>
  )
}
