/** Who looked at whom, and of one person what she is not shown for now; with the ways to broken glass and to reviews. */
import { Screen as Own } from '#ground/people/screens/desk-looks.tsx'
import { Closings } from '#ground/residents/screens/closings.tsx'
import { LinkButton } from '#kit/button.tsx'
import { useText } from '#kit/text-context.tsx'
import type { ScreenProps } from '#web/shared/route.ts'
import { useMay } from '#web/shared/session.ts'

export function Screen({ query }: ScreenProps) {
  const text = useText()
  const mayBreak = useMay('glass.open')
  const mayClose = useMay('look.close')
  const reviews = [useMay('glass.review'), useMay('minor.approve')].includes(true)
  const glass = query.subject ? `/desk/glass?person=${query.subject}` : '/desk/glass'
  const actions = (
    <>
      {mayBreak && <LinkButton href={glass}>{text.say('glass.title')}</LinkButton>}
      {reviews && <LinkButton href="/desk/reviews">{text.say('reviews.title')}</LinkButton>}
    </>
  )
  return <Own query={query} actions={actions} panels={mayClose && query.subject ? <Closings person={query.subject} /> : undefined} />
}
