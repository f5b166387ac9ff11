import { useMemo, useState } from 'preact/hooks'
import { Radios } from '#kit/checkbox.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { Wall } from '#kit/wall.tsx'
import { answersTo, freshness, headCount, largeEstate, oldEstate, smallEstate, village } from './samples.ts'

const estates = { small: smallEstate, old: oldEstate, large: largeEstate, village }

export function Walls() {
  const text = useText()
  const { tell } = useTell()
  const [size, setSize] = useState<keyof typeof estates>('old')
  const [asked, setAsked] = useState('fresh')
  const estate = useMemo(() => estates[size](), [size])
  const questions = useMemo(() => [freshness(text), headCount(text)], [text])
  const question = questions.find(({ id }) => id === asked)!
  const answers = useMemo(() => answersTo(estate, question), [estate, question])
  return (
    <div class="stack">
      <Radios
        joined
        label={text.say('kit-page.estate')}
        value={size}
        onChange={setSize}
        options={(['small', 'old', 'large', 'village'] as const).map((value) => ({ value, label: text.say(`sample.estate-${value}`) }))}
      />
      <Wall
        key={size}
        estate={estate}
        question={question}
        answers={answers}
        questions={questions}
        onQuestion={setAsked}
        onOpen={(door) => tell({ text: door })}
      />
    </div>
  )
}
