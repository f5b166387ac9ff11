/** One thing she reported, with the topics of her place. */
import { Screen as Own } from '#circles/management/appeals/screens/doorstep-matter.tsx'
import { OwnTopics } from '#circles/management/topics/screens/own-topics.tsx'
import type { ScreenProps } from '#web/shared/route.ts'

export function Screen({ params }: ScreenProps) {
  return <Own params={params} panels={<OwnTopics person={params.person ?? ''} matter={params.id ?? ''} />} />
}
