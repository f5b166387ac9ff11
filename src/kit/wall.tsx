/**
 * The building wall: an estate as its buildings, each building as floors × doors, coloured by one question at a time. Far off, every building is a small front
 * on one ground line, drawn as one path per state; near, every door is a cell that the keyboard reaches. Colour is never alone: each state has its sign and pattern.
 */
import { useMemo, useState } from 'preact/hooks'
import { Radios } from './checkbox.tsx'
import { useText } from './text-context.tsx'
import { usePrinting } from './use-printing.ts'
import { WallDoors } from './wall-doors.tsx'
import { WallLegend } from './wall-legend.tsx'
import {
  countStates,
  doorsOf,
  type PlannedBuilding,
  planBuilding,
  type WallAnswers,
  type WallEstate,
  type WallQuestion,
} from './wall-plan.ts'
import { WallStreet } from './wall-street.tsx'
import './styles/wall.css'
import './styles/wall-street.css'
import './styles/wall-doors.css'
import './styles/wall-tones.css'

export type WallProps = {
  estate: WallEstate
  question: WallQuestion
  answers: WallAnswers
  /** Enter or press on a door. */
  onOpen: (doorId: string) => void
  /** Other questions to colour by. */
  questions?: readonly Pick<WallQuestion, 'id' | 'label'>[]
  onQuestion?: (id: string) => void
  /** Far (buildings) or near (doors); chosen by size when left out. */
  start?: WallView | undefined
  /** Building or door to come near to: where the reader was before she went on to a door. */
  at?: string | undefined
  /** Told when the reader steps nearer or back. */
  onView?: (view: WallView) => void
}

export type WallView = 'street' | 'doors'

/** Up to so many doors are shown at once without stepping back first. */
const nearAtOnce = 240
/** A printed wall of more doors than this prints its street view. */
const printAtMost = 6000

export function Wall({ estate, question, answers, onOpen, questions, onQuestion, start, at, onView }: WallProps) {
  const text = useText()
  const doors = useMemo(() => doorsOf(estate), [estate])
  const plans = useMemo(() => estate.buildings.map((building): PlannedBuilding => ({ building, plan: planBuilding(building) })), [estate])
  const counts = useMemo(() => countStates(doors, answers), [doors, answers])
  const [view, setView] = useState<WallView>(start ?? (doors.length <= nearAtOnce ? 'doors' : 'street'))
  const [lit, setLit] = useState<string>()
  const [target, setTarget] = useState(at)
  const printing = usePrinting()
  // A village without buildings is its plan of doors; from across the street there is nothing else to see.
  const near = (view === 'doors' || estate.buildings.length === 0) && !(printing && doors.length > printAtMost)
  const goTo = (next: WallView, buildingId?: string) => {
    setTarget(buildingId)
    setView(next)
    onView?.(next)
  }
  return (
    <div class="wall" data-lit={lit} data-view={near ? 'doors' : 'street'}>
      <div class="wall-bar">
        {questions && onQuestion && (
          <Radios
            joined
            label={text.say('kit.wall-question')}
            value={question.id}
            options={questions.map(({ id, label }) => ({ value: id, label }))}
            onChange={onQuestion}
          />
        )}
        {estate.buildings.length > 0 && (
          <div class="no-print">
            <Radios
              joined
              label={text.say('kit.wall-view')}
              value={view}
              options={(['street', 'doors'] as const).map((value) => ({ value, label: text.say(`kit.wall-${value}`) }))}
              onChange={(next) => goTo(next)}
            />
          </div>
        )}
      </div>
      <WallLegend question={question} counts={counts} total={doors.length} lit={lit} onLight={setLit} />
      {near ? (
        <WallDoors
          estate={estate}
          plans={plans}
          question={question}
          answers={answers}
          lit={lit}
          target={target}
          all={printing}
          onOpen={onOpen}
        />
      ) : (
        <WallStreet
          estate={estate}
          plans={plans}
          question={question}
          answers={answers}
          lit={lit}
          onOpen={(building) => goTo('doors', building)}
        />
      )}
    </div>
  )
}
