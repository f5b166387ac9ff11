/** The frame of a screen: where one is, what it is called, what can be done here. */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Button } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'
import { useText } from './text-context.tsx'

export type Crumb = { label: string; href?: string }

export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  const text = useText()
  return (
    <nav class="crumbs no-print" aria-label={text.say('kit.crumbs')}>
      <ol>
        {crumbs.map((crumb, index) => (
          <li key={crumb.label}>
            {index > 0 && <Icon name="forward" />}
            {crumb.href ? <a href={crumb.href}>{crumb.label}</a> : <span>{crumb.label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  )
}

export type PageProps = {
  title: string
  /** One sentence under the title: what this is about, never how the screen works. */
  lead?: ComponentChildren
  crumbs?: readonly Crumb[]
  /** Buttons beside the title; the one that matters last. */
  actions?: ComponentChildren
  /** Tables and walls take the whole width, prose and forms a readable measure. */
  width?: 'whole' | 'measure'
  /**
   * What is printed are the sheets on it, without title and headings, on paper like this: `size: A4; margin: 0`. For the whole document and only while
   * the screen is open: a named page would part from whatever stands before it by an empty sheet.
   */
  sheets?: string
  children: ComponentChildren
}

/** Sets the window's title, and takes the focus to the heading when the screen opens, so that a reader who listens knows where she is. */
export function Page({ title, lead, crumbs, actions, width = 'whole', sheets, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = title
  }, [title])
  useEffect(() => {
    const focused = document.activeElement
    if (!focused || focused === document.body || focused.closest('.rail, .top-bar, .foot-bar'))
      heading.current?.focus({ preventScroll: true })
  }, [])
  // What held the focus may be gone with what the screen has read anew; the reader stays on the page, at its heading.
  const held = useRef<EventTarget | null>(null)
  useEffect(() => {
    const lost = held.current instanceof Node && !held.current.isConnected
    if (lost && document.activeElement === document.body) heading.current?.focus({ preventScroll: true })
  })
  return (
    <div
      class="page"
      data-width={width}
      data-sheets={sheets ? '' : undefined}
      onFocusIn={(event) => {
        held.current = event.target
      }}
    >
      {sheets && <style>{`@page { ${sheets} }`}</style>}
      {crumbs && <Breadcrumb crumbs={crumbs} />}
      <header class="page-head">
        <div class="page-title">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <p class="page-lead">{lead}</p>}
        </div>
        {actions && <div class="row page-actions no-print">{actions}</div>}
      </header>
      <div class="page-body">{children}</div>
    </div>
  )
}

/** A named part of a page. */
export function Section({ title, actions, children }: { title: string; actions?: ComponentChildren; children: ComponentChildren }) {
  return (
    <section class="section">
      <header class="section-head">
        <h2>{title}</h2>
        {actions && <div class="row no-print">{actions}</div>}
      </header>
      {children}
    </section>
  )
}

/** Names and values one under the other, as on a register card. */
export function Facts({ items }: { items: readonly { label: string; value: ComponentChildren }[] }) {
  return (
    <dl class="facts">
      {items.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

export type EmptyStateProps = {
  icon?: IconName
  /** What is not here, in plain words. */
  title: string
  /** Why, and what brings it about. */
  children?: ComponentChildren
  actions?: ComponentChildren
}

export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <div class="empty">
      {icon && <Icon name={icon} />}
      <p class="empty-title">{title}</p>
      {children && <div class="quiet prose">{children}</div>}
      {actions && <div class="row">{actions}</div>}
    </div>
  )
}

export type SplitPaneProps = {
  /** Remembers the reader's width under this name. */
  name: string
  label: string
  start: ComponentChildren
  end: ComponentChildren
  /** Width of the first pane in px. */
  width?: number
  least?: number
  most?: number
}

/** A list and what is open of it, side by side; one above the other on a phone. The divider moves by pointer and by arrows. */
export function SplitPane({ name, label, start, end, width = 400, least = 240, most = 720 }: SplitPaneProps) {
  const key = `linli.pane.${name}`
  const [size, setSize] = useState(() => Number(localStorage.getItem(key)) || width)
  const change = (wished: number) => {
    const next = Math.round(Math.min(most, Math.max(least, wished)))
    setSize(next)
    localStorage.setItem(key, String(next))
  }
  return (
    <div class="split" style={{ '--split': `${size}px` }}>
      <div class="split-start">{start}</div>
      {/* biome-ignore lint/a11y/useSemanticElements: a divider that moves is no horizontal rule */}
      <div
        class="split-divider no-print"
        role="separator"
        aria-orientation="vertical"
        aria-label={label}
        aria-valuenow={size}
        aria-valuemin={least}
        aria-valuemax={most}
        tabIndex={0}
        onKeyDown={(event) => {
          const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key]
          if (!step) return
          event.preventDefault()
          change(size + step)
        }}
        onPointerDown={(event) => drag(event, size, change)}
      />
      <div class="split-end">{end}</div>
    </div>
  )
}

function drag(event: PointerEvent, size: number, change: (wished: number) => void): void {
  const divider = event.currentTarget as HTMLElement
  const from = event.clientX
  const move = (moved: PointerEvent) => change(size + moved.clientX - from)
  const end = () => {
    divider.removeEventListener('pointermove', move)
    divider.removeEventListener('pointerup', end)
    divider.removeEventListener('pointercancel', end)
  }
  divider.setPointerCapture(event.pointerId)
  divider.addEventListener('pointermove', move)
  divider.addEventListener('pointerup', end)
  divider.addEventListener('pointercancel', end)
}

/** Prints the page as it stands; print styles leave the tools away. */
export function PrintButton({ label }: { label?: string }) {
  const text = useText()
  return (
    <Button icon="print" onPress={() => window.print()}>
      {label ?? text.say('kit.print')}
    </Button>
  )
}
