/** Stored workbooks in which somebody stands, found by reading them: no table says who stands in a file of thousands. */
import { Problem } from '#base/problem.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import { type Marks, markOf, standsIn } from './rules.ts'

/** Beyond, a workbook is cut when it is read: what cannot be searched to its end is taken to hold her. */
const MOST_ROWS = 300_000

/** A file that is no table (a photograph) cannot be searched: it goes when it bears her name, and is otherwise left to whoever keeps it. */
export async function holdsHer(path: string, name: string, marks: Marks, byName: boolean): Promise<boolean> {
  try {
    const { sheets } = await readWorkbook(path, { name, maxRows: MOST_ROWS })
    return sheets.some(
      ({ rows, cut }) =>
        cut ||
        rows.some(({ cells }) =>
          standsIn(
            [...cells.values()].map((cell) => cell.text),
            marks,
            byName,
          ),
        ),
    )
  } catch (error) {
    if (error instanceof Problem) return [...marks.names].some((one) => markOf(name).includes(one))
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
