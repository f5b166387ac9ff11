/** A number for a letter: made when the dialog opens it, shown once, printed or copied by hand. */
import { useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { MarkedPrint } from '#ground/purposes/screens/marked-print.tsx'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import { issueLetter } from '../contract.ts'
import type { PersonDialogProps } from './bind-dialog.tsx'

export function LetterDialog({ person, name, onClose, onDone }: PersonDialogProps) {
  const text = useText()
  const [issued, setIssued] = useState<OutputOf<typeof issueLetter>>()
  const act = useDo((input: { person: string }, options) => call(issueLetter, input, options))
  const issue = async () => {
    const reply = await act.run({ person })
    if (!reply) return
    setIssued(reply.data)
    onDone()
  }
  if (issued)
    return (
      <Dialog
        open
        title={text.say('letter.once')}
        actions={
          <>
            <MarkedPrint what="letter" subjects={1} elements={['person.name']} />
            <Button tone="primary" onPress={onClose}>
              {text.say('kit.close')}
            </Button>
          </>
        }
      >
        {issued.number ? (
          <>
            <p>{text.say('letter.once-lead', { name, day: text.moment(issued.until, 'short') })}</p>
            <p class="letter-number">{issued.number}</p>
          </>
        ) : (
          <p>{text.say('letter.replayed')}</p>
        )}
      </Dialog>
    )
  return (
    <Dialog
      open
      title={text.say('letter.issue-title', { name })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" busy={act.busy} onPress={issue}>
            {text.say('letter.issue')}
          </Button>
        </>
      }
    >
      <p>{text.say('letter.lead')}</p>
      {act.refusal && <ProblemNote refusal={act.refusal} />}
    </Dialog>
  )
}
