/** A list, one a line. What is typed stands as it is typed; what it says is handed on with each key. */
import { useState } from 'preact/hooks'
import { TextArea } from '#kit/input.tsx'

export function LinesInput({ begun, onChange, rows = 3 }: { begun: string; onChange: (said: string) => void; rows?: number }) {
  const [said, setSaid] = useState(begun)
  return (
    <TextArea
      value={said}
      onInput={(next) => {
        setSaid(next)
        onChange(next)
      }}
      rows={rows}
      maxLength={4000}
    />
  )
}
