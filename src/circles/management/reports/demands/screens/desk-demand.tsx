/** One demand: as long as it is a draft, what it says; from then on, how it stands in each street. */
import { useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { call } from '#kit/api.ts'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { useRead } from '#kit/use-data.ts'
import { readDemand } from '../contract.ts'
import { DraftPage } from './draft-page.tsx'
import { ReadingPage } from './reading-page.tsx'
import { StandingPage } from './standing-page.tsx'
import '../../screens/request.css'
import '../../screens/terms.css'
import '#ground/workbooks/screens/workbooks.css'
import './demands.css'

export function Screen({ params }: { params: Record<string, string> }) {
  const id = params.id!
  const catalogue = useCatalogue()
  const read = useRead(id, (signal) => call(readDemand, { id }, { signal }), 'ticking')
  const demand = read.reply?.data
  if (read.refusal && !demand) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!demand || !catalogue) return <Loading lines={12} />
  const may = read.reply?.may ?? []
  if (demand.state === 'reading' || demand.state === 'unreadable') return <ReadingPage key={id} demand={demand} reload={read.reload} />
  if (demand.state === 'draft' && may.includes('demand.ask'))
    return <DraftPage key={id} demand={demand} catalogue={catalogue} reload={read.reload} />
  return <StandingPage demand={demand} may={may} reload={read.reload} />
}
