/** How a knock ended otherwise: to be gone to again, not wanting to be asked, gone away. One touch each; another time than the usual ones is chosen. */
import { useState } from 'preact/hooks'
import { Button } from '#kit/button.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { useText } from '#kit/text-context.tsx'
import { houseNow } from '#kit/today.ts'
import type { RoundDoor } from '../contract.ts'
import type { Knock } from './capture.ts'
import { MomentInput } from './moment-input.tsx'
import { dateOf, laterOf, laters, type Moment } from './moments.ts'

export type EndDialogProps = {
  busy: boolean
  parties: RoundDoor['parties']
  /** Of a sheet of paper, where the usual times have long gone by. */
  paper: boolean
  onClose: () => void
  onEnd: (knock: Knock) => void
}

export function EndDialog({ busy, parties, paper, onClose, onEnd }: EndDialogProps) {
  const text = useText()
  const [other, setOther] = useState(paper)
  const [moment, setMoment] = useState<Moment>({ day: '', time: '' })
  const people = parties.filter(({ kind }) => kind === 'person')
  const comeBack = (at: Date) => onEnd({ outcome: 'come-back', comeBackAt: at.toISOString() })
  const chosen = dateOf(moment)
  return (
    <Dialog open title={text.say('door.other-end')} onClose={onClose}>
      <div class="ends">
        {!other &&
          laters.map((when) => (
            <Button key={when} busy={busy} icon="clock" onPress={() => comeBack(laterOf(when, houseNow()))}>
              {text.say(`door.come-back-${when}`)}
            </Button>
          ))}
        {!other && (
          <Button icon="calendar" onPress={() => setOther(true)}>
            {text.say('door.come-back-other')}
          </Button>
        )}
        <Button busy={busy} icon="people" onPress={() => onEnd({ outcome: 'no-adult' })}>
          {text.say('rounds.box.no-adult')}
        </Button>
        {other && (
          <>
            <MomentInput value={moment} onChange={setMoment} day={text.say('door.come-back-day')} />
            <Button tone="primary" icon="clock" busy={busy} disabled={!chosen} onPress={() => chosen && comeBack(chosen)}>
              {text.say('rounds.box.come-back')}
            </Button>
          </>
        )}
        {people.map((person) => (
          <Button key={person.subject} busy={busy} icon="close" onPress={() => onEnd({ outcome: 'refused', who: person.subject })}>
            {text.say('door.refuses', { name: person.name })}
          </Button>
        ))}
        <Button busy={busy} icon="close" onPress={() => onEnd({ outcome: 'refused' })}>
          {text.say('rounds.box.refused')}
        </Button>
        <Button busy={busy} icon="forward" onPress={() => onEnd({ outcome: 'moved-away' })}>
          {text.say('rounds.box.moved-away')}
        </Button>
      </div>
    </Dialog>
  )
}
