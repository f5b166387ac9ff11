/** Writes and reads of matters, of what residents reported themselves, of what is published and given away of it. */
import * as ownMatterActions from '#circles/management/appeals/own/actions.ts'
import * as ownMatterViews from '#circles/management/appeals/own/views.ts'
import * as appealTelling from '#circles/management/appeals/telling.ts'
import * as boardActions from '#circles/management/board/actions.ts'
import * as boardViews from '#circles/management/board/views.ts'
import * as inspectionActions from '#circles/management/evidence/inspections/actions.ts'
import * as inspectionViews from '#circles/management/evidence/inspections/views.ts'
import * as evidenceViews from '#circles/management/evidence/views.ts'
import * as hotlineActions from '#circles/management/hotline/actions.ts'
import * as hotlineDeciding from '#circles/management/hotline/deciding.ts'
import * as hotlineViews from '#circles/management/hotline/views.ts'
import * as topicActions from '#circles/management/topics/actions.ts'
import * as ownTopics from '#circles/management/topics/own.ts'
import * as topicViews from '#circles/management/topics/views.ts'
import * as matterActions from '#ground/matters/actions.ts'
import * as designActions from '#ground/matters/designer/actions.ts'
import * as designViews from '#ground/matters/designer/views.ts'
import * as matterKeeping from '#ground/matters/keeping.ts'
import * as mergeActions from '#ground/matters/merge-actions.ts'
import * as matterMoving from '#ground/matters/moving.ts'
import * as rateViews from '#ground/matters/rates/views.ts'
import * as ratingViews from '#ground/matters/ratings/views.ts'
import * as restrictionViews from '#ground/matters/restrictions/views.ts'
import * as triageViews from '#ground/matters/triage/views.ts'
import * as unitActions from '#ground/matters/units/actions.ts'
import * as unitViews from '#ground/matters/units/views.ts'
import * as matterViews from '#ground/matters/views.ts'

export const matterOperations = [
  matterActions,
  appealTelling,
  ownMatterActions,
  ownMatterViews,
  mergeActions,
  matterKeeping,
  matterMoving,
  matterViews,
  designActions,
  designViews,
  triageViews,
  unitActions,
  unitViews,
  ratingViews,
  evidenceViews,
  inspectionViews,
  inspectionActions,
  rateViews,
  boardActions,
  boardViews,
  hotlineActions,
  hotlineDeciding,
  hotlineViews,
  topicActions,
  topicViews,
  ownTopics,
  restrictionViews,
]
