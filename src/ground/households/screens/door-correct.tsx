/** Correct something at a door: a fact of the home itself, of the household in it, or of one of its people. */
import type { OutputOf } from '#base/contract.ts'
import { CorrectDialog } from '#ground/facts/screens/correct-dialog.tsx'
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import { call } from '#kit/api.ts'
import { useText } from '#kit/text-context.tsx'
import { readDoor, sayOfHousehold } from '../contract.ts'
import type { DoorRow } from '../door-rows.ts'
import { nameOf } from './person-name.ts'

type Door = OutputOf<typeof readDoor>
export type Corrected = { kind: 'dwelling' } | { kind: 'household' } | { kind: 'person'; row: DoorRow }

export type CorrectAtDoorProps = {
  door: Door
  of: Corrected
  element: string | undefined
  catalogue: CatalogueHere
  onClose: () => void
  onDone: () => void
}

const nothing = { id: '', rev: 0, facts: [] }

export function CorrectAtDoor({ door, of, element, ...rest }: CorrectAtDoorProps) {
  const text = useText()
  const { id } = door
  const now = async () => (await call(readDoor, { id })).data
  if (of.kind === 'dwelling')
    return (
      <CorrectDialog
        subject={{ id, kind: 'dwelling', rev: door.rev, facts: door.facts }}
        title={door.label}
        element={element}
        again={now}
        {...rest}
      />
    )
  if (of.kind === 'household')
    return (
      <CorrectDialog
        subject={{ kind: 'household', ...(door.household ?? nothing) }}
        title={`${door.label} · ${text.say('door.household')}`}
        element={element}
        again={async () => (await now()).household ?? nothing}
        // The record of a household begins with the first thing that is said of it.
        say={(saying, options) => call(sayOfHousehold, { id, ...saying }, options)}
        {...rest}
      />
    )
  const { person, rev, facts } = of.row
  return (
    <CorrectDialog
      subject={{ id: person, kind: 'person', rev, facts }}
      title={nameOf(of.row, text.say('door.unnamed'))}
      element={element}
      again={async () => (await now()).people.find((one) => one.person === person) ?? { rev, facts }}
      {...rest}
    />
  )
}
