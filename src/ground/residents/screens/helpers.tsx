/** Who may act for whom: chosen, seen and ended here at once. */
import { useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Confirm } from '#kit/dialog.tsx'
import { Tag } from '#kit/tag.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useToldDo } from '#kit/use-told.ts'
import { type Mandate, revokeMandate } from '../contract.ts'
import './own.css'

export type HelperListProps = {
  mandates: readonly Mandate[]
  /** `given`: somebody may act for her; `held`: she acts for somebody. */
  side: 'given' | 'held'
  onEnded: () => void
}

export function HelperList({ mandates, side, onEnded }: HelperListProps) {
  const text = useText()
  const { tell } = useTell()
  const [ending, setEnding] = useState<Mandate>()
  const act = useToldDo((input: { id: string }, options) => call(revokeMandate, input, options))
  const end = async () => {
    if (!ending) return
    const reply = await act.run({ id: ending.id })
    setEnding(undefined)
    if (!reply) return
    tell({ text: text.say('own-help.ended') })
    onEnded()
  }
  return (
    <>
      <ul class="own-cards">
        {mandates.map((mandate) => (
          <li key={mandate.id} class="own-card">
            <div class="own-words">
              <p class="own-value">{side === 'given' ? sayHelper(text, mandate) : mandate.principal.name}</p>
              <p>{text.list(mandate.scope.map((one) => text.say(`own-help.scope.${one}`)))}</p>
              <p class="own-whence">
                {side === 'given' && text.say('own-help.for', { name: mandate.principal.name })}
                {text.say(mandate.kind === 'guardian' ? 'own-help.guardian-until' : 'own-help.until', { day: text.day(mandate.to) })}
              </p>
              {mandate.state !== 'in-force' && <Tag>{text.say(`own-help.state.${mandate.state}`)}</Tag>}
            </div>
            {mandate.kind === 'helper' && (mandate.state === 'in-force' || mandate.state === 'to-come') && (
              <Button onPress={() => setEnding(mandate)}>{text.say('own-help.end')}</Button>
            )}
          </li>
        ))}
      </ul>
      <Confirm
        open={ending !== undefined}
        title={text.say(side === 'given' ? 'own-help.end-given' : 'own-help.end-held')}
        verb={text.say('own-help.end')}
        busy={act.busy}
        onConfirm={end}
        onClose={() => setEnding(undefined)}
      >
        <p>{text.say('own-help.end-what')}</p>
      </Confirm>
    </>
  )
}

function sayHelper(text: Text, { helper: { name, tail } }: Mandate): string {
  return tail ? text.aside(name, text.say('own-help.tail', { tail })) : name
}
