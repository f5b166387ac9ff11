/** Every rule the house goes by: what it means, where it comes from, since when, and how far that was checked. */
import { useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Page, Section } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { type Column, Table } from '#kit/table.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { type HeldRule, listRules, topics } from '../contract.ts'
import { RuleDialog } from './rule-dialog.tsx'
import { StatusTag, sayTerm } from './rule-words.tsx'
import { YearDialog } from './year-dialog.tsx'

export function Screen() {
  const text = useText()
  const [open, setOpen] = useState<HeldRule>()
  const [telling, setTelling] = useState(false)
  const read = useRead('rules', (signal) => call(listRules, {}, { signal }), 'once')
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return <Loading lines={12} />
  const { rules, coveredTo } = read.reply.data
  const may = read.reply.may.includes('rule.change')
  const today = streetToday()
  const columns: Column<HeldRule>[] = [
    { id: 'name', label: text.say('rules.name'), text: (rule) => rule.title[text.language], head: true, width: '18rem' },
    { id: 'citation', label: text.say('rules.citation'), text: (rule) => rule.citation[text.language], fills: true },
    {
      id: 'since',
      label: text.say('rules.since'),
      text: (rule) => sayTerm(text, rule),
      show: (rule) => <Term rule={rule} today={today} />,
      width: '15rem',
    },
    {
      id: 'state',
      label: text.say('rules.state'),
      text: (rule) => text.say(`rules.status.${rule.status}`),
      show: (rule) => <StatusTag status={rule.status} />,
      width: '8rem',
    },
  ]
  return (
    <Page title={text.say('rules.title')} lead={text.say('rules.lead')}>
      <Covered coveredTo={coveredTo} today={today} onTell={may ? () => setTelling(true) : undefined} />
      {topics.map((topic) => (
        <Section key={topic} title={text.say(`rules.topic.${topic}`)}>
          <Table
            label={text.say(`rules.topic.${topic}`)}
            rows={rules.filter((rule) => rule.topic === topic).sort(byTerm(today))}
            rowId={(rule) => rule.id}
            onOpen={setOpen}
            columns={columns}
          />
        </Section>
      ))}
      {open && <RuleDialog rule={open} may={may} today={today} onClose={() => setOpen(undefined)} onDone={read.reload} />}
      {telling && <YearDialog onClose={() => setTelling(false)} onDone={read.reload} />}
    </Page>
  )
}

/** What holds before what is over; of what is over the latest first. */
function byTerm(today: string): (one: HeldRule, other: HeldRule) => number {
  const isOver = ({ to }: HeldRule) => to !== undefined && to < today
  return (one, other) =>
    isOver(one) !== isOver(other) ? Number(isOver(one)) - Number(isOver(other)) : (one.from < other.from ? -1 : 1) * (isOver(one) ? -1 : 1)
}

/** In December everybody needs next year's notice. */
function Covered({ coveredTo, today, onTell }: { coveredTo: string | null; today: string; onTell: (() => void) | undefined }) {
  const text = useText()
  const year = coveredTo ? Number(coveredTo.slice(0, 4)) + 1 : Number(today.slice(0, 4))
  const wanted = coveredTo === null || (today.slice(5) >= '11-01' && coveredTo.slice(0, 4) === today.slice(0, 4))
  return (
    <div class="row">
      <p class="quiet">
        {coveredTo && text.say('rules.covered', { day: text.day(coveredTo) })}{' '}
        {wanted && text.say('rules.uncovered', { year: String(year) })}
      </p>
      {onTell && (
        <Button icon="calendar" onPress={onTell}>
          {text.say('rules.tell')}
        </Button>
      )}
    </div>
  )
}

function Term({ rule, today }: { rule: HeldRule; today: string }) {
  const text = useText()
  const over = rule.to !== undefined && rule.to < today
  return (
    <span class={over ? 'quiet' : undefined}>
      {sayTerm(text, rule)}
      {over && ` · ${text.say('rules.over')}`}
      {rule.from > today && ` · ${text.say('rules.coming')}`}
      {rule.origin === 'street' && ` · ${text.say('rules.own')}`}
    </span>
  )
}
