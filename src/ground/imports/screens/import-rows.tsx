/** What the rows of an import would change, by verdict: what needs a person first, then what is new, what changes, what stays. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { EmptyState } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { Loading } from '#kit/progress.tsx'
import { type Tab, Tabs } from '#kit/tabs.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo } from '#kit/use-data.ts'
import { decideRows } from '../contract.ts'
import type { Counts, Decision, ImportWhole, RowView } from '../shapes.ts'
import { rowKey, verdictOrder, wordsOfSheets } from './import-words.ts'
import { NewPlaces } from './new-places.tsx'
import { type Paper, PrintButton, ProblemPaper } from './print-problems.tsx'
import { rowMark } from './row-line.tsx'
import { RowPages } from './row-pages.tsx'
import { mostTogether, type RowsKind, useRows } from './use-rows.ts'
import './rows.css'

/** Decisions sent in one call. */
const decidedAtOnce = 500

type ImportRowsProps = { whole: ImportWhole; may: boolean; catalogue: CatalogueHere; onCounts: (counts: Counts) => void }

export function ImportRows({ whole, may, catalogue, onCounts }: ImportRowsProps) {
  const text = useText()
  const { counts, state } = whole
  const [chosen, setChosen] = useState<string>()
  const all = tabsOf(whole, text.say)
  const open = chosen ?? all.find(({ count }) => count > 0)?.id
  // A tab whose last row was decided stays where it is until the reader leaves it.
  const shown = all.filter(({ id, count }) => count > 0 || id === open)
  if (!open) return null
  const canDecide = may && (state === 'staged' || state === 'applied')
  return (
    <Tabs label={text.say('rows.tabs')} tabs={shown} value={open} onChange={setChosen}>
      {open === 'places' ? (
        <NewPlaces id={whole.id} counts={counts} />
      ) : (
        <KindOfRows
          key={`${open} ${state} ${whole.appliedAt}`}
          whole={whole}
          kind={open as RowsKind}
          canDecide={canDecide}
          catalogue={catalogue}
          onCounts={onCounts}
        />
      )}
    </Tabs>
  )
}

type KindTab = Tab & { count: number }

function tabsOf({ counts, state }: ImportWhole, say: (key: string) => string): KindTab[] {
  const n = (key: string) => counts[key] ?? 0
  const places = n('estates') + n('buildings') + n('doors')
  const verdicts: KindTab[] = verdictOrder.map((verdict) => ({ id: verdict, label: say(`verdict.${verdict}`), count: n(verdict) }))
  const asked = verdicts.findIndex(({ id }) => id === 'invalid') + 1
  return [
    { id: 'later', label: say('rows.later'), count: state === 'undone' ? n('later') : 0 },
    ...verdicts.slice(0, asked),
    { id: 'partly', label: say('verdict.partly'), count: n('partly') },
    ...verdicts.slice(asked),
    { id: 'places', label: say('rows.places'), count: places },
  ]
}

type KindProps = {
  whole: ImportWhole
  kind: RowsKind
  canDecide: boolean
  catalogue: CatalogueHere
  onCounts: (counts: Counts) => void
}

function KindOfRows({ whole, kind, canDecide, catalogue, onCounts }: KindProps) {
  const text = useText()
  const rows = useRows(whole.id, kind)
  const { decided, decide, refusal } = useDecisions(whole.id, onCounts)
  const words = useMemo(() => wordsOfSheets(whole.sheets), [whole.sheets])
  const [paper, setPaper] = useState<Paper>()
  const onDecide = useCallback((decision: Decision) => decide([decision]), [decide])
  if (rows.refusal && !rows.pages) return <ProblemNote refusal={rows.refusal} />
  if (!rows.pages) return <Loading lines={10} />
  const together = canDecide && (kind === 'conflict' || kind === 'doubtful') && rows.pages.flat().some(({ applied }) => !applied)
  const count = whole.counts[kind] ?? rows.pages.flat().length
  return (
    <div class="verdict-rows" data-paper={paper ? '' : undefined} data-undone={whole.state === 'undone' ? '' : undefined}>
      <div class="rows-head">
        <p class="quiet">{text.say(sayKind(kind, whole.state, text.has))}</p>
        {together && <TogetherButtons kind={kind} count={count} all={rows.all} decided={decided} onDecide={decide} />}
        {(kind === 'invalid' || kind === 'partly') && <PrintButton all={rows.all} onPaper={setPaper} />}
      </div>
      {paper && (
        <ProblemPaper {...paper} whole={whole} kind={kind} words={words} catalogue={catalogue} onPrinted={() => setPaper(undefined)} />
      )}
      {refusal && <ProblemNote refusal={refusal} />}
      {rows.pages.flat().length === 0 && <EmptyState icon="check" title={text.say('rows.none')} />}
      <RowPages
        pages={rows.pages}
        kind={kind}
        decided={decided}
        words={words}
        catalogue={catalogue}
        onDecide={canDecide ? onDecide : undefined}
      />
      {rows.more && <More busy={rows.loading} onMore={rows.more} />}
      {rows.refusal && <ProblemNote refusal={rows.refusal} />}
    </div>
  )
}

/** What becomes, or became, of these rows. */
function sayKind(kind: RowsKind, state: ImportWhole['state'], has: (key: string) => boolean): string {
  if (state === 'undone' && has(`verdict.${kind}-written`)) return 'verdict.taken-back'
  return state === 'applied' && has(`verdict.${kind}-written`) ? `verdict.${kind}-written` : `verdict.${kind}-what`
}

/** Decisions are shown at once and sent one after the other; what is refused stands open again. */
function useDecisions(id: string, onCounts: (counts: Counts) => void) {
  const act = useDo((input: InputOf<typeof decideRows>, options) => call(decideRows, input, options))
  const [decided, setDecided] = useState<ReadonlyMap<string, Decision>>(new Map())
  const line = useRef<Promise<unknown>>(Promise.resolve())
  const counted = useRef(onCounts)
  counted.current = onCounts
  const { run } = act
  const decide = useCallback(
    (decisions: readonly Decision[]): Promise<boolean> => {
      const keys = decisions.map((one) => rowKey({ part: 0, ...one }))
      setDecided((now) => new Map([...now, ...decisions.map((one, at): [string, Decision] => [keys[at]!, one])]))
      keepFocus(decisions[0])
      const sent = line.current.then(async () => {
        for (let at = 0; at < decisions.length; at += decidedAtOnce) {
          const reply = await run({ id, decisions: decisions.slice(at, at + decidedAtOnce) })
          if (!reply) {
            setDecided((now) => new Map([...now].filter(([key]) => !keys.slice(at).includes(key))))
            return false
          }
          counted.current(reply.data.counts)
        }
        return true
      })
      line.current = sent
      return sent
    },
    [id, run],
  )
  return { decided, decide, refusal: act.refusal }
}

/** The button that was pressed is gone; the reader stays in its row. */
function keepFocus(decision: Decision | undefined): void {
  if (!decision) return
  const row = `[data-row="${rowMark(decision)}"]`
  if (!document.activeElement?.closest(row)) return
  requestAnimationFrame(() =>
    setTimeout(() => {
      if (!document.activeElement?.closest(row)) document.querySelector<HTMLElement>(`${row} button`)?.focus()
    }),
  )
}

/** Read on when the end comes into sight; a button for those who do not scroll. */
function More({ busy, onMore }: { busy: boolean; onMore: () => void }) {
  const text = useText()
  const end = useRef<HTMLDivElement>(null)
  const reading = useRef(onMore)
  reading.current = onMore
  useEffect(() => {
    if (!end.current || busy) return
    const watch = new IntersectionObserver(([seen]) => seen?.isIntersecting && reading.current(), { rootMargin: '1200px' })
    watch.observe(end.current)
    return () => watch.disconnect()
  }, [busy])
  return (
    <div ref={end}>
      <Button busy={busy} onPress={onMore}>
        {text.say('rows.more')}
      </Button>
    </div>
  )
}

type TogetherProps = {
  kind: RowsKind
  count: number
  all: () => Promise<RowView[] | undefined>
  decided: ReadonlyMap<string, Decision>
  onDecide: (decisions: readonly Decision[]) => Promise<boolean>
}

/** One word for all that are still open. */
function TogetherButtons({ kind, count, all, decided, onDecide }: TogetherProps) {
  const text = useText()
  const { tell } = useTell()
  const [busy, setBusy] = useState(false)
  const take = async (decision: 'take' | 'skip') => {
    setBusy(true)
    const rows = await all()
    const open = (rows ?? []).filter((row) => !row.applied && !row.decision && !decided.has(rowKey(row)))
    const done = open.length > 0 && (await onDecide(open.map(({ sheet, row, part }) => ({ sheet, row, part, decision }))))
    setBusy(false)
    if (done) tell({ text: text.say('rows.decided', { n: open.length }) })
  }
  if (count < 2) return null
  const n = Math.min(count, mostTogether)
  return (
    <p class="row">
      {kind === 'conflict' && (
        <Button size="small" busy={busy} onPress={() => take('take')}>
          {text.say('rows.take-all', { n })}
        </Button>
      )}
      <Button size="small" tone="quiet" busy={busy} onPress={() => take('skip')}>
        {text.say('rows.skip-all', { n })}
      </Button>
    </p>
  )
}
