/** Objections this place raised, and those it has to answer: what waits, until when, and where nobody answered. */
import { useLocation } from 'preact-iso/router'
import { call } from '#kit/api.ts'
import { EmptyState, Page, Section } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { listObjections } from '../contract.ts'
import { StateTag, sayState } from './state-tag.tsx'

export function Screen() {
  const text = useText()
  const { route } = useLocation()
  const read = useRead('objections', (signal) => call(listObjections, {}, { signal }), 'ticking')
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return <Loading lines={8} />
  const { objections } = read.reply.data
  const silent = objections.filter(({ state }) => state === 'silent').length
  return (
    <Page
      title={text.say('objections.title')}
      lead={silent > 0 ? text.say('objections.lead-silent', { n: silent }) : text.say('objections.lead')}
      crumbs={[{ label: text.say('duties.title'), href: '/desk/duties' }, { label: text.say('objections.title') }]}
    >
      {objections.length === 0 && <EmptyState icon="scales" title={text.say('objections.none')} />}
      {(['received', 'raised'] as const).map((side) => {
        const rows = objections.filter((one) => one.side === side)
        if (rows.length === 0) return null
        return (
          <Section key={side} title={text.say(`objections.side.${side}`)}>
            <Table
              label={text.say(`objections.side.${side}`)}
              rows={rows}
              rowId={(one) => one.id}
              onOpen={(one) => route(`/desk/duties/objections/${one.id}`)}
              tone={({ state }) => (state === 'silent' ? 'late' : 'plain')}
              columns={[
                { id: 'about', label: text.say('objections.about'), text: (one) => one.about.title, head: true, fills: true },
                { id: 'asker', label: text.say('objections.asker'), text: (one) => one.asker, width: '12rem' },
                {
                  id: 'reasons',
                  label: text.say('objections.reasons'),
                  text: (one) => text.list(one.reasons.map((reason) => text.say(`objections.reason.${reason}`))),
                  width: '16rem',
                },
                { id: 'due', label: text.say('objections.due'), text: (one) => text.day(one.dueOn, 'short'), width: '8rem' },
                {
                  id: 'state',
                  label: text.say('objections.state'),
                  text: (one) => sayState(text, one),
                  show: (one) => <StateTag objection={one} />,
                  width: '12rem',
                },
              ]}
            />
          </Section>
        )
      })}
    </Page>
  )
}
