/** What a step of a sample case asks, with the shortest answers filled in. */
import { useState } from 'preact/hooks'
import { Button } from '#kit/button.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Form } from '#kit/field.tsx'
import { useText } from '#kit/text-context.tsx'
import { StepFields } from '../../screens/step-fields.tsx'
import type { ChanceView, TryAct, TryReply } from '../contract.ts'
import { sayWords } from './say-type.ts'

export type TryStepProps = {
  chance: ChanceView
  step: TryReply['steps'][number]
  onClose: () => void
  onDone: (act: TryAct['act']) => void
}

export function TryStep({ chance, step, onClose, onDone }: TryStepProps) {
  const text = useText()
  const [act, setAct] = useState<Record<string, unknown>>({ ...chance.act })
  const done = () => onDone(act as TryAct['act'])
  return (
    <Dialog
      open
      title={sayWords(text, step.title)}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" onPress={done}>
            {text.say('matter.do.step')}
          </Button>
        </>
      }
    >
      <Form label={sayWords(text, step.title)} onSubmit={done}>
        <StepFields step={step} fields={act} onChange={(name, value) => setAct({ ...act, [name]: value })} />
      </Form>
    </Dialog>
  )
}
