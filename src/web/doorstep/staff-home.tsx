/** A worker's first page: her post and what lies on this phone above, her work under the thumb. */
import { HomeRounds } from '#circles/management/visits/screens/home-rounds.tsx'
import { HomeCare } from '#circles/service/care/screens/home-care.tsx'
import { useText } from '#kit/text-context.tsx'
import type { WordFiles } from '#web/shared/route.ts'
import { useMay, useSession } from '#web/shared/session.ts'
import { Worded } from '#web/shared/worded.tsx'
import { UnsentCard } from './unsent-card.tsx'

const care: WordFiles = {
  zh: () => import('#circles/service/care/texts/home.zh.json'),
  en: () => import('#circles/service/care/texts/home.en.json'),
}

export function StaffWork() {
  const text = useText()
  const { session } = useSession()
  const cares = useMay('care.contact')
  const walks = useMay('round.read')
  return (
    <>
      <p class="quiet">{session.post ? session.post.title : text.say('signin.no-post', { name: session.name })}</p>
      <UnsentCard />
      {cares && (
        <Worded words={care}>
          <HomeCare />
        </Worded>
      )}
      {walks && <HomeRounds />}
    </>
  )
}
