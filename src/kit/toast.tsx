/**
 * Short news about what was just done. Spoken politely; refusals at once. News with something to press, and refusals, stay until closed;
 * plain news goes by itself, never while it is pointed at or focused.
 */
import { type ComponentChildren, createContext } from 'preact'
import { useContext, useEffect, useMemo, useState } from 'preact/hooks'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { sayProblem } from './problem-note.tsx'
import type { Refusal } from './refusal.ts'
import { useText } from './text-context.tsx'

export type News = {
  text: string
  tone?: 'good' | 'plain' | 'problem'
  /** Undo, open … */
  action?: { label: string; onPress: () => void }
}

export type Tell = { tell: (news: News) => void; tellRefusal: (refusal: Refusal) => void }

const ToastContext = createContext<Tell>({ tell: () => undefined, tellRefusal: () => undefined })

export function useTell(): Tell {
  return useContext(ToastContext)
}

type Kept = News & { id: number }
const stay = 6000
const most = 4

export function ToastProvider({ children }: { children: ComponentChildren }) {
  const text = useText()
  const [list, setList] = useState<Kept[]>([])
  const tell = useMemo<Tell>(() => {
    let next = 1
    // The same said again takes the place of what was said before: four alike would hide the screen.
    const add = (news: News) => setList((now) => [...now.filter((one) => one.text !== news.text).slice(1 - most), { ...news, id: next++ }])
    return {
      tell: add,
      tellRefusal: (refusal) => {
        // The face itself asks for a new sign-in.
        if (refusal.code === 'access.sign-in-needed') return
        add({ tone: 'problem', text: sayProblem(text, refusal) })
      },
    }
  }, [text])
  const drop = (id: number) => setList((now) => now.filter((news) => news.id !== id))
  return (
    <ToastContext.Provider value={tell}>
      {children}
      <div class="toasts no-print" role="status" aria-live="polite" aria-relevant="additions">
        {list.map((news) => (
          <Toast key={news.id} news={news} onDone={() => drop(news.id)} />
        ))}
      </div>
    </ToastContext.Provider>
  )
}

export function Toast({ news, onDone }: { news: News; onDone: () => void }) {
  const text = useText()
  const [held, setHeld] = useState(false)
  const lasting = news.action !== undefined || news.tone === 'problem'
  useEffect(() => {
    if (lasting || held) return
    const timer = setTimeout(onDone, stay)
    return () => clearTimeout(timer)
  }, [lasting, held, onDone])
  const hold = {
    onMouseEnter: () => setHeld(true),
    onMouseLeave: () => setHeld(false),
    onFocusIn: () => setHeld(true),
    onFocusOut: () => setHeld(false),
  }
  return (
    <div class="toast" data-tone={news.tone ?? 'good'} role={news.tone === 'problem' ? 'alert' : undefined} {...hold}>
      <Icon name={news.tone === 'problem' ? 'warning' : news.tone === 'plain' ? 'info' : 'check'} />
      <p>{news.text}</p>
      {news.action && (
        <Button
          size="small"
          onPress={() => {
            onDone()
            news.action?.onPress()
          }}
        >
          {news.action.label}
        </Button>
      )}
      <Button size="small" tone="quiet" icon="close" label={text.say('kit.close')} onPress={onDone} />
    </div>
  )
}
