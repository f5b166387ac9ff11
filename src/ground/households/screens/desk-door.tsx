/** One door whole (一房一户): who lives here, is registered here, owns it, rents it — four separate relations, each since when — and who did before. */
import { useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { Contradictions } from '#ground/facts/screens/contradictions.tsx'
import { FactList } from '#ground/facts/screens/fact-list.tsx'
import { History } from '#ground/facts/screens/history.tsx'
import { useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Icon } from '#kit/icon.tsx'
import { Menu } from '#kit/menu.tsx'
import { EmptyState, Page, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { readDoor } from '../contract.ts'
import type { DoorRow, Relation } from '../door-rows.ts'
import { reopenDoor } from '../doors/contract.ts'
import { AddPersonDialog } from './add-person.tsx'
import { CloseDoors } from './close-doors.tsx'
import { AddressDialog, JoinDialog, SplitDialog } from './door-changes.tsx'
import { CorrectAtDoor, type Corrected } from './door-correct.tsx'
import { DoorPeople } from './door-people.tsx'
import { EndTies } from './end-ties.tsx'
import type { Joined, Shown } from './joined.ts'
import { nameOf } from './person-name.ts'
import '#ground/people/screens/homes.css'

type Door = OutputOf<typeof readDoor>
const drawn = ['address', 'split', 'join', 'close'] as const

/** The one dialog that is open. */
type Open =
  | { kind: 'add'; relation: Relation; row?: DoorRow }
  | { kind: 'end'; row: DoorRow }
  | { kind: 'correct'; of: Corrected; element?: string | undefined }
  | { kind: (typeof drawn)[number] }

export function Screen({ params, actions, above, panels, print }: { params: Record<string, string> } & Joined) {
  const text = useText()
  const id = params.id!
  const catalogue = useCatalogue()
  const read = useRead(id, (signal) => call(readDoor, { id }, { signal }))
  const [open, setOpen] = useState<Open>()
  const door = read.reply?.data
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!door || !catalogue) return <Loading />
  const may = (read.reply?.may.includes('people.change') ?? false) && !door.closed
  const mayDraw = (read.reply?.may.includes('place.change') ?? false) && !door.closed
  const correct = (of: Corrected) => (may ? (element?: string) => setOpen({ kind: 'correct', of, element }) : undefined)
  return (
    <Page
      title={door.label}
      lead={door.grid && <Team grid={door.grid} />}
      crumbs={[
        { label: text.say('estates.title'), href: '/desk/estates' },
        ...(door.estate ? [{ label: door.estate.name, href: `/desk/estates/${door.estate.id}` }] : []),
        { label: door.label },
      ]}
      actions={
        <>
          {print?.(shownAt(door))}
          {actions}
          {mayDraw && (
            <Menu
              label={text.say('door.more')}
              align="end"
              tone="plain"
              items={drawn.map((kind) => ({
                id: kind,
                label: text.say(`door.${kind}`),
                danger: kind === 'close',
                onPick: () => setOpen({ kind }),
              }))}
            >
              {text.say('door.more')}
              <Icon name="down" />
            </Menu>
          )}
          {may && (
            <Button tone="primary" icon="add" onPress={() => setOpen({ kind: 'add', relation: 'residence' })}>
              {text.say('door.add')}
            </Button>
          )}
        </>
      }
    >
      {above}
      {door.closed && <ClosedDoor door={door} may={read.reply?.may.includes('place.change') ?? false} onDone={read.reload} />}
      {door.people.length > 0 ? (
        <DoorPeople
          people={door.people}
          catalogue={catalogue}
          {...(may
            ? {
                doing: {
                  onCorrect: (row, element) => setOpen({ kind: 'correct', of: { kind: 'person', row }, element }),
                  onEnd: (row) => setOpen({ kind: 'end', row }),
                  onAdd: (row, relation) => setOpen({ kind: 'add', relation, row }),
                },
              }
            : {})}
        />
      ) : (
        <div class="table-empty">
          <EmptyState icon="people" title={text.say('door.nobody')} />
        </div>
      )}
      {!door.closed && !door.people.some(({ relation }) => relation === 'residence') && (
        <p class="nobody">{text.say('door.none.residence')}</p>
      )}
      <Past past={door.past} />
      <Section title={text.say('door.household')} actions={<CorrectButton onPress={correct({ kind: 'household' })} />}>
        {door.household && door.household.facts.length > 0 ? (
          <>
            <Contradictions {...door.household} catalogue={catalogue} may={may} onDone={read.reload} />
            <FactList facts={door.household.facts} catalogue={catalogue} onCorrect={correct({ kind: 'household' })} />
          </>
        ) : (
          <p class="quiet">{text.say('door.no-household')}</p>
        )}
      </Section>
      <Section title={text.say('door.facts')} actions={<CorrectButton onPress={correct({ kind: 'dwelling' })} />}>
        <Contradictions id={door.id} rev={door.rev} facts={door.facts} catalogue={catalogue} may={may} onDone={read.reload} />
        <FactList facts={door.facts} catalogue={catalogue} onCorrect={correct({ kind: 'dwelling' })} />
      </Section>
      {panels}
      <History
        of={[
          ...(door.household ? [{ id: door.household.id, name: text.say('door.household') }] : []),
          { id: door.id, name: text.say('door.facts') },
        ]}
        catalogue={catalogue}
      />
      <Dialogs open={open} door={door} catalogue={catalogue} onClose={() => setOpen(undefined)} onDone={read.reload} />
    </Page>
  )
}

type DialogsProps = {
  open: Open | undefined
  door: Door
  catalogue: NonNullable<ReturnType<typeof useCatalogue>>
  onClose: () => void
  onDone: () => void
}

function Dialogs({ open, door, catalogue, onClose, onDone }: DialogsProps) {
  const text = useText()
  const done = { onClose, onDone }
  const name = (row: DoorRow) => nameOf(row, text.say('door.unnamed'))
  if (!open) return null
  if (open.kind === 'add') {
    const known = open.row && { id: open.row.person, name: name(open.row) }
    return <AddPersonDialog door={door.id} relation={open.relation} known={known} {...done} />
  }
  if (open.kind === 'end') return <EndTies door={door.id} row={open.row} name={name(open.row)} {...done} />
  if (open.kind === 'correct') return <CorrectAtDoor door={door} of={open.of} element={open.element} catalogue={catalogue} {...done} />
  if (open.kind === 'address') return <AddressDialog door={door} {...done} />
  if (open.kind === 'split') return <SplitDialog door={door} {...done} />
  if (open.kind === 'join') return <JoinDialog door={door} {...done} />
  return <CloseDoors doors={[door.id]} {...done} />
}

function CorrectButton({ onPress }: { onPress: (() => void) | undefined }) {
  const text = useText()
  if (!onPress) return null
  return (
    <Button size="small" icon="edit" onPress={() => onPress()}>
      {text.say('door.correct')}
    </Button>
  )
}

/** Who answers for this door: the grid's team with their telephones, of the stairwell heads only this door's. */
function Team({ grid }: { grid: NonNullable<Door['grid']> }) {
  const text = useText()
  const said = grid.members.map((member) => `${text.say(`role.${member.role}`)} ${member.name}${member.phone ? ` ${member.phone}` : ''}`)
  return (
    <span class="team">
      <a href={`/desk/grids/${grid.id}`}>{grid.name}</a>
      {said.length > 0 ? `${text.language === 'zh' ? '：' : ': '}${said.join(' · ')}` : ''}
    </span>
  )
}

/** Who lived, was registered, owned or rented here before, and until when. */
function Past({ past }: { past: Door['past'] }) {
  const text = useText()
  if (past.length === 0) return null
  return (
    <Section title={text.say('door.past')}>
      <table class="ties">
        <tbody>
          {past.map((person) => (
            <tr key={`${person.person} ${person.relation} ${person.from}`}>
              <th scope="row">
                <a href={`/desk/people/${person.person}`}>{nameOf(person, text.say('door.unnamed'))}</a>
              </th>
              <td>{text.say(`relation.${person.relation}`)}</td>
              <td class="quiet">
                {text.say('door.period', { from: person.from ? text.day(person.from) : '?', to: text.day(person.to ?? '') })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function shownAt({ people, past, facts, household }: Door): Shown {
  const elements = [...facts, ...(household?.facts ?? [])].map(({ element }) => element)
  return { subjects: new Set([...people, ...past].map(({ person }) => person)).size, elements: ['person.name', ...elements] }
}

/** It is no longer: why, since when, and where its people went. */
function ClosedDoor({ door, may, onDone }: { door: Door; may: boolean; onDone: () => void }) {
  const text = useText()
  const act = useDo((id: string, options) => call(reopenDoor, { id }, options))
  if (!door.closed) return null
  const { on, why, into } = door.closed
  return (
    <div class="row closed-door">
      <Tag tone="stale">{text.say('door.closed', { day: text.day(on), why: text.say(`door.why.${why}`) })}</Tag>
      {into && <a href={`/desk/doors/${into}`}>{text.say('door.joined-into')}</a>}
      {may && !into && (
        <Button size="small" busy={act.busy} onPress={async () => (await act.run(door.id)) && onDone()}>
          {text.say('door.reopen')}
        </Button>
      )}
      {act.refusal && <ProblemNote refusal={act.refusal} />}
    </div>
  )
}
