/** What circles hand in that stands on matters: residents' own, the board, the hotline, topics. */
import * as ownMatterActions from '#circles/management/appeals/own/actions.ts'
import * as ownMatterViews from '#circles/management/appeals/own/views.ts'
import * as appealTelling from '#circles/management/appeals/telling.ts'
import * as boardActions from '#circles/management/board/actions.ts'
import * as boardViews from '#circles/management/board/views.ts'
import * as hotlineActions from '#circles/management/hotline/actions.ts'
import * as hotlineViews from '#circles/management/hotline/views.ts'
import * as topicActions from '#circles/management/topics/actions.ts'
import * as ownTopics from '#circles/management/topics/own.ts'
import * as topicViews from '#circles/management/topics/views.ts'

export const onMatters: readonly Record<string, unknown>[] = [
  appealTelling,
  ownMatterActions,
  ownMatterViews,
  boardActions,
  boardViews,
  hotlineActions,
  hotlineViews,
  topicActions,
  topicViews,
  ownTopics,
]
