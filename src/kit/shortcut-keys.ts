/** Which shortcut a pressed key completes. Pure. */
export type Shortcut = { keys: string; say: string; run: () => void }
/** The first key of a pair that was pressed, and when (ms). */
export type ShortcutState = { begun: string | undefined; at: number }

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing'>
type Setting = { now: number; typing: boolean; single: boolean }
type Read = { run: Shortcut | undefined; state: ShortcutState }

const pairWithin = 1200
const nothing: Read = { run: undefined, state: { begun: undefined, at: 0 } }

export function readShortcut(event: Pressed, shortcuts: readonly Shortcut[], state: ShortcutState, { now, typing, single }: Setting): Read {
  if (event.isComposing || event.altKey) return nothing
  const key = event.key.toLowerCase()
  if (event.ctrlKey || event.metaKey) return { ...nothing, run: shortcuts.find(({ keys }) => keys === `ctrl+${key}`) }
  if (typing || !single) return nothing
  const pair = state.begun !== undefined && now - state.at <= pairWithin ? `${state.begun} ${key}` : undefined
  const run = shortcuts.find(({ keys }) => keys === pair) ?? shortcuts.find(({ keys }) => keys === key)
  if (run) return { ...nothing, run }
  const begins = shortcuts.some(({ keys }) => keys.startsWith(`${key} `))
  return begins ? { run: undefined, state: { begun: key, at: now } } : nothing
}
