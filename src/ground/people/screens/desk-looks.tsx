/** Each look at a person: who, in which post, when, why, which fields. Nobody looks unseen. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { listLooks } from '../contract.ts'

type Look = OutputOf<typeof listLooks>['looks'][number]

type LooksProps = {
  query: Record<string, string>
  /** Beside the title. */
  actions?: ComponentChildren
  panels?: ComponentChildren
}

export function Screen({ query, actions, panels }: LooksProps) {
  const text = useText()
  const catalogue = useCatalogue()
  const subject = query.subject
  const [before, setBefore] = useState<string>()
  const read = useRead(`${subject ?? ''} ${before ?? ''}`, (signal) =>
    call(listLooks, { ...(subject ? { subject } : {}), ...(before ? { before } : {}) }, { signal }),
  )
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return <Loading />
  const { looks, next } = read.reply.data
  const whom = (look: Look) => {
    if (look.subjects.length === 0 && look.count === 0) return text.say('looks.area')
    if (look.subjects.length === 0) return text.say(look.maybe ? 'looks.maybe' : 'looks.many', { n: look.count })
    const named = namesOf(text, look, (rest) => text.say('looks.and-more', { n: rest }))
    return named || text.say('looks.place')
  }
  return (
    <Page
      title={text.say('looks.title')}
      lead={text.say(subject ? 'looks.lead-one' : 'looks.lead')}
      actions={actions}
      crumbs={
        subject
          ? [
              { label: text.say('people.title'), href: '/desk/people' },
              { label: text.say('looks.person'), href: `/desk/people/${subject}` },
              { label: text.say('looks.title') },
            ]
          : undefined
      }
    >
      <Table
        label={text.say('looks.title')}
        rows={looks}
        rowId={(look) => look.id}
        empty={text.say('looks.none')}
        columns={[
          { id: 'at', label: text.say('looks.at'), text: (look) => text.moment(look.at), width: '11rem' },
          {
            id: 'who',
            label: text.say('looks.who'),
            // Who signs in by telephone or letter has neither name nor post here.
            text: (look) => [look.who, look.title].filter(Boolean).join(' · ') || text.say('looks.resident'),
            head: true,
            width: '14rem',
          },
          { id: 'whom', label: text.say('looks.whom'), text: whom, width: '12rem' },
          { id: 'what', label: text.say('looks.what'), text: (look) => sayView(text.say(`view.${look.view}`), look.view), width: '10rem' },
          {
            id: 'fields',
            label: text.say('looks.fields'),
            text: (look) =>
              text.list(
                look.fields
                  .slice(0, 6)
                  .map((field) =>
                    catalogue?.element(field)
                      ? catalogue.name(field, text.language)
                      : sayField(text.say(`field.${field}`), text.say(field), field),
                  )
                  .filter(Boolean),
              ) + (look.fields.length > 6 ? ` +${look.fields.length - 6}` : ''),
            fills: true,
          },
          { id: 'reason', label: text.say('looks.reason'), text: (look) => look.reason ?? '', width: '12rem' },
        ]}
      />
      {panels}
      {next && <Button onPress={() => setBefore(next)}>{text.say('looks.older')}</Button>}
    </Page>
  )
}

/** Fields that are no elements: counts, the question a wall was coloured by. */
function sayField(own: string, shared: string, field: string): string {
  if (!own.startsWith('field.')) return own
  return shared === field ? '' : shared
}

function sayView(said: string, view: string): string {
  return said.startsWith('view.') ? view : said
}

const NAMED = 3

function namesOf(text: Text, look: Look, more: (rest: number) => string): string {
  const named = look.subjects
    .map((one) => one.name)
    .filter(Boolean)
    .slice(0, NAMED)
  if (named.length === 0) return ''
  const rest = look.count - named.length
  return text.list(named) + (rest > 0 ? more(rest) : '')
}
