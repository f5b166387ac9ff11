/** One door whole (一房一户): who lives here, is registered here, owns it, rents it — four separate relations, each since when — and who did before. */
import { useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { Contradictions } from '#ground/facts/screens/contradictions.tsx'
import { CorrectDialog } from '#ground/facts/screens/correct-dialog.tsx'
import { FactList, FactValueShown } from '#ground/facts/screens/fact-list.tsx'
import { type CatalogueHere, useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Icon } from '#kit/icon.tsx'
import { Menu } from '#kit/menu.tsx'
import { Page, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { Loading } from '#kit/progress.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { readDoor } from '../contract.ts'
import { reopenDoor } from '../doors/contract.ts'
import { AddPersonDialog } from './add-person.tsx'
import { CloseDoors } from './close-doors.tsx'
import { AddressDialog, JoinDialog, SplitDialog } from './door-changes.tsx'
import type { Joined } from './joined.ts'
import { nameOf } from './person-name.ts'
import '#ground/people/screens/homes.css'

type Door = OutputOf<typeof readDoor>
type DoorPerson = Door['people'][number]
const relations = ['residence', 'registration', 'ownership', 'tenancy'] as const
const lineElements = ['person.sex', 'person.age', 'person.relation-to-head', 'person.phone', 'person.id-number']

export function Screen({ params, actions, panels }: { params: Record<string, string> } & Joined) {
  const text = useText()
  const id = params.id!
  const catalogue = useCatalogue()
  const read = useRead(id, (signal) => call(readDoor, { id }, { signal }))
  const [adding, setAdding] = useState<(typeof relations)[number]>()
  const [correcting, setCorrecting] = useState(false)
  const [changing, setChanging] = useState<'address' | 'split' | 'join' | 'close'>()
  const door = read.reply?.data
  if (read.refusal) return <ProblemNote refusal={read.refusal} />
  if (!door || !catalogue) return <Loading />
  const may = read.reply?.may.includes('people.change') && !door.closed
  const mayDraw = read.reply?.may.includes('place.change') && !door.closed
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
          {actions}
          {mayDraw && (
            <Menu
              label={text.say('door.more')}
              align="end"
              items={(['address', 'split', 'join', 'close'] as const).map((one) => ({
                id: one,
                label: text.say(`door.${one}`),
                danger: one === 'close',
                onPick: () => setChanging(one),
              }))}
            >
              {text.say('door.more')}
              <Icon name="down" />
            </Menu>
          )}
          {may && (
            <>
              <Button onPress={() => setCorrecting(true)} icon="edit">
                {text.say('door.correct')}
              </Button>
              <Button tone="primary" icon="add" onPress={() => setAdding('residence')}>
                {text.say('door.add')}
              </Button>
            </>
          )}
        </>
      }
    >
      {door.closed && <ClosedDoor door={door} may={read.reply?.may.includes('place.change') ?? false} onDone={read.reload} />}
      <div class="relations">
        {relations.map((relation) => (
          <Relation
            key={relation}
            relation={relation}
            people={door.people.filter((person) => person.relation === relation)}
            catalogue={catalogue}
            onAdd={may ? () => setAdding(relation) : undefined}
          />
        ))}
      </div>
      {door.past.length > 0 && (
        <Section title={text.say('door.past')}>
          <ul class="plain-list">
            {door.past.map((person) => (
              <li key={`${person.person} ${person.relation} ${person.from}`}>
                <a href={`/desk/people/${person.person}`}>{nameOf(person, text.say('door.unnamed'))}</a>{' '}
                {text.say(`relation.${person.relation}`)}{' '}
                <span class="quiet">
                  {text.say('door.period', { from: person.from ? text.day(person.from) : '?', to: text.day(person.to ?? '') })}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {door.household && door.household.facts.length > 0 && (
        <Section title={text.say('door.household')}>
          <Contradictions {...door.household} catalogue={catalogue} may={may ?? false} onDone={read.reload} />
          <FactList facts={door.household.facts} catalogue={catalogue} />
        </Section>
      )}
      {door.facts.length > 0 && (
        <Section title={text.say('door.facts')}>
          <Contradictions id={door.id} rev={door.rev} facts={door.facts} catalogue={catalogue} may={may ?? false} onDone={read.reload} />
          <FactList facts={door.facts} catalogue={catalogue} />
        </Section>
      )}
      {adding && <AddPersonDialog door={door.id} relation={adding} onClose={() => setAdding(undefined)} onDone={read.reload} />}
      {changing === 'address' && <AddressDialog door={door} onClose={() => setChanging(undefined)} onDone={read.reload} />}
      {changing === 'split' && <SplitDialog door={door} onClose={() => setChanging(undefined)} onDone={read.reload} />}
      {changing === 'join' && <JoinDialog door={door} onClose={() => setChanging(undefined)} onDone={read.reload} />}
      {changing === 'close' && <CloseDoors doors={[id]} onClose={() => setChanging(undefined)} onDone={read.reload} />}
      {correcting && (
        <CorrectDialog
          subject={{ id: door.id, kind: 'dwelling', rev: door.rev, facts: door.facts }}
          title={door.label}
          catalogue={catalogue}
          onClose={() => setCorrecting(false)}
          onDone={read.reload}
          again={async () => (await call(readDoor, { id })).data}
        />
      )}
      {panels}
    </Page>
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

/** It is no longer: why, since when, and where its people went. */
function ClosedDoor({ door, may, onDone }: { door: Door; may: boolean; onDone: () => void }) {
  const text = useText()
  const act = useDo((id: string, options) => call(reopenDoor, { id }, options))
  if (!door.closed) return null
  const { on, why, into } = door.closed
  return (
    <div class="row">
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

function Relation({
  relation,
  people,
  catalogue,
  onAdd,
}: {
  relation: (typeof relations)[number]
  people: DoorPerson[]
  catalogue: CatalogueHere
  onAdd?: (() => void) | undefined
}) {
  const text = useText()
  return (
    <Section
      title={`${text.say(`relation.${relation}`)} ${people.length > 0 ? people.length : ''}`}
      actions={
        onAdd && (
          <Button
            tone="quiet"
            size="small"
            icon="add"
            label={text.say('door.add-to', { relation: text.say(`relation.${relation}`) })}
            onPress={onAdd}
          />
        )
      }
    >
      {people.length === 0 ? (
        <p class="nobody">{text.say(`door.none.${relation}`)}</p>
      ) : (
        <ul class="person-cards">
          {people.map((person) => (
            <li key={person.person}>
              <a class="person-name" href={`/desk/people/${person.person}`}>
                {nameOf(person, text.say('door.unnamed'))}
              </a>
              <span class="person-line">
                {lineElements
                  .flatMap((element) => person.facts.filter((fact) => fact.element === element))
                  .map((fact) => (
                    <FactValueShown key={fact.element} fact={fact} catalogue={catalogue} />
                  ))}
              </span>
              {person.from && <span class="quiet">{text.say('door.since', { day: text.day(person.from) })}</span>}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
