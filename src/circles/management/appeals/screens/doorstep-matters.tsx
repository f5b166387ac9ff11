/** What was reported by her and by those she may report for: where each stands, and what she is asked. What is sealed is opened by its number. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { Field, Form } from '#kit/field.tsx'
import { Foot } from '#kit/foot.tsx'
import { Icon } from '#kit/icon.tsx'
import { TextInput } from '#kit/input.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { findOwnMatter, listOwnMatters, type OwnLine } from '../own/contract.ts'
import { standOf } from './say-own.ts'
import './appeals.css'

export function Screen() {
  const text = useText()
  const read = useRead('own-matters', (signal) => call(listOwnMatters, {}, { signal }))
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return null
  const { matters, more } = read.reply.data
  return (
    <Page title={text.say('mine.title')}>
      {matters.length === 0 && (
        <EmptyState icon="matter" title={text.say('mine.none')}>
          {text.say('mine.none-why')}
        </EmptyState>
      )}
      <ul class="plain-list own-matters">
        {matters.map((line) => (
          <MatterLine key={`${line.id} ${line.person}`} line={line} />
        ))}
      </ul>
      {more && <p class="quiet small">{text.say('mine.more')}</p>}
      <ByNumber />
      <Foot>
        <LinkButton tone="primary" href="/doorstep/report">
          {text.say('mine.report')}
        </LinkButton>
      </Foot>
    </Page>
  )
}

function MatterLine({ line }: { line: OwnLine }) {
  const text = useText()
  return (
    <li>
      <a class="own-matter" href={`/doorstep/matters/${line.person}/${line.id}`}>
        <span class="own-matter-words">
          <span class="own-matter-title">{line.title || `${line.typeTitle[text.language]} · ${line.category[text.language]}`}</span>
          <span class="small quiet">
            {line.whose && `${line.whose} · `}
            {text.moment(line.opened, 'short')} · {line.lead}
          </span>
          <span class="row">
            {line.asked ? (
              <Tag tone="stale">{text.say('mine.asked')}</Tag>
            ) : (
              <Tag tone={line.outcome === 'confirmed' ? 'good' : 'plain'}>{standOf(text, line)}</Tag>
            )}
            {line.due && !line.asked && line.stand !== 'closed' && (
              <span class="small">{text.say('mine.due', { time: text.moment(line.due, 'short') })}</span>
            )}
          </span>
        </span>
        <Icon name="forward" />
      </a>
    </li>
  )
}

function ByNumber() {
  const text = useText()
  const { route } = useLocation()
  const [number, setNumber] = useState('')
  const [unknown, setUnknown] = useState(false)
  const looking = useDo((given: string) => call(findOwnMatter, { number: given }, { waits: [] }))
  const look = async () => {
    const reply = await looking.run(number)
    if (!reply) return
    const { found } = reply.data
    if (found) route(`/doorstep/matters/${found.person}/${found.id}`)
    else setUnknown(true)
  }
  return (
    <details class="by-number">
      <summary>{text.say('mine.by-number')}</summary>
      <Form onSubmit={look} refusal={looking.refusal}>
        <Field
          label={text.say('report.number')}
          hint={text.say('mine.by-number-hint')}
          path="/number"
          error={unknown ? text.say('mine.unknown') : undefined}
        >
          <TextInput
            value={number}
            mode="numeric"
            maxLength={20}
            onInput={(given) => {
              setNumber(given)
              setUnknown(false)
            }}
          />
        </Field>
        <Button type="submit" busy={looking.busy} disabled={number.trim().length < 6}>
          {text.say('mine.open')}
        </Button>
      </Form>
    </details>
  )
}
