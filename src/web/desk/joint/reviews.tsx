/** Reviews, with the rights of the session. */
import { Reviews } from '#ground/looking/screens/desk-reviews.tsx'
import { useSession } from '#web/shared/session.ts'

export function Screen() {
  const { session } = useSession()
  return <Reviews may={(right) => session.may.includes(right)} />
}
