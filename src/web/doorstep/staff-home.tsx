/** A worker's first page: her post and what lies on this phone above, her work under the thumb. */
import { HomeRounds } from '#circles/management/visits/screens/home-rounds.tsx'
import { Later } from '#kit/later.tsx'
import { useText } from '#kit/text-context.tsx'
import { useMay, useSession } from '#web/shared/session.ts'
import { UnsentCard } from './unsent-card.tsx'

const loadCare = () => import('./care.tsx').then(({ WayToCare }) => WayToCare)

export function StaffWork() {
  const text = useText()
  const { session } = useSession()
  const cares = useMay('care.contact')
  const walks = useMay('round.read')
  return (
    <>
      <p class="quiet">{session.post ? session.post.title : text.say('signin.no-post', { name: session.name })}</p>
      <UnsentCard />
      {cares && <Later load={loadCare} />}
      {walks && <HomeRounds />}
    </>
  )
}
