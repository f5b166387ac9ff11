/** What somebody has to look at again, on a phone. Whoever sees it here has seen what her outbox brought back about it. */
import { useContext } from 'preact/hooks'
import { LinkButton } from '#kit/button.tsx'
import { Foot } from '#kit/foot.tsx'
import { KeepContext } from '#kit/outbox/context.ts'
import type { Keep } from '#kit/outbox/keep.ts'
import { Page } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { Looking } from './looking.tsx'

export function Screen() {
  const text = useText()
  const keep = useContext(KeepContext)
  return (
    <Page title={text.say('rounds.looking')} lead={text.say('looking.lead')}>
      <Looking onSeen={keep && (() => void dismissSeen(keep))} />
      <Foot>
        <LinkButton href="/doorstep/rounds">{text.say('door.back')}</LinkButton>
      </Foot>
    </Page>
  )
}

/** The house holds them, and they stand on this screen. */
async function dismissSeen(keep: Keep): Promise<void> {
  for (const { item, answer } of await keep.list()) if (answer?.outcome === 'conflict') await keep.dismiss(item.id)
}
