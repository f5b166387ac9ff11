/**
 * Keys for the whole face, and the sheet that lists them (`?`). Single keys can be switched off (WCAG 2.1.4), and never fire while somebody types.
 */
import { useEffect, useState } from 'preact/hooks'
import { Checkbox } from './checkbox.tsx'
import { Dialog } from './dialog.tsx'
import { readShortcut, type Shortcut, type ShortcutState } from './shortcut-keys.ts'
import { useText } from './text-context.tsx'

const stored = 'linli.single-keys'
const known = new Set<Shortcut>()

/** Offer a key while the component is on screen. `keys`: `?`, `/`, `g p` (one after the other), `ctrl+k`. `say` is a text key for the list. */
export function useShortcut(keys: string, say: string, run: () => void): void {
  useEffect(() => {
    const shortcut: Shortcut = { keys, say, run }
    known.add(shortcut)
    return () => {
      known.delete(shortcut)
    }
  })
}

function singleKeys(): boolean {
  return localStorage.getItem(stored) !== 'off'
}

/** Hears the keys; once per face. */
export function useShortcutKeys(): void {
  useEffect(() => {
    let state: ShortcutState = { begun: undefined, at: 0 }
    const hear = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest('input, select, textarea, [contenteditable]') !== null
      const read = readShortcut(event, [...known], state, { now: event.timeStamp, typing, single: singleKeys() })
      state = read.state
      if (!read.run) return
      event.preventDefault()
      read.run.run()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [])
}

export function ShortcutsHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const text = useText()
  const [single, setSingle] = useState(singleKeys)
  const change = (on: boolean) => {
    localStorage.setItem(stored, on ? 'on' : 'off')
    setSingle(on)
  }
  return (
    <Dialog open={open} title={text.say('kit.keys')} onClose={onClose} size="wide">
      <dl class="keys">
        {open &&
          [...known].map((shortcut) => (
            <div key={shortcut.keys}>
              <dt>{text.say(shortcut.say)}</dt>
              <dd>
                <Keys keys={shortcut.keys} />
              </dd>
            </div>
          ))}
        {(['move', 'open', 'choose', 'copy'] as const).map((name) => (
          <div key={name}>
            <dt>{text.say(`kit.keys-${name}`)}</dt>
            <dd>
              <Keys keys={{ move: '↑ ↓ ← →', open: 'Enter', choose: 'Space', copy: 'ctrl+c' }[name]} />
            </dd>
          </div>
        ))}
      </dl>
      <Checkbox checked={single} onChange={change} label={text.say('kit.keys-single')} hint={text.say('kit.keys-single-hint')} />
    </Dialog>
  )
}

export function Keys({ keys }: { keys: string }) {
  return (
    <span class="row keys-row">
      {keys.split(/[ +]/).map((key) => (
        <kbd key={key}>{key.length === 1 ? key.toUpperCase() : key.charAt(0).toUpperCase() + key.slice(1)}</kbd>
      ))}
    </span>
  )
}
