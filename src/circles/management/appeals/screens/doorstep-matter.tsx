/** One thing she reported: where it stands and whose it is now, what she is asked, each step in plain words, and what she can still do. */
import type { ComponentChildren } from 'preact'
import { openOwnPhoto } from '#ground/matters/photos/contract.ts'
import { addressOf, call } from '#kit/api.ts'
import { LinkButton } from '#kit/button.tsx'
import { Foot } from '#kit/foot.tsx'
import { Icon } from '#kit/icon.tsx'
import { Facts, Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { houseNow } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { type OwnMatter, readOwnMatter } from '../own/contract.ts'
import { Acting, Asked } from './own-acts.tsx'
import { standOf } from './say-own.ts'
import './appeals.css'

export type OwnMatterProps = {
  params: Record<string, string>
  /** What others know of it, below what was said. */
  panels?: ComponentChildren
}

export function Screen({ params, panels }: OwnMatterProps) {
  const { person = '', id = '' } = params
  const read = useRead(`${person} ${id}`, (signal) => call(readOwnMatter, { person, id }, { signal }))
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  return read.reply ? <Whole matter={read.reply.data} person={person} panels={panels} onDone={read.reload} /> : null
}

type WholeProps = { matter: OwnMatter; person: string; panels: ComponentChildren; onDone: () => void }

function Whole({ matter, person, panels, onDone }: WholeProps) {
  const text = useText()
  const acting = { matter, person, onDone }
  return (
    <Page
      title={matter.title || matter.typeTitle[text.language]}
      lead={
        <span class="row">
          <Tag tone={matter.outcome === 'confirmed' ? 'good' : 'plain'}>{standOf(text, matter)}</Tag>
          {matter.sealed && <Tag mark="lock">{text.say('mine.sealed')}</Tag>}
          <span class="small quiet">
            {matter.typeTitle[text.language]} · {matter.category[text.language]}
          </span>
        </span>
      }
    >
      <Asked {...acting} />
      <Standing matter={matter} />
      <Story matter={matter} />
      <Said matter={matter} person={person} />
      {!matter.sealed && panels}
      <Acting {...acting} />
      <Foot>
        <LinkButton href="/doorstep/matters">{text.say('report.back')}</LinkButton>
      </Foot>
    </Page>
  )
}

/** Whose it is now, until when, and whom to ring. */
function Standing({ matter }: { matter: OwnMatter }) {
  const text = useText()
  const late = matter.due !== null && new Date(matter.due) < houseNow()
  const due = matter.due && (
    <span data-late={late ? '' : undefined} class="own-due">
      {text.moment(matter.due)}
      {late && <Tag tone="late">{text.say('mine.late')}</Tag>}
    </span>
  )
  return (
    <Facts
      items={[
        { label: text.say('report.number'), value: <span class="digits">{matter.number}</span> },
        ...(matter.stand === 'closed' ? [] : [{ label: text.say('mine.lead'), value: matter.lead }]),
        ...(due && matter.what ? [{ label: text.say(`mine.clock.${matter.what}`), value: due }] : []),
        ...(matter.paused ? [{ label: text.say('mine.paused'), value: matter.paused[text.language] }] : []),
        ...(matter.refusal
          ? [
              {
                label: text.say('mine.refused'),
                value: [matter.refusal.reason[text.language], matter.refusal.office?.[text.language]].filter(Boolean).join('；'),
              },
            ]
          : []),
        ...matter.asks.map(({ label, value }) => ({ label: label[text.language], value: value[text.language] })),
        ...(matter.until ? [{ label: text.say('report.until'), value: text.day(matter.until) }] : []),
        ...(matter.reporters > 1 ? [{ label: text.say('mine.others'), value: text.say('mine.others-n', { n: matter.reporters }) }] : []),
        ...(matter.reopenUntil && matter.allowed.includes('reopen')
          ? [{ label: text.say('mine.reopen-until'), value: text.moment(matter.reopenUntil, 'short') }]
          : []),
        ...(matter.ring ? [{ label: text.say('report.ring'), value: <a href={`tel:${matter.ring}`}>{matter.ring}</a> }] : []),
      ]}
    />
  )
}

function Story({ matter }: { matter: OwnMatter }) {
  const text = useText()
  return (
    <section>
      <h2>{text.say('mine.story')}</h2>
      <ol class="plain-list own-story">
        {[...matter.steps].reverse().map((step) => (
          <li key={step.seq} data-own={step.own ? '' : undefined}>
            <span class="own-step">
              {text.say(step.own && text.has(`mine.did.own-${step.kind}`) ? `mine.did.own-${step.kind}` : `mine.did.${step.kind}`, {
                what: step.says?.[text.language] ?? '',
              })}
              {step.code && ` · ${text.say(`mine.code.${step.code}`)}`}
            </span>
            {step.text && <span class="said">{step.text}</span>}
            <span class="small quiet digits">{text.moment(step.at, 'short')}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Said({ matter, person }: { matter: OwnMatter; person: string }) {
  const text = useText()
  return (
    <section>
      <h2>{text.say('mine.said')}</h2>
      {matter.text && <p class="said">{matter.text}</p>}
      <p class="small quiet">
        {[matter.where, text.say(`mine.channel.${matter.channel}`), matter.unnamed ? text.say('mine.unnamed') : '']
          .filter(Boolean)
          .join(' · ')}
      </p>
      {matter.photos.length > 0 && (
        <p class="own-photos">
          {matter.photos.map(({ id: photo, width, height }, at) => {
            const { url } = addressOf(openOwnPhoto, { person, id: matter.id, photo })
            return (
              <a key={photo} href={url} target="_blank" rel="noopener">
                <img src={url} width={width} height={height} loading="lazy" alt={text.say('report.photo-n', { n: at + 1 })} />
              </a>
            )
          })}
        </p>
      )}
      {matter.photos.length === 0 && matter.allowed.includes('note') && (
        <p class="small quiet">
          <Icon name="info" /> {text.say('mine.no-photo')}
        </p>
      )}
    </section>
  )
}
