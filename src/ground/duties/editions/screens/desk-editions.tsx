/** Every edition there was, and those under way. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { EmptyState, Page, Section } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { isValidOn } from '../../rules.ts'
import { sayTerm } from '../../screens/duty-words.ts'
import { listEditions } from '../contract.ts'
import { BeginDialog } from './begin-dialog.tsx'

export function Screen() {
  const text = useText()
  const { route } = useLocation()
  const today = streetToday()
  const [beginning, setBeginning] = useState(false)
  const read = useRead('editions', (signal) => call(listEditions, {}, { signal }), 'ticking')
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return <Loading lines={8} />
  const { editions, drafts, templates } = read.reply.data
  const may = read.reply.may.includes('duty.change')
  return (
    <Page
      title={text.say('editions.title')}
      lead={text.say('editions.lead')}
      crumbs={[{ label: text.say('duties.title'), href: '/desk/duties' }, { label: text.say('editions.title') }]}
      actions={
        may && (
          <Button tone="primary" icon="add" onPress={() => setBeginning(true)}>
            {text.say('editions.begin')}
          </Button>
        )
      }
    >
      {may && drafts.length > 0 && (
        <Section title={text.say('editions.drafts')}>
          <Table
            label={text.say('editions.drafts')}
            rows={drafts}
            rowId={(draft) => draft.id}
            onOpen={(draft) => route(`/desk/duties/drafts/${draft.id}`)}
            columns={[
              {
                id: 'title',
                label: text.say('editions.name'),
                text: (draft) => draft.title || text.say('editions.nameless'),
                head: true,
                fills: true,
              },
              { id: 'level', label: text.say('duties.level'), text: (draft) => text.say(`duties.level.${draft.level}`), width: '7rem' },
              { id: 'rows', label: text.say('editions.items'), text: (draft) => text.number(draft.rows), align: 'end', width: '5rem' },
              { id: 'at', label: text.say('editions.saved'), text: (draft) => text.moment(draft.at, 'short'), width: '10rem' },
            ]}
          />
        </Section>
      )}
      <Section title={text.say('editions.published')}>
        <Table
          label={text.say('editions.published')}
          rows={editions}
          rowId={(edition) => edition.id}
          empty={<EmptyState icon="scales" title={text.say('duties.none')} />}
          columns={[
            { id: 'title', label: text.say('editions.name'), text: (edition) => edition.title, head: true, fills: true },
            { id: 'level', label: text.say('duties.level'), text: (edition) => text.say(`duties.level.${edition.level}`), width: '7rem' },
            {
              id: 'document',
              label: text.say('editions.document'),
              text: (edition) => [edition.issuer, edition.document].filter(Boolean).join(' '),
              width: '18rem',
            },
            { id: 'items', label: text.say('editions.items'), text: (edition) => text.number(edition.items), align: 'end', width: '5rem' },
            {
              id: 'term',
              label: text.say('editions.term'),
              text: (edition) => sayTerm(text, edition),
              show: (edition) => (
                <span class="row">
                  {sayTerm(text, edition)} {isValidOn(edition, today) && <Tag tone="good">{text.say('editions.now')}</Tag>}
                </span>
              ),
              width: '17rem',
            },
          ]}
        />
      </Section>
      {beginning && (
        <BeginDialog templates={templates} onClose={() => setBeginning(false)} onBegun={(id) => route(`/desk/duties/drafts/${id}`)} />
      )}
    </Page>
  )
}
