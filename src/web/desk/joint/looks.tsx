/** Who looked, and of one person what she is not shown for now. */
import { Screen as Own } from '#ground/people/screens/desk-looks.tsx'
import { Closings } from '#ground/residents/screens/closings.tsx'
import type { ScreenProps } from '#web/shared/route.ts'
import { useMay } from '#web/shared/session.ts'

export function Screen({ query }: ScreenProps) {
  const mayClose = useMay('look.close')
  return <Own query={query} panels={mayClose && query.subject ? <Closings person={query.subject} /> : undefined} />
}
