/** The file of an estate (一院一档): its numbers, who answers for what, how it is managed, what it has, what is difficult, and what was said before. */
import { useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import type { FactView } from '#ground/facts/contract.ts'
import { Contradictions } from '#ground/facts/screens/contradictions.tsx'
import { CorrectDialog } from '#ground/facts/screens/correct-dialog.tsx'
import { FactList, FactValueShown } from '#ground/facts/screens/fact-list.tsx'
import { History } from '#ground/facts/screens/history.tsx'
import { type CatalogueHere, useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import type { readEstate } from '#ground/places/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Section } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { UnreadNote } from '#kit/unread-note.tsx'
import { useRead } from '#kit/use-data.ts'
import { readPlaceFacts } from '../contract.ts'
import type { Joined } from './joined.ts'
import { teamOf } from './team.ts'
import '#ground/people/screens/homes.css'
import '#ground/places/screens/places.css'

type Estate = OutputOf<typeof readEstate>

/** What weighs on the estate, in words. */
const difficulty = 'estate.problems'
/** Offices of an estate whose holder and telephone are facts of it. */
const offices = ['party-secretary', 'owners-committee-director', 'property-manager', 'contact'] as const
const officeElements = offices.flatMap((office) => [`estate.${office}-name`, `estate.${office}-phone`])

export function EstateFile({ estate, panels }: { estate: Estate } & Pick<Joined, 'panels'>) {
  const text = useText()
  const { id } = estate
  const catalogue = useCatalogue()
  const read = useRead(id, (signal) => call(readPlaceFacts, { id }, { signal }))
  const [correcting, setCorrecting] = useState<{ element?: string | undefined }>()
  if (read.refusal) return <UnreadNote refusal={read.refusal} onRetry={read.reload} />
  const known = read.reply?.data
  if (!catalogue || !known) return null
  const may = read.reply?.may.includes('people.change') ?? false
  const correct = may ? (element?: string) => setCorrecting({ element }) : undefined
  const group = (fact: FactView) => catalogue.element(fact.element)?.group
  const rest = known.facts.filter(({ element }) => element !== difficulty && !officeElements.includes(element))
  const has = rest.filter((fact) => group(fact) === 'facilities')
  const is = rest.filter((fact) => group(fact) !== 'facilities')
  const named = { catalogue, onCorrect: correct }
  return (
    <>
      <Section title={text.say('estate.numbers')}>
        <dl class="counts">
          {Object.entries(estate.counts).map(([key, count]) => (
            <div key={key}>
              <dt>{text.say(`estate.count.${key}`)}</dt>
              <dd>{text.number(count)}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Contradictions id={id} rev={known.rev} facts={known.facts} catalogue={catalogue} may={may} onDone={read.reload} />
      <Offices estate={estate} facts={known.facts} {...named} />
      <Section title={text.say('estate.difficulties')} actions={<Change onPress={correct && (() => correct(difficulty))} />}>
        <Difficulty fact={known.facts.find(({ element }) => element === difficulty)} {...named} />
      </Section>
      <Section title={text.say('estate.facts')} actions={<Change onPress={correct && (() => correct())} />}>
        <FactList facts={is} {...named} />
      </Section>
      <Section title={text.say('estate.resources')} actions={<Change onPress={correct && (() => correct())} />}>
        {has.length > 0 ? <FactList facts={has} {...named} /> : <p class="quiet">{text.say('estate.no-resources')}</p>}
        <Premises premises={estate.premises} catalogue={catalogue} />
      </Section>
      {panels}
      <History of={[{ id }]} catalogue={catalogue} />
      {correcting && (
        <CorrectDialog
          subject={{ id, kind: 'estate', rev: known.rev, facts: known.facts }}
          title={estate.name}
          element={correcting.element}
          catalogue={catalogue}
          onClose={() => setCorrecting(undefined)}
          onDone={read.reload}
          again={async () => (await call(readPlaceFacts, { id })).data}
        />
      )}
    </>
  )
}

function Change({ onPress }: { onPress: (() => void) | undefined }) {
  const text = useText()
  if (!onPress) return null
  return (
    <Button size="small" icon="edit" onPress={onPress}>
      {text.say('door.correct')}
    </Button>
  )
}

type Named = { catalogue: CatalogueHere; onCorrect: ((element?: string) => void) | undefined }

/** People by what they answer for: who the estate's own papers name, and the teams of its grids. */
function Offices({ estate, facts, catalogue, onCorrect }: { estate: Estate; facts: readonly FactView[] } & Named) {
  const text = useText()
  const fact = (element: string) => facts.find((one) => one.element === element)
  const held = offices.filter((office) => fact(`estate.${office}-name`) || fact(`estate.${office}-phone`))
  if (held.length === 0 && estate.grids.length === 0) return null
  return (
    <Section title={text.say('estate.people')}>
      <table class="ties">
        <tbody>
          {held.map((office) => (
            <tr key={office}>
              <th scope="row" class="quiet">
                {text.say(`estate.office.${office}`)}
              </th>
              {['name', 'phone'].map((part) => {
                const said = fact(`estate.${office}-${part}`)
                return <td key={part}>{said && <FactValueShown fact={said} catalogue={catalogue} onCorrect={onCorrect} />}</td>
              })}
            </tr>
          ))}
          {estate.grids.map((grid) => (
            <tr key={grid.id}>
              <th scope="row">
                <a href={`/desk/grids/${grid.id}`}>{grid.name}</a>
              </th>
              <td>{text.say('estates.doors', { n: grid.doors })}</td>
              <td>{teamOf(text, grid.members)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function Difficulty({ fact, catalogue, onCorrect }: { fact: FactView | undefined } & Named) {
  const text = useText()
  if (!fact) return <p class="quiet">{text.say('estate.no-difficulties')}</p>
  return (
    <p class="prose">
      <FactValueShown fact={fact} catalogue={catalogue} onCorrect={onCorrect} />
    </p>
  )
}

function Premises({ premises, catalogue }: { premises: Estate['premises']; catalogue: CatalogueHere }) {
  const text = useText()
  if (premises.length === 0) return null
  return (
    <>
      <h3 class="list-head">
        {text.say('estate.premises')} <span class="quiet digits">{text.say('estate.premises-count', { n: premises.length })}</span>
      </h3>
      <ul class="plain-list">
        {premises.map((one) => (
          <li key={one.id}>
            <a href={`/desk/premises/${one.id}`}>{one.name}</a>{' '}
            <span class="quiet small">
              {catalogue.show('premises.kind', one.kind, text.language)} · {one.address}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
