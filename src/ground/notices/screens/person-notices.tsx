/** On a person's page: what she was told, by which way, when, and whether it arrived; how she wants to be told; and telling her something. */
import { useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Section } from '#kit/page.tsx'
import { Tag, type TagTone } from '#kit/tag.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { UnreadNote } from '#kit/unread-note.tsx'
import { useRead } from '#kit/use-data.ts'
import { type NoticeState, readNotices } from '../contract.ts'
import { ChoiceDialog } from './choice-dialog.tsx'
import { TellDialog } from './tell-dialog.tsx'
import './notices.css'

type Notices = OutputOf<typeof readNotices>
type Notice = Notices['notices'][number]

export function PersonNotices({ person }: { person: string }) {
  const text = useText()
  const { language } = text
  const read = useRead(`${person} ${language}`, (signal) => call(readNotices, { id: person, language }, { signal }))
  const [open, setOpen] = useState<'choice' | 'tell'>()
  const told = read.reply?.data
  const may = read.reply?.may.includes('notice.tell') ?? false
  const close = () => setOpen(undefined)
  return (
    <Section
      title={text.say('notice.title')}
      actions={
        may &&
        told && (
          <>
            <Button size="small" onPress={() => setOpen('choice')}>
              {text.say('notice.choose')}
            </Button>
            <Button size="small" icon="announce" onPress={() => setOpen('tell')}>
              {text.say('notice.tell')}
            </Button>
          </>
        )
      }
    >
      {read.refusal && <UnreadNote refusal={read.refusal} onRetry={read.reload} />}
      {told && <p class="quiet small">{sayChoice(text, told)}</p>}
      {told?.notices.length === 0 && <p class="quiet">{text.say('notice.none')}</p>}
      <ul class="told-list">
        {told?.notices.map((notice) => (
          <Line key={notice.id} notice={notice} />
        ))}
      </ul>
      {open === 'choice' && told && <ChoiceDialog person={person} told={told} onClose={close} onDone={read.reload} />}
      {open === 'tell' && told && <TellDialog person={person} next={told.next} onClose={close} onDone={read.reload} />}
    </Section>
  )
}

/** One sentence: the way she chose, or the one the house takes. */
function sayChoice(text: Text, { choice, next, rev }: Notices): string {
  if (!next) return text.say('notice.no-way')
  const way = text.say(`notice.by.${next}`)
  const parts = [text.say(rev > 0 && choice.channel === next ? 'notice.way-chosen' : 'notice.way-house', { way })]
  if (choice.channel && choice.channel !== next) parts.push(text.say('notice.way-closed', { way: text.say(`notice.by.${choice.channel}`) }))
  if (choice.large) parts.push(text.say('notice.large-yes'))
  if (choice.language === 'en') parts.push(text.say('notice.in-english'))
  return parts.join(' ')
}

const tones: Record<NoticeState, TagTone> = {
  waiting: 'plain',
  sending: 'plain',
  sent: 'good',
  queued: 'plain',
  printed: 'plain',
  handed: 'good',
  told: 'good',
  stuck: 'stale',
}

function Line({ notice }: { notice: Notice }) {
  const text = useText()
  const { title, body, at, channel, state, readAt, urgent, attempts } = notice
  return (
    <li class="told">
      <div class="told-head">
        <strong>{title}</strong>
        {urgent && <Tag mark="warning">{text.say('notice.urgent')}</Tag>}
        <Tag tone={readAt ? 'good' : tones[state]}>
          {readAt ? text.say('notice.read-at', { at: text.moment(readAt, 'short') }) : sayState(text, state, channel)}
        </Tag>
        <span class="quiet small">{text.moment(at, 'short')}</span>
      </div>
      <p class="told-body">{body}</p>
      {attempts.length > 0 && (
        <details>
          <summary class="quiet small">{text.say('notice.steps', { n: attempts.length })}</summary>
          <ol class="told-steps small">
            {attempts.map((attempt) => (
              <li key={`${attempt.at} ${attempt.step}`}>
                <span class="quiet digits">{text.moment(attempt.at, 'short')}</span> {sayStep(text, attempt)}
              </li>
            ))}
          </ol>
        </details>
      )}
    </li>
  )
}

function sayState(text: Text, state: NoticeState, channel: Notice['channel']): string {
  const own = `notice.state.${state}-${channel ?? 'none'}`
  return text.has(own) ? text.say(own) : text.say(`notice.state.${state}`)
}

function sayStep(text: Text, { channel, step, reason }: Notice['attempts'][number]): string {
  const way = channel ? text.say(`notice.by.${channel}`) : ''
  const said = [way, text.say(`notice.step.${step}`)].filter(Boolean).join(text.language === 'zh' ? '：' : ': ')
  const why = reason && (text.has(`notice.reason.${reason}`) ? text.say(`notice.reason.${reason}`) : reason)
  return why ? text.aside(said, why) : said
}
