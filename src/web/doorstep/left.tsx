/**
 * What another person left unsent on this phone, brought in by whoever is here now: with her PIN, or without her once her login has ended. The house keeps it for who
 * answers for the doors; then the phone is free.
 */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { unsealOutbox } from '#circles/management/visits/outbox/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Foot } from '#kit/foot.tsx'
import type { Keep } from '#kit/outbox/keep.ts'
import type { Holder } from '#kit/outbox/shapes.ts'
import { Page } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { type Refusal, refusalOf } from '#kit/refusal.ts'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useMay, useSession } from '#web/shared/session.ts'
import { handIn } from './hand-in.ts'
import { openLeft, unlockLeft } from './keeping.ts'
import { UnlockForm } from './pin-form.tsx'

export type LeftProps = { holder: Holder; unsent: number; locked: boolean; back: ComponentChildren; onDone: () => void }

export function Left({ holder, unsent, locked, back, onDone }: LeftProps) {
  const text = useText()
  const { tell } = useTell()
  const { session } = useSession()
  const mayUnseal = useMay('round.plan')
  const street = session.post?.street
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()
  const bring = async (opening: () => Promise<Keep>) => {
    setBusy(true)
    setRefusal(undefined)
    try {
      const { sent, left } = await handIn(await opening(), street!)
      if (sent.end !== 'done') setRefusal(sent.refusal)
      else tell({ text: text.say(left > 0 ? 'left.some' : 'left.done', { n: left }) })
      onDone()
    } catch (thrown) {
      setRefusal(refusalOf(thrown))
    } finally {
      setBusy(false)
    }
  }
  const unseal = async () => {
    const { data } = await call(unsealOutbox, { account: holder.account, device: holder.device })
    return openLeft(data.key)
  }
  const title = text.say('left.title', { name: holder.name, n: unsent })
  if (street === undefined)
    return (
      <Page title={title} lead={text.say('left.no-post')}>
        <Foot>{back}</Foot>
      </Page>
    )
  const without = mayUnseal ? (
    <Button busy={busy} onPress={() => bring(unseal)}>
      {text.say('left.without', { name: holder.name })}
    </Button>
  ) : undefined
  return (
    <Page title={title} lead={text.say('left.lead')}>
      <p>{text.say(locked ? (mayUnseal ? 'left.how' : 'left.how-pin') : 'left.how-sealed', { name: holder.name })}</p>
      {refusal && <ProblemNote refusal={refusal} />}
      {locked ? (
        <UnlockForm
          unlock={unlockLeft}
          verb={text.say('left.with-pin')}
          onOpen={({ keep }) => bring(async () => keep)}
          onSealed={onDone}
          back={
            <>
              {back}
              {without}
            </>
          }
        />
      ) : (
        <Foot>
          {back}
          {without}
        </Foot>
      )}
    </Page>
  )
}
