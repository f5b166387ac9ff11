/** One matter, with the topic it stands in and what is published of it. */
import { AnswerPanel } from '#circles/management/board/screens/answer-panel.tsx'
import { TopicPanel } from '#circles/management/topics/screens/topic-panel.tsx'
import { Screen as Own } from '#ground/matters/screens/desk-matter.tsx'
import type { ScreenProps } from '#web/shared/route.ts'
import { useMay } from '#web/shared/session.ts'

export function Screen({ params }: ScreenProps) {
  const readsBoard = useMay('board.read')
  const readsTopics = useMay('topic.read')
  return (
    <Own
      params={params}
      panels={(matter) =>
        !matter.sealed && (
          <>
            {readsTopics && <TopicPanel matter={matter} open={matter.stand !== 'closed'} />}
            {readsBoard && (
              <AnswerPanel
                matter={matter.id}
                answered={matter.stand === 'answered' || matter.outcome === 'confirmed' || matter.outcome === 'ruled'}
              />
            )}
          </>
        )
      }
    />
  )
}
