/** What of her work is still on this phone only, how it goes out, and the way in where it is shut. */
import { useContext, useEffect, useState } from 'preact/hooks'
import { Icon, type IconName } from '#kit/icon.tsx'
import { canKeep } from '#kit/outbox/can-keep.ts'
import { OutgoingContext } from '#kit/outbox/context.ts'
import type { LockState } from '#kit/outbox/lock.ts'
import { stateOf } from '#kit/outbox/state.ts'
import { useText } from '#kit/text-context.tsx'
import { useSession } from '#web/shared/session.ts'
import { countUnsent, readKeeping } from './keeping.ts'

export function UnsentCard() {
  const text = useText()
  const outgoing = useContext(OutgoingContext)
  if (!canKeep()) return <p class="quiet">{text.say('pin.online-only')}</p>
  if (!outgoing) return <Shut />
  const { waiting, returned, handedAt } = outgoing
  const icon = returned > 0 ? 'warning' : waiting > 0 ? 'upload' : 'check'
  const state = text.say(`unsent.state.${stateOf(outgoing)}`)
  const handed = handedAt === undefined ? '' : text.say('unsent.handed', { at: text.moment(new Date(handedAt).toISOString()) })
  const title =
    returned > 0 ? text.say('unsent.returned', { n: returned }) : text.say(waiting > 0 ? 'unsent.waiting' : 'unsent.none', { n: waiting })
  return <Card href="/doorstep/unsent" icon={icon} title={title} about={[state, handed].filter(Boolean).join(' ')} />
}

function Shut() {
  const text = useText()
  const { session } = useSession()
  const [found, setFound] = useState<{ state: LockState; unsent: number }>()
  useEffect(() => {
    void Promise.all([readKeeping(), countUnsent()]).then(([state, unsent]) => setFound({ state, unsent }))
  }, [])
  if (!found) return null
  const { state, unsent } = found
  if (state.kind === 'none') return <Card href="/doorstep/pin" icon="lock" title={text.say('pin.title')} about={text.say('pin.why')} />
  const hers = state.holder.account === session.account
  if (!hers && unsent > 0)
    return (
      <Card
        href="/doorstep/pin"
        icon="warning"
        title={text.say('left.title', { name: state.holder.name, n: unsent })}
        about={text.say('left.about')}
      />
    )
  if (!hers) return <Card href="/doorstep/pin" icon="lock" title={text.say('pin.title')} about={text.say('pin.why')} />
  const title = text.say(state.kind === 'locked' ? 'pin.open-title' : 'pin.anew')
  return (
    <Card href="/doorstep/pin" icon="lock" title={title} about={unsent > 0 ? text.say('pin.unsent', { n: unsent }) : text.say('pin.why')} />
  )
}

function Card({ href, icon, title, about }: { href: string; icon: IconName; title: string; about: string }) {
  return (
    <a class="way" data-tone="plain" href={href}>
      <Icon name={icon} />
      <span class="way-words">
        {title}
        <span class="way-about">{about}</span>
      </span>
    </a>
  )
}
