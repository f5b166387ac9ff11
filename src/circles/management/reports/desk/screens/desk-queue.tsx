/** The queue of the administrative-affairs desk: pieces of paperwork of its communities in the order of days, with who has each. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Icon, type IconName } from '#kit/icon.tsx'
import { EmptyState, Page, PrintButton, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useDo, useRead } from '#kit/use-data.ts'
import { groupOf } from '../../screens/agenda.ts'
import { sayTime } from '../../screens/say-days.ts'
import { signParts } from '../../signing/contract.ts'
import { type DeskCommunity, givePiece, type Piece, type PieceKind, readDesk, takePiece } from '../contract.ts'
import { AreasPanel } from './areas-panel.tsx'
import './desk.css'

const icons: Record<PieceKind, IconName> = { fill: 'report', 'hand-over': 'letter', sign: 'edit', objection: 'scales', entry: 'calendar' }
const groups = ['late', 'this-week', 'next-week', 'later', 'no-day'] as const

export function Screen() {
  const text = useText()
  const read = useRead('desk', (signal) => call(readDesk, {}, { signal }), 'ticking')
  const [only, setOnly] = useState<number>()
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return <Loading lines={10} />
  const { may } = read.reply
  const { communities, pieces } = read.reply.data
  const today = streetToday()
  const shown = pieces.filter(({ community }) => only === undefined || community === only)
  const grouped = (group: (typeof groups)[number]) => shown.filter(({ on }) => groupOf({ state: 'received', dueOn: on }, today) === group)
  return (
    <Page
      title={text.say('desk.title')}
      lead={text.say(may.includes('desk.work') ? 'desk.lead' : 'desk.lead-others')}
      crumbs={[{ label: text.say('agenda.title'), href: '/desk/requests' }, { label: text.say('desk.title') }]}
      actions={<PrintButton />}
    >
      <div class="stack">
        {communities.length > 0 && <Communities communities={communities} only={only} onOnly={setOnly} />}
        {communities.length === 0 && <EmptyState icon="inbox" title={text.say('desk.no-communities')} />}
        {communities.length > 0 && shown.length === 0 && <EmptyState icon="check" title={text.say('desk.nothing')} />}
        {groups.map((group) => {
          const list = grouped(group)
          return list.length === 0 ? null : (
            <Section key={group} title={text.say(`agenda.group.${group}`)}>
              <ul class="desk-pieces">
                {list.map((piece) => (
                  <Line
                    key={`${piece.kind} ${piece.id} ${piece.community}`}
                    piece={piece}
                    late={group === 'late'}
                    works={may.includes('desk.work')}
                    onDone={read.reload}
                  />
                ))}
              </ul>
            </Section>
          )
        })}
        <AreasPanel may={may} onDone={read.reload} />
        <p class="small quiet">{text.say('desk.reckoned')}</p>
      </div>
    </Page>
  )
}

type CommunitiesProps = { communities: readonly DeskCommunity[]; only: number | undefined; onOnly: (community?: number) => void }

/** A community as a card that narrows the list to it: what waits, and what was taken off it. */
function Communities({ communities, only, onOnly }: CommunitiesProps) {
  const text = useText()
  return (
    <ul class="desk-communities">
      {communities.map(({ community, name, open, month, year, signs }) => (
        <li key={community}>
          <button
            type="button"
            class="card desk-community"
            aria-pressed={only === community}
            onClick={() => onOnly(only === community ? undefined : community)}
          >
            <strong>{name}</strong>
            <span>{text.say('desk.open', { n: open })}</span>
            <span class="small quiet">{text.say('desk.taken-off', { month: sayTime(text, month), year: sayTime(text, year) })}</span>
            <span class="small quiet">{text.say(signs ? 'desk.signs' : 'desk.signs-not')}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function hrefOf({ kind, id }: Piece): string {
  if (kind === 'objection') return `/desk/duties/objections/${id}`
  return kind === 'entry' ? '/desk/requests/calendar' : `/desk/requests/${id}`
}

function Line({ piece, late, works, onDone }: { piece: Piece; late: boolean; works: boolean; onDone: () => void }) {
  const text = useText()
  const { kind, id, community, name, title, asker, on, minutes, hold, delivery, signs } = piece
  const taking = useDo((input: InputOf<typeof takePiece>, options) => call(takePiece, input, options))
  const giving = useDo((input: InputOf<typeof givePiece>, options) => call(givePiece, input, options))
  const signing = useDo((input: InputOf<typeof signParts>, options) => call(signParts, input, options))
  const act = async (doing: Promise<unknown>) => {
    if (await doing) onDone()
  }
  const refusal = taking.refusal ?? giving.refusal ?? signing.refusal
  return (
    <li class="desk-piece" data-tone={late ? 'late' : undefined}>
      <span class="digits">{on ? text.day(on, 'short') : text.say('agenda.no-day')}</span>
      <span class="desk-kind">
        <Icon name={icons[kind]} />
        {text.say(`desk.kind.${kind}`)}
      </span>
      <span class="desk-name">
        <a href={hrefOf(piece)}>{title}</a>
        <span class="small quiet">
          {asker} · {name && community % 1000 !== 0 ? name : text.say('desk.whole-street')}
          {kind === 'sign' && !signs && ` · ${text.say('desk.community-signs')}`}
        </span>
      </span>
      <span class="digits quiet">{sayTime(text, minutes)}</span>
      <span class="desk-hold">
        {hold ? (
          <Tag tone={hold.mine ? 'good' : 'plain'}>
            {hold.mine ? text.say('desk.mine') : text.say('desk.has', { who: hold.who || hold.title })}
          </Tag>
        ) : (
          !works && <span class="small quiet">{text.say('desk.nobody')}</span>
        )}
        {works && kind === 'sign' && signs && delivery && (
          <Button size="small" tone="primary" busy={signing.busy} onPress={() => act(signing.run({ id, delivery, region: community }))}>
            {text.say('desk.sign')}
          </Button>
        )}
        {works && hold?.mine && (kind === 'entry' || kind === 'objection') && (
          <Button size="small" busy={giving.busy} onPress={() => act(giving.run({ id: hold.id, done: true }))}>
            {text.say('desk.done')}
          </Button>
        )}
        {works && hold?.mine && (
          <Button size="small" busy={giving.busy} onPress={() => act(giving.run({ id: hold.id, done: false }))}>
            {text.say('desk.give-back')}
          </Button>
        )}
        {works && !hold?.mine && (
          <Button size="small" busy={taking.busy} onPress={() => act(taking.run({ thing: id, community }))}>
            {text.say('desk.take')}
          </Button>
        )}
      </span>
      {refusal && <ProblemNote refusal={refusal} />}
    </li>
  )
}
