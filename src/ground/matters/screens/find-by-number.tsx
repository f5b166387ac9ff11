/** The number on a receipt, as it is read out on the telephone. */
import { useState } from 'preact/hooks'
import { TextInput } from '#kit/input.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import type { Refusal } from '#kit/refusal.ts'
import { useText } from '#kit/text-context.tsx'

export type FindByNumberProps = {
  refusal: Refusal | undefined
  /** Answers with true when there is none of this number that may be seen. */
  onFind: (number: string) => Promise<boolean>
}

export function FindByNumber({ refusal, onFind }: FindByNumberProps) {
  const text = useText()
  const [number, setNumber] = useState('')
  const [none, setNone] = useState(false)
  return (
    <div class="find-by-number">
      <TextInput
        label={text.say('matter.find')}
        placeholder={text.say('matter.find')}
        icon="search"
        mode="numeric"
        width={14}
        maxLength={20}
        value={number}
        onInput={(value) => {
          setNumber(value)
          setNone(false)
        }}
        onEnter={async () => {
          if (number.trim().length >= 6) setNone(await onFind(number.trim()))
        }}
      />
      {none && (
        <p class="small" role="status">
          {text.say('matter.find-none')}
        </p>
      )}
      {refusal && <ProblemNote refusal={refusal} />}
    </div>
  )
}
