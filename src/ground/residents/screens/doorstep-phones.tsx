/** Telephones that sign in for her and her children: one bound by somebody else is seen here, and taken off with one touch. */
import { useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { Confirm } from '#kit/dialog.tsx'
import { Foot } from '#kit/foot.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useRead } from '#kit/use-data.ts'
import { useToldDo } from '#kit/use-told.ts'
import { endOwnBinding, readOwnBindings } from '../contract.ts'
import './own.css'

type Binding = OutputOf<typeof readOwnBindings>['bindings'][number]

export function Screen() {
  const text = useText()
  const { tell } = useTell()
  const read = useRead('bindings', (signal) => call(readOwnBindings, {}, { signal }))
  const [ending, setEnding] = useState<Binding>()
  const act = useToldDo((input: { id: string }, options) => call(endOwnBinding, input, options))
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return null
  const { bindings } = read.reply.data
  const end = async () => {
    if (!ending) return
    const reply = await act.run({ id: ending.id })
    setEnding(undefined)
    if (!reply) return
    tell({ text: text.say('own-phones.ended') })
    read.reload()
  }
  return (
    <Page title={text.say('own-phones.title')} lead={text.say('own-phones.lead')}>
      {bindings.length === 0 && <EmptyState icon="phone" title={text.say('own-phones.none')} />}
      <ul class="own-cards">
        {bindings.map((binding) => (
          <li key={binding.id} class="own-card">
            <div class="own-words">
              <p class="own-value">{text.say('own-phones.tail', { tail: binding.tail })}</p>
              {binding.own && <p>{text.say('own-phones.this')}</p>}
              <p class="own-whence">{text.say(`own-phones.how.${binding.how}`, { day: text.moment(binding.at) })}</p>
            </div>
            <Button onPress={() => setEnding(binding)}>{text.say('own-phones.end')}</Button>
          </li>
        ))}
      </ul>
      <Confirm
        open={ending !== undefined}
        title={text.say('own-phones.end-title', { tail: ending?.tail ?? '' })}
        verb={text.say('own-phones.end')}
        busy={act.busy}
        onConfirm={end}
        onClose={() => setEnding(undefined)}
      >
        <p>{text.say(ending?.own ? 'own-phones.end-this' : 'own-phones.end-other')}</p>
      </Confirm>
      <Foot>
        <LinkButton tone="quiet" href="/doorstep/me">
          {text.say('own.back')}
        </LinkButton>
      </Foot>
    </Page>
  )
}
