/** The one search of a face: people, doors, matters and actions as one types, chosen by arrows. */
import { createPortal } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { useBeside, useLeave } from './floating.ts'
import { Icon, type IconName } from './icon.tsx'
import { readListKey } from './listbox.ts'
import { OptionNote, OptionRow } from './option-row.tsx'
import { hostFor } from './popover.tsx'
import { sayProblem } from './problem-note.tsx'
import { isAbort, type Refusal, refusalOf } from './refusal.ts'
import { useText } from './text-context.tsx'

export type SearchResult = { id: string; group: string; label: string; note?: string; icon?: IconName; onOpen: () => void }

export type SearchBoxProps = {
  label: string
  placeholder?: string
  /** Answers to what is typed, best first, grouped in order of `group`. Ended by the signal when the reader types on. */
  search: (typed: string, signal: AbortSignal) => Promise<SearchResult[]>
  /** Letters typed before asking: one Han character is a surname and already worth it. */
  least?: number
  /** Quiet time before asking, in ms. */
  quiet?: number
  inputId?: string
  maxLength?: number
}

type Found = { typed: string; results: SearchResult[]; refusal?: Refusal }

export function SearchBox({ label, placeholder, search, least = 1, quiet = 180, inputId, maxLength }: SearchBoxProps) {
  const text = useText()
  const own = useId()
  const id = inputId ?? own
  const box = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState('')
  const [shown, setShown] = useState(false)
  const [lit, setLit] = useState(-1)
  const { found, asking } = useSearch(typed, search, least, quiet)
  const open = shown && found !== undefined
  const results = open ? found.results : []
  useBeside(box, list, open, 'start', true)
  useLeave([box, list], open, () => setShown(false))
  const pick = (result: SearchResult | undefined) => {
    if (!result) return
    setShown(false)
    setTyped('')
    result.onOpen()
  }
  const press = (event: KeyboardEvent) => {
    const key = readListKey(event, results.length, lit, open)
    if (key.kind === 'type') return
    event.preventDefault()
    if (key.kind === 'close') setShown(false)
    else if (key.kind === 'open') setShown(true)
    else if (key.kind === 'pick') pick(results[lit])
    else setLit(key.at)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: the element of that name is younger than the browsers we serve
    <div class="search" role="search" aria-label={label} ref={box}>
      <span class="input">
        <Icon name="search" />
        <input
          id={id}
          role="combobox"
          type="text"
          value={typed}
          maxLength={maxLength}
          placeholder={placeholder ?? label}
          aria-label={label}
          autoComplete="off"
          spellcheck={false}
          aria-autocomplete="list"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-activedescendant={open && results[lit] ? `${id}-${lit}` : undefined}
          onInput={(event) => {
            setTyped(event.currentTarget.value)
            setShown(true)
            setLit(0)
          }}
          onFocus={() => setShown(true)}
          onKeyDown={press}
        />
      </span>
      <span class="unseen" role="status">
        {open && !asking ? text.say('kit.found', { n: results.length }) : ''}
      </span>
      {open && createPortal(<ResultList id={id} list={list} found={found} lit={lit} onPick={pick} />, hostFor(box.current))}
    </div>
  )
}

type ResultListProps = {
  id: string
  list: { current: HTMLDivElement | null }
  found: Found
  lit: number
  onPick: (result: SearchResult) => void
}

function ResultList({ id, list, found, lit, onPick }: ResultListProps) {
  const text = useText()
  const said = found.refusal && sayProblem(text, found.refusal)
  const none = found.results.length === 0 && !said
  return (
    <div ref={list} class="sheet options search-results" id={`${id}-list`} role="listbox" aria-label={text.say('kit.choices')}>
      {said && <OptionNote>{said}</OptionNote>}
      {none && <OptionNote>{text.say('kit.nothing-found-for', { typed: found.typed })}</OptionNote>}
      {found.results.map((result, at) => (
        <div key={result.id} role="presentation">
          {result.group !== found.results[at - 1]?.group && (
            <p class="options-group" role="presentation">
              {result.group}
            </p>
          )}
          <OptionRow
            id={`${id}-${at}`}
            label={result.label}
            note={result.note}
            icon={result.icon}
            lit={at === lit}
            chosen={at === lit}
            onPick={() => onPick(result)}
          />
        </div>
      ))}
    </div>
  )
}

/** The latest answers; older ones stay until newer arrive, so that the list does not flicker. */
function useSearch(
  typed: string,
  search: SearchBoxProps['search'],
  least: number,
  quiet: number,
): { found: Found | undefined; asking: boolean } {
  const [found, setFound] = useState<Found>()
  const [asking, setAsking] = useState(false)
  const wanted = typed.trim()
  useEffect(() => {
    if (wanted.length < least) {
      setFound(undefined)
      setAsking(false)
      return
    }
    const ended = new AbortController()
    setAsking(true)
    const timer = setTimeout(() => {
      search(wanted, ended.signal)
        .then((results) => ({ typed: wanted, results }))
        .catch((thrown: unknown) => (isAbort(thrown) ? undefined : { typed: wanted, results: [], refusal: refusalOf(thrown) }))
        .then((next) => {
          if (ended.signal.aborted || !next) return
          setFound(next)
          setAsking(false)
        })
    }, quiet)
    return () => {
      clearTimeout(timer)
      ended.abort()
    }
  }, [wanted, search, least, quiet])
  return { found: wanted.length < least ? undefined : found, asking }
}
