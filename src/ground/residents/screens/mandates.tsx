/** Who may act for a person: what, from when to when, by which paper. */
import { useState } from 'preact/hooks'
import { openFile } from '#kernel/files/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { refusalOf } from '#kit/refusal.ts'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { download, save } from '#kit/transfer.ts'
import { useDo } from '#kit/use-data.ts'
import { endMandate, type Mandate } from '../contract.ts'

export type MandatesProps = { mandates: readonly Mandate[]; may: boolean; onDone: () => void }

export function Mandates({ mandates, may, onDone }: MandatesProps) {
  const text = useText()
  const { tell } = useTell()
  const act = useDo((id: string, options) => call(endMandate, { id }, options))
  const end = async (id: string) => {
    if (!(await act.run(id))) return
    tell({ text: text.say('mandate.ended-now') })
    onDone()
  }
  return (
    <div>
      <h3>{text.say('mandate.title')}</h3>
      {act.refusal && <ProblemNote refusal={act.refusal} />}
      {mandates.length === 0 && <p class="quiet">{text.say('mandate.none')}</p>}
      <ul class="sign-in-list">
        {mandates.map((mandate) => (
          <li key={mandate.id}>
            <Helper mandate={mandate} />
            {may && (mandate.state === 'in-force' || mandate.state === 'to-come') && (
              <Button size="small" busy={act.busy} onPress={() => end(mandate.id)}>
                {text.say('mandate.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Helper({ mandate }: { mandate: Mandate }) {
  const text = useText()
  const { kind, helper, scope, from, to, state, channel, paper } = mandate
  const { tellRefusal } = useTell()
  const [busy, setBusy] = useState(false)
  const fetchPaper = async (id: string) => {
    setBusy(true)
    await download(openFile, { id }).then(save, (thrown: unknown) => tellRefusal(refusalOf(thrown)))
    setBusy(false)
  }
  return (
    <div class="mandate">
      <p>
        {helper.person ? <a href={`/desk/people/${helper.person}`}>{helper.name}</a> : <strong>{helper.name}</strong>}{' '}
        {helper.tail && <span class="quiet">{text.say('sign-in.tail', { tail: helper.tail })}</span>}{' '}
        <Tag tone={state === 'in-force' ? 'good' : 'plain'}>{text.say(`mandate.state.${state}`)}</Tag>
      </p>
      <p class="quiet small">
        {text.say(`mandate.kind.${kind}`)}
        {' · '}
        {text.list(scope.map((one) => text.say(`mandate.scope.${one}`)))}
        {' · '}
        {text.say('mandate.period', { from: text.day(from, 'short'), to: text.day(to, 'short') })}
        {' · '}
        {text.say(`mandate.channel.${channel}`)}{' '}
        {paper && (
          <Button size="small" tone="quiet" icon="file" busy={busy} onPress={() => fetchPaper(paper)}>
            {text.say('mandate.paper')}
          </Button>
        )}
      </p>
    </div>
  )
}
