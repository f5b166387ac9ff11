/** Reporting something, in three screens: what it is, where it is, and a last look with what is like it nearby. Then a number to keep. */
import { useEffect, useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { ProblemPage } from '#kit/problem-page.tsx'
import { useRead } from '#kit/use-data.ts'
import { readReporting } from '../own/contract.ts'
import { beginDraft, type Draft, dropDraft, findDraft, keepDraft, shelfOf } from './draft.ts'
import { LookStep } from './report-look.tsx'
import { Receipt } from './report-receipt.tsx'
import { categoryOf, type Reporting } from './report-step.ts'
import { WhatStep } from './report-what.tsx'
import { WhereStep } from './report-where.tsx'
import type { Receipt as Sent } from './send-report.ts'
import './appeals.css'

const steps = ['what', 'where', 'look'] as const

/** `?type=` begins one of that kind, where nothing was begun before. */
export function Screen({ query }: { query: Record<string, string> }) {
  const read = useRead('reporting', (signal) => call(readReporting, {}, { signal }), 'once')
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  return read.reply ? <Report reporting={read.reply.data} wanted={query.type} /> : null
}

function Report({ reporting, wanted }: { reporting: Reporting; wanted: string | undefined }) {
  const shelf = shelfOf(reporting.persons)
  const [draft, setDraft] = useState<Draft>()
  const [at, setAt] = useState(0)
  const [sent, setSent] = useState<Sent>()
  const fresh = () =>
    beginDraft(reporting.persons[0]?.id ?? '', (reporting.types.find(({ id }) => id === wanted) ?? reporting.types[0])?.id ?? '')
  useEffect(() => {
    void findDraft(shelf).then((found) => {
      const still = found && reporting.persons.some(({ id }) => id === found.person)
      // What she wrote before is hers; nothing written is nothing begun.
      setDraft(still && (found.text !== '' || !wanted) ? found : fresh())
      if (still && found.waiting) setAt(steps.length - 1)
    })
  }, [shelf])
  if (sent) return <Receipt sent={sent} />
  if (!draft) return null
  const type = reporting.types.find(({ id }) => id === draft.type) ?? reporting.types[0]!
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    const kept = reporting.types.find(({ id }) => id === next.type)?.sealed === null
    void (kept ? keepDraft(shelf, next) : dropDraft(shelf))
  }
  const step = { reporting, type, draft, shelf, onDraft: change, onBack: () => setAt(at - 1), onNext: () => setAt(at + 1) }
  if (steps[at] === 'what') return <WhatStep {...step} />
  if (steps[at] === 'where') return <WhereStep {...step} />
  const leave = async () => {
    await dropDraft(shelf)
    setDraft(fresh())
  }
  return (
    <LookStep
      {...step}
      category={categoryOf(draft, type)}
      onSent={async (receipt) => {
        await leave()
        setSent(receipt)
      }}
      onDropped={leave}
    />
  )
}
