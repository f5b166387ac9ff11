/** The rows that could not be taken, on paper: row, who, column, what is wrong, what to do, and a box to tick when it is mended. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import { type Mark, PrintMark, useMark } from '#ground/purposes/screens/marked-print.tsx'
import { Button } from '#kit/button.tsx'
import { useText } from '#kit/text-context.tsx'
import type { ImportWhole, RowView } from '../shapes.ts'
import { rowKey, type SheetsWords, sayFilled } from './import-words.ts'
import { mostTogether, type RowsKind } from './use-rows.ts'
import './rows.css'

/** What is printed, under which mark. */
export type Paper = { rows: readonly RowView[]; mark: Mark }
type PaperProps = Paper & {
  whole: ImportWhole
  kind: RowsKind
  words: SheetsWords
  catalogue: CatalogueHere
  onPrinted: () => void
}

/** Reads all rows first, and registers the print; `paper` stands on the page only while it is printed. */
export function PrintButton({ all, onPaper }: { all: () => Promise<RowView[] | undefined>; onPaper: (paper: Paper | undefined) => void }) {
  const text = useText()
  const [busy, setBusy] = useState(false)
  const { mark } = useMark()
  const print = async () => {
    setBusy(true)
    const rows = await all()
    const elements = rows?.flatMap(({ problems }) => problems.flatMap(({ element }) => element ?? [])) ?? []
    const marked = rows && (await mark({ what: 'import-problems', subjects: rows.length, elements: ['person.name', ...elements] }))
    onPaper(rows && marked && { rows, mark: marked })
    setBusy(false)
  }
  return (
    <Button size="small" icon="print" busy={busy} onPress={print}>
      {text.say('rows.print')}
    </Button>
  )
}

export function ProblemPaper({ rows, mark, whole, kind, words, catalogue, onPrinted }: PaperProps) {
  const done = useRef(onPrinted)
  done.current = onPrinted
  useEffect(() => {
    const end = () => done.current()
    window.addEventListener('afterprint', end)
    window.print()
    return () => window.removeEventListener('afterprint', end)
  }, [])
  const text = useText()
  const total = whole.counts[kind] ?? rows.length
  return (
    <div class="problem-paper print-only">
      <PrintMark {...mark} />
      <h2>{text.say(`verdict.${kind}`)}</h2>
      {total > rows.length && <p>{text.say('rows.paper-cut', { n: mostTogether, total })}</p>}
      <table class="table">
        <thead>
          <tr>
            {['row', 'who', 'column', 'wrong', 'remedy', 'done'].map((column) => (
              <th key={column} scope="col">
                {text.say(`paper.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.flatMap((row) =>
            row.problems.map((problem, at) => (
              <tr key={`${rowKey(row)} ${at}`}>
                <td>
                  <strong>{row.row}</strong>
                  {words.several && <div>{words.of.get(row.sheet)?.name}</div>}
                </td>
                <td>
                  {row.label || text.say('rows.unnamed')}
                  {row.door && row.door !== row.label && <div>{row.door}</div>}
                </td>
                <td>
                  {problem.letter}{' '}
                  {words.of.get(row.sheet)?.headings.get(problem.letter ?? '') ?? catalogue.name(problem.element ?? '', text.language)}
                </td>
                <td>
                  {problem.found && text.say('rows.found', { found: problem.found })} {sayFilled(text, problem.say, problem.with)}
                </td>
                <td>{sayFilled(text, problem.remedy, problem.with)}</td>
                <td>□</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  )
}
