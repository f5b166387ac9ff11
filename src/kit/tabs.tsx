import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { useText } from './text-context.tsx'

export type Tab = { id: string; label: string /** How many, where it helps to know before opening. */; count?: number }
export type TabsProps = {
  label: string
  tabs: readonly Tab[]
  value: string
  onChange: (id: string) => void
  /** The open tab's content. */
  children: ComponentChildren
}

/** Arrows open the neighbouring tab at once: content is already here, so nothing waits. */
export function Tabs({ label, tabs, value, onChange, children }: TabsProps) {
  const text = useText()
  const id = useId()
  const move = (event: KeyboardEvent) => {
    const next = neighbour(event.key, tabs, value)
    if (!next) return
    event.preventDefault()
    onChange(next.id)
    document.getElementById(`${id}-${next.id}`)?.focus()
  }
  return (
    <div class="tabs">
      <div class="tab-list" role="tablist" aria-label={label} onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            id={`${id}-${tab.id}`}
            type="button"
            role="tab"
            class="tab"
            aria-selected={tab.id === value}
            aria-controls={tab.id === value ? `${id}-panel` : undefined}
            tabIndex={tab.id === value ? 0 : -1}
            onClick={() => onChange(tab.id)}
          >
            {tab.label}
            {tab.count !== undefined && <span class="tab-count digits">{text.number(tab.count)}</span>}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the pattern of tabs lets the panel be reached from its tab */}
      <div id={`${id}-panel`} class="tab-panel" role="tabpanel" aria-labelledby={`${id}-${value}`} tabIndex={0}>
        {children}
      </div>
    </div>
  )
}

function neighbour(key: string, tabs: readonly Tab[], value: string): Tab | undefined {
  const at = tabs.findIndex((tab) => tab.id === value)
  if (key === 'ArrowRight') return tabs[(at + 1) % tabs.length]
  if (key === 'ArrowLeft') return tabs[(at - 1 + tabs.length) % tabs.length]
  if (key === 'Home') return tabs[0]
  return key === 'End' ? tabs[tabs.length - 1] : undefined
}
