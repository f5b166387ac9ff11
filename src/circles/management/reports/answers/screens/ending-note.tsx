/** How a request ended without being handed over: who said so, when and why; what was closed by mistake is opened again. */
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo } from '#kit/use-data.ts'
import { type Ending, reopenRequest } from '../contract.ts'

export function EndingNote({ id, ending, may, onDone }: { id: string; ending: Ending; may: boolean; onDone: () => void }) {
  const text = useText()
  const { tell } = useTell()
  const act = useDo((input: InputOf<typeof reopenRequest>, options) => call(reopenRequest, input, options))
  const reopen = async () => {
    if (!(await act.run({ id }))) return
    tell({ text: text.say('closing.reopened') })
    onDone()
  }
  return (
    <div class="basis-note">
      <p>
        <strong>{text.say(`ending.${ending.kind}`)}</strong> {sayWhy(text, ending)}
        {ending.words && ` ${text.say('ending.words', { words: ending.words })}`}{' '}
        <span class="small quiet">{text.say('ending.by', { by: ending.by, at: text.moment(ending.at, 'short') })}</span>
      </p>
      {ending.kind === 'closed' && may && (
        <Button size="small" busy={act.busy} onPress={reopen}>
          {text.say('closing.reopen')}
        </Button>
      )}
      {act.refusal && <ProblemNote refusal={act.refusal} />}
    </div>
  )
}

const words: Record<Ending['kind'], string | undefined> = {
  merged: undefined,
  'sent-back': 'answer',
  closed: 'closing.reason',
  upheld: 'objections.reason',
}

function sayWhy(text: Text, { kind, why }: Ending): string {
  const stem = words[kind]
  return stem && why.length > 0 ? text.say('ending.why', { why: text.list(why.map((one) => text.say(`${stem}.${one}`))) }) : ''
}
