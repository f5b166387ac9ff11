/** What the rows of an import would change, by verdict: what needs a person first, then what is new, what changes, what stays. */
import { useState } from 'preact/hooks'
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
import { useDo, useRead } from '#kit/use-data.ts'
import { decideRows, listRows } from '../contract.ts'
import type { Counts, ImportWhole, RowView, Verdict } from '../shapes.ts'
import { DoubtfulRow } from './doubtful-row.tsx'
import { rowKey, verdictOrder } from './import-words.ts'
import { NewPlaces } from './new-places.tsx'
import { RowLine } from './row-line.tsx'

/** At once, and in one page of the house. */
const firstRows = 50
const mostRows = 200

export type Decision = InputOf<typeof decideRows>['decisions'][number]
type ImportRowsProps = { whole: ImportWhole; may: boolean; catalogue: CatalogueHere; onCounts: (counts: Counts) => void }

export function ImportRows({ whole, may, catalogue, onCounts }: ImportRowsProps) {
  const text = useText()
  const { counts, state } = whole
  const places = (counts.estates ?? 0) + (counts.buildings ?? 0) + (counts.doors ?? 0)
  const tabs: Tab[] = [
    ...(state === 'undone' && (counts.later ?? 0) > 0 ? [{ id: 'later', label: text.say('rows.later'), count: counts.later ?? 0 }] : []),
    ...verdictOrder
      .filter((verdict) => (counts[verdict] ?? 0) > 0)
      .map((verdict) => ({ id: verdict, label: text.say(`verdict.${verdict}`), count: counts[verdict] ?? 0 })),
    ...(places > 0 ? [{ id: 'places', label: text.say('rows.places'), count: places }] : []),
  ]
  const [chosen, setChosen] = useState<string>()
  // A tab whose last row was decided stays until the reader leaves it.
  const shown =
    chosen && !tabs.some(({ id }) => id === chosen) ? [...tabs, { id: chosen, label: text.say(`verdict.${chosen}`), count: 0 }] : tabs
  const open = chosen ?? tabs[0]?.id
  if (!open) return null
  const canDecide = may && (state === 'staged' || state === 'applied')
  return (
    <Tabs label={text.say('rows.tabs')} tabs={shown} value={open} onChange={setChosen}>
      {open === 'places' ? (
        <NewPlaces id={whole.id} counts={counts} />
      ) : (
        <VerdictRows
          key={open}
          whole={whole}
          verdict={open as Verdict | 'later'}
          canDecide={canDecide}
          catalogue={catalogue}
          onCounts={onCounts}
        />
      )}
    </Tabs>
  )
}

type VerdictRowsProps = {
  whole: ImportWhole
  verdict: Verdict | 'later'
  canDecide: boolean
  catalogue: CatalogueHere
  onCounts: (counts: Counts) => void
}

function VerdictRows({ whole, verdict, canDecide, catalogue, onCounts }: VerdictRowsProps) {
  const text = useText()
  const { tell } = useTell()
  const filter = verdict === 'later' ? { later: true } : { verdict }
  const first = useRead(
    `${whole.id} ${verdict} ${whole.state} ${whole.appliedAt}`,
    (signal) => call(listRows, { id: whole.id, limit: firstRows, ...filter }, { signal }),
    'once',
  )
  const [further, setFurther] = useState<{ rows: RowView[]; next: string | null }>()
  const [decided, setDecided] = useState<ReadonlyMap<string, Decision>>(new Map())
  const more = useDo((input: InputOf<typeof listRows>) => call(listRows, input))
  const act = useDo((input: InputOf<typeof decideRows>, options) => call(decideRows, input, options))
  const rows = [...(first.reply?.data.rows ?? []), ...(further?.rows ?? [])]
  const next = further ? further.next : (first.reply?.data.next ?? null)
  const showMore = async () => {
    const reply = await more.run({ id: whole.id, limit: mostRows, ...filter, ...(next ? { after: next } : {}) })
    if (reply) setFurther((now) => ({ rows: [...(now?.rows ?? []), ...reply.data.rows], next: reply.data.next }))
  }
  const decide = async (decisions: Decision[]) => {
    const reply = await act.run({ id: whole.id, decisions })
    if (!reply) return
    setDecided((now) => new Map([...now, ...decisions.map((decision): [string, Decision] => [rowKey({ part: 0, ...decision }), decision])]))
    onCounts(reply.data.counts)
    if (decisions.length > 1) tell({ text: text.say('rows.decided', { n: decisions.length }) })
  }
  if (first.refusal) return <ProblemNote refusal={first.refusal} />
  if (!first.reply) return <Loading lines={10} />
  const open = rows.filter((row) => !decided.has(rowKey(row)) && !row.applied)
  const doubtful = verdict === 'doubtful'
  return (
    <div class="verdict-rows">
      <p class="quiet">{text.say(`verdict.${verdict}-what`)}</p>
      {canDecide && (verdict === 'conflict' || doubtful) && open.length > 1 && (
        <TogetherButtons verdict={verdict} rows={open} busy={act.busy} onDecide={decide} />
      )}
      {act.refusal && <ProblemNote refusal={act.refusal} />}
      {rows.length === 0 && <EmptyState icon="check" title={text.say('rows.none')} />}
      <ul class={doubtful ? 'doubts' : 'import-rows'}>
        {rows.map((row) => {
          const key = rowKey(row)
          const props = {
            row,
            catalogue,
            whole,
            decided: decided.get(key),
            busy: act.busy,
            onDecide: canDecide && !row.applied ? (decision: Decision) => decide([decision]) : undefined,
          }
          return doubtful ? <DoubtfulRow key={key} {...props} /> : <RowLine key={key} {...props} />
        })}
      </ul>
      {next && (
        <Button busy={more.busy} onPress={showMore}>
          {text.say('rows.more')}
        </Button>
      )}
      {more.refusal && <ProblemNote refusal={more.refusal} />}
    </div>
  )
}

/** One word for all that are shown and still open. */
function TogetherButtons({
  verdict,
  rows,
  busy,
  onDecide,
}: {
  verdict: Verdict
  rows: readonly RowView[]
  busy: boolean
  onDecide: (decisions: Decision[]) => void
}) {
  const text = useText()
  const all = (decision: 'take' | 'skip') => onDecide(rows.slice(0, 500).map(({ sheet, row, part }) => ({ sheet, row, part, decision })))
  return (
    <p class="row">
      {verdict === 'conflict' && (
        <Button size="small" busy={busy} onPress={() => all('take')}>
          {text.say('rows.take-all', { n: rows.length })}
        </Button>
      )}
      <Button size="small" busy={busy} onPress={() => all('skip')}>
        {text.say('rows.skip-all', { n: rows.length })}
      </Button>
    </p>
  )
}
