/** The people of a door, each one line: who she is, and the four relations, each since when. What is not so is seen as well. */
import { FactValueShown } from '#ground/facts/screens/fact-list.tsx'
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import { Icon } from '#kit/icon.tsx'
import { Menu, type MenuItem } from '#kit/menu.tsx'
import { useText } from '#kit/text-context.tsx'
import { type DoorPerson, type DoorRow, type Relation, relations, rowsOf } from '../door-rows.ts'
import { nameOf } from './person-name.ts'

export type DoorPeopleProps = {
  people: readonly DoorPerson[]
  catalogue: CatalogueHere
  /** What may be done to one of them; nothing where nothing may be changed. */
  doing?: {
    onCorrect: (row: DoorRow, element?: string) => void
    onEnd: (row: DoorRow) => void
    onAdd: (row: DoorRow, relation: Relation) => void
  }
}

const about = ['person.sex', 'person.age', 'person.relation-to-head']
const reached = ['person.phone', 'person.id-number']

export function DoorPeople({ people, catalogue, doing }: DoorPeopleProps) {
  const text = useText()
  const rows = rowsOf(people)
  const count = (relation: Relation) => people.filter((person) => person.relation === relation).length
  return (
    <table class="door-people">
      <thead>
        <tr>
          <th scope="col">{text.say('door.who')}</th>
          <th scope="col">{text.say('door.reach')}</th>
          {relations.map((relation) => (
            <th key={relation} scope="col">
              {text.say(`relation.${relation}`)} <span class="digits quiet">{text.say('door.count', { n: count(relation) })}</span>
            </th>
          ))}
          {doing && (
            <th scope="col" class="no-print">
              <span class="unseen">{text.say('door.do')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <PersonRow key={row.person} row={row} catalogue={catalogue} doing={doing} />
        ))}
      </tbody>
    </table>
  )
}

function PersonRow({ row, catalogue, doing }: { row: DoorRow; catalogue: CatalogueHere; doing: DoorPeopleProps['doing'] }) {
  const text = useText()
  const name = nameOf(row, text.say('door.unnamed'))
  const facts = (elements: readonly string[]) => elements.flatMap((element) => row.facts.filter((fact) => fact.element === element))
  return (
    <tr>
      <th scope="row">
        <a class="person-name" href={`/desk/people/${row.person}`}>
          {name}
        </a>
        <span class="person-line">
          {facts(about).map((fact) => (
            <FactValueShown
              key={fact.element}
              fact={fact}
              catalogue={catalogue}
              onCorrect={doing && fact.source !== 'derived' ? (element) => doing.onCorrect(row, element) : undefined}
            />
          ))}
        </span>
      </th>
      <td>
        <span class="person-reach">
          {facts(reached).map((fact) => (
            <FactValueShown
              key={fact.element}
              fact={fact}
              catalogue={catalogue}
              onCorrect={doing && ((element) => doing.onCorrect(row, element))}
            />
          ))}
        </span>
      </td>
      {relations.map((relation) => (
        <td key={relation} data-head={text.say(`relation.${relation}`)} data-held={row.ties[relation] ? '' : undefined}>
          {sayTie(row, relation)}
        </td>
      ))}
      {doing && (
        <td class="no-print">
          <Menu label={text.say('door.do-for', { name })} align="end" items={doings(name)}>
            <Icon name="more" />
          </Menu>
        </td>
      )}
    </tr>
  )

  function sayTie({ ties }: DoorRow, relation: Relation) {
    const tie = ties[relation]
    if (!tie) return <span class="quiet">{text.say('door.not')}</span>
    return tie.from ? text.say('door.since', { day: text.day(tie.from) }) : text.say('door.since-unknown')
  }

  function doings(who: string): MenuItem[] {
    if (!doing) return []
    const more = relations.filter((relation) => !row.ties[relation])
    return [
      { id: 'correct', icon: 'edit', label: text.say('door.correct'), onPick: () => doing.onCorrect(row) },
      { id: 'end', icon: 'sign-out', label: text.say('end.menu'), note: text.say('end.menu-note'), onPick: () => doing.onEnd(row) },
      ...more.map((relation) => ({
        id: relation,
        icon: 'add' as const,
        label: text.say('add.as', { name: who, relation: text.say(`relation.${relation}`) }),
        onPick: () => doing.onAdd(row, relation),
      })),
    ]
  }
}
