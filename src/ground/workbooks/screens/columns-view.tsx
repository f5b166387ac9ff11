/** Columns of a long list: those to be looked at, or all of them. */
import { useRef, useState } from 'preact/hooks'
import { Radios } from '#kit/checkbox.tsx'
import { useText } from '#kit/text-context.tsx'

/** Sheets with more columns than this open with those a person should look at. */
const MANY = 8

export function useColumnsView<Line>(lines: readonly Line[], keyOf: (line: Line) => number, mustLook: (line: Line) => boolean) {
  const text = useText()
  // A column that was just corrected must not vanish under the reader's hands.
  const looked = useRef(new Set<number>())
  for (const line of lines) if (mustLook(line)) looked.current.add(keyOf(line))
  const asked = lines.filter((line) => looked.current.has(keyOf(line)))
  const [chosen, setView] = useState<'asked' | 'all'>()
  const isLong = lines.length > MANY && asked.length > 0
  const view = chosen ?? (isLong ? 'asked' : 'all')
  const choice = isLong && (
    <div class="columns-view">
      <Radios
        joined
        label={text.say('columns.view')}
        value={view}
        onChange={setView}
        options={[
          { value: 'asked', label: text.say('columns.asked', { n: asked.length }) },
          { value: 'all', label: text.say('columns.all', { n: lines.length }) },
        ]}
      />
    </div>
  )
  return { shown: view === 'asked' ? asked : lines, choice }
}
