/** A resident's notices, newest first. One touch opens a notice, and that is what reading it means. */
import { useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { LinkButton } from '#kit/button.tsx'
import { Foot } from '#kit/foot.tsx'
import { Icon } from '#kit/icon.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { listOwnNotices, readOwnNotice } from '../own/contract.ts'
import './own.css'

type Notice = OutputOf<typeof listOwnNotices>['notices'][number]

export function Screen({ params }: { params: Record<string, string> }) {
  const text = useText()
  const { language } = text
  const person = params.person!
  const read = useRead(`${person} ${language}`, (signal) => call(listOwnNotices, { person, language }, { signal }))
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return null
  const { name, notices, marks } = read.reply.data
  return (
    <Page title={text.say('inbox.title')} lead={text.say('inbox.lead', { name })}>
      {!marks && <p class="quiet">{text.say('inbox.helper')}</p>}
      {notices.length === 0 && (
        <EmptyState icon="announce" title={text.say('inbox.none')}>
          {text.say('inbox.none-why')}
        </EmptyState>
      )}
      <ul class="inbox">
        {notices.map((notice) => (
          <Line key={notice.id} notice={notice} marks={marks} />
        ))}
      </ul>
      <Foot>
        <LinkButton href="/doorstep/announcements">{text.say('inbox.announcements')}</LinkButton>
        <LinkButton href={`/doorstep/own/${person}/channel`}>{text.say('inbox.channel')}</LinkButton>
      </Foot>
    </Page>
  )
}

function Line({ notice, marks }: { notice: Notice; marks: boolean }) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const [isRead, setRead] = useState(notice.readAt !== null)
  const { id, title, body, urgent, at, channel, household } = notice
  const press = () => {
    setOpen(!open)
    if (open || isRead || !marks) return
    setRead(true)
    // Not said to her when it fails: she has read it, and it is marked at the next opening.
    call(readOwnNotice, { id }).catch(() => setRead(false))
  }
  const moment = text.moment(at, 'short')
  return (
    <li class="inbox-notice" data-new={isRead ? undefined : ''}>
      <button type="button" class="inbox-open" aria-expanded={open} onClick={press}>
        <span class="inbox-words">
          <span class="inbox-title">{title}</span>
          <span class="inbox-when">
            {channel && channel !== 'app' ? text.say('inbox.came', { at: moment, way: text.say(`notice.by.${channel}`) }) : moment}
          </span>
          <span class="row">
            {!isRead && <Tag tone="good">{text.say('inbox.new')}</Tag>}
            {urgent && <Tag mark="warning">{text.say('notice.urgent')}</Tag>}
            {household && <Tag>{text.say('inbox.household')}</Tag>}
          </span>
        </span>
        <Icon name={open ? 'up' : 'down'} />
      </button>
      {open && <p class="inbox-body">{body}</p>}
    </li>
  )
}
