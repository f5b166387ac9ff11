/** One matter, with what is published of it. */
import { AnswerPanel } from '#circles/management/board/screens/answer-panel.tsx'
import { Screen as Own } from '#ground/matters/screens/desk-matter.tsx'
import type { ScreenProps } from '#web/shared/route.ts'
import { useMay } from '#web/shared/session.ts'

export function Screen({ params }: ScreenProps) {
  const readsBoard = useMay('board.read')
  return (
    <Own
      params={params}
      panels={({ id, stand, outcome, sealed }) =>
        readsBoard &&
        !sealed && <AnswerPanel matter={id} answered={stand === 'answered' || outcome === 'confirmed' || outcome === 'ruled'} />
      }
    />
  )
}
