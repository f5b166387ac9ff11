/** The house: its modules in dependency order, and everything they hand in. `linli house` prints it. */

import * as counterActions from '#circles/living/counter/actions.ts'
import * as counterLetterActions from '#circles/living/counter/letters/actions.ts'
import * as counterLetterViews from '#circles/living/counter/letters/views.ts'
import * as counterViews from '#circles/living/counter/views.ts'
import * as ownMatterActions from '#circles/management/appeals/own/actions.ts'
import * as ownPhotoOperations from '#circles/management/appeals/own/photos.ts'
import * as ownMatterViews from '#circles/management/appeals/own/views.ts'
import * as appealTelling from '#circles/management/appeals/telling.ts'
import * as boardActions from '#circles/management/board/actions.ts'
import * as boardViews from '#circles/management/board/views.ts'
import * as inspectionActions from '#circles/management/evidence/inspections/actions.ts'
import * as inspectionViews from '#circles/management/evidence/inspections/views.ts'
import * as evidenceViews from '#circles/management/evidence/views.ts'
import * as hotlineActions from '#circles/management/hotline/actions.ts'
import * as hotlineViews from '#circles/management/hotline/views.ts'
import * as reportActions from '#circles/management/reports/actions.ts'
import * as judgedViews from '#circles/management/reports/admission/views.ts'
import * as answerActions from '#circles/management/reports/answers/actions.ts'
import * as answerViews from '#circles/management/reports/answers/views.ts'
import * as reportAsking from '#circles/management/reports/asking/actions.ts'
import * as burdenActions from '#circles/management/reports/burden/actions.ts'
import * as burdenViews from '#circles/management/reports/burden/views.ts'
import * as calendarActions from '#circles/management/reports/calendar/actions.ts'
import * as calendarViews from '#circles/management/reports/calendar/views.ts'
import * as demandActions from '#circles/management/reports/demands/actions.ts'
import * as bookActions from '#circles/management/reports/demands/books/actions.ts'
import { consolidateJob } from '#circles/management/reports/demands/books/consolidate.ts'
import { differenceJob } from '#circles/management/reports/demands/books/difference.ts'
import { splitJob } from '#circles/management/reports/demands/books/split.ts'
import * as bookViews from '#circles/management/reports/demands/books/views.ts'
import { readDemandJob } from '#circles/management/reports/demands/reading.ts'
import * as surveyViews from '#circles/management/reports/demands/survey/views.ts'
import * as demandViews from '#circles/management/reports/demands/views.ts'
import * as deskActions from '#circles/management/reports/desk/actions.ts'
import * as deskViews from '#circles/management/reports/desk/views.ts'
import { fillJob } from '#circles/management/reports/fill.ts'
import * as registerActions from '#circles/management/reports/register/actions.ts'
import * as registerViews from '#circles/management/reports/register/views.ts'
import * as signingActions from '#circles/management/reports/signing/actions.ts'
import * as signingViews from '#circles/management/reports/signing/views.ts'
import { understandJob } from '#circles/management/reports/understanding.ts'
import * as reportViews from '#circles/management/reports/views.ts'
import * as roundActions from '#circles/management/visits/actions.ts'
import * as outboxActions from '#circles/management/visits/outbox/actions.ts'
import * as unsealActions from '#circles/management/visits/outbox/unseal.ts'
import * as settlingActions from '#circles/management/visits/settling/actions.ts'
import * as settlingViews from '#circles/management/visits/settling/views.ts'
import * as roundViews from '#circles/management/visits/views.ts'
import * as careActions from '#circles/service/care/actions.ts'
import * as careViews from '#circles/service/care/views.ts'
import * as askActions from '#ground/asks/actions.ts'
import * as ownAskActions from '#ground/asks/own/actions.ts'
import * as ownAskViews from '#ground/asks/own/views.ts'
import * as askViews from '#ground/asks/views.ts'
import * as dutyActions from '#ground/duties/actions.ts'
import * as admissionViews from '#ground/duties/admission/views.ts'
import * as editionActions from '#ground/duties/editions/actions.ts'
import * as editionViews from '#ground/duties/editions/views.ts'
import * as objectionActions from '#ground/duties/objections/actions.ts'
import * as objectionCrossing from '#ground/duties/objections/crossing.ts'
import * as objectionViews from '#ground/duties/objections/views.ts'
import * as dutyViews from '#ground/duties/views.ts'
import * as factActions from '#ground/facts/actions.ts'
import * as factViews from '#ground/facts/views.ts'
import * as forgettingActions from '#ground/forgetting/actions.ts'
import { eraseJob } from '#ground/forgetting/job.ts'
import * as forgettingViews from '#ground/forgetting/views.ts'
import * as formActions from '#ground/forms/actions.ts'
import * as formViews from '#ground/forms/views.ts'
import * as householdActions from '#ground/households/actions.ts'
import * as doorActions from '#ground/households/doors/actions.ts'
import * as householdViews from '#ground/households/views.ts'
import * as importActions from '#ground/imports/actions.ts'
import { applyJob, readJob, stageJob, undoJob } from '#ground/imports/jobs.ts'
import * as importViews from '#ground/imports/views.ts'
import * as lawActions from '#ground/law/actions.ts'
import * as lawViews from '#ground/law/views.ts'
import * as lookingChildActions from '#ground/looking/children/actions.ts'
import * as glassActions from '#ground/looking/glass/actions.ts'
import * as glassViews from '#ground/looking/glass/views.ts'
import * as openingViews from '#ground/looking/opening.ts'
import * as matterActions from '#ground/matters/actions.ts'
import * as designActions from '#ground/matters/designer/actions.ts'
import * as designViews from '#ground/matters/designer/views.ts'
import * as matterKeeping from '#ground/matters/keeping.ts'
import * as mergeActions from '#ground/matters/merge-actions.ts'
import * as photoViews from '#ground/matters/photos/views.ts'
import * as rateViews from '#ground/matters/rates/views.ts'
import * as ratingViews from '#ground/matters/ratings/views.ts'
import * as triageViews from '#ground/matters/triage/views.ts'
import * as unitActions from '#ground/matters/units/actions.ts'
import * as unitViews from '#ground/matters/units/views.ts'
import * as matterViews from '#ground/matters/views.ts'
import * as noticeActions from '#ground/notices/actions.ts'
import * as announcementActions from '#ground/notices/announcements/actions.ts'
import * as announcementViews from '#ground/notices/announcements/views.ts'
import * as callActions from '#ground/notices/calls/actions.ts'
import * as callViews from '#ground/notices/calls/views.ts'
import * as letterActions from '#ground/notices/letters/actions.ts'
import * as letterViews from '#ground/notices/letters/views.ts'
import * as ownNoticeActions from '#ground/notices/own/actions.ts'
import * as ownNoticeViews from '#ground/notices/own/views.ts'
import * as noticeViews from '#ground/notices/views.ts'
import * as peopleActions from '#ground/people/actions.ts'
import * as staffActions from '#ground/people/staff/actions.ts'
import * as staffViews from '#ground/people/staff/views.ts'
import * as peopleViews from '#ground/people/views.ts'
import * as placeActions from '#ground/places/actions.ts'
import * as gridActions from '#ground/places/grids/actions.ts'
import * as gridViews from '#ground/places/grids/views.ts'
import * as placeViews from '#ground/places/views.ts'
import * as purposeActions from '#ground/purposes/actions.ts'
import * as assessingActions from '#ground/purposes/assessing/assess.ts'
import * as consentActions from '#ground/purposes/consents/actions.ts'
import * as consentClearing from '#ground/purposes/consents/clearing.ts'
import * as keepingActions from '#ground/purposes/keeping/actions.ts'
import * as leavingActions from '#ground/purposes/leaving/actions.ts'
import * as purposeViews from '#ground/purposes/views.ts'
import * as residentActions from '#ground/residents/actions.ts'
import * as closingActions from '#ground/residents/closings/actions.ts'
import * as ownActions from '#ground/residents/own/actions.ts'
import * as ownExport from '#ground/residents/own/export.ts'
import * as ownViews from '#ground/residents/own/views.ts'
import * as residentViews from '#ground/residents/views.ts'
import type { Operation } from '#kernel/action/action.ts'
import * as files from '#kernel/files/actions.ts'
import * as jobActions from '#kernel/jobs/actions.ts'
import type { Job } from '#kernel/jobs/jobs.ts'

/** Every write and read of the house by the name of its contract. Files travel by routes of their own. */
export function listOperations(): Operation[] {
  return [
    jobActions,
    placeActions,
    placeViews,
    gridActions,
    gridViews,
    factActions,
    factViews,
    peopleActions,
    peopleViews,
    staffActions,
    staffViews,
    householdActions,
    doorActions,
    householdViews,
    purposeActions,
    purposeViews,
    assessingActions,
    consentActions,
    consentClearing,
    keepingActions,
    leavingActions,
    residentActions,
    residentViews,
    closingActions,
    ownActions,
    ownViews,
    ownExport,
    importActions,
    importViews,
    formActions,
    formViews,
    forgettingActions,
    forgettingViews,
    lawActions,
    lawViews,
    noticeActions,
    openingViews,
    glassActions,
    glassViews,
    lookingChildActions,
    noticeViews,
    letterActions,
    letterViews,
    askActions,
    askViews,
    ownAskActions,
    ownAskViews,
    callActions,
    callViews,
    announcementActions,
    announcementViews,
    ownNoticeActions,
    ownNoticeViews,
    dutyActions,
    dutyViews,
    editionActions,
    editionViews,
    admissionViews,
    objectionActions,
    objectionViews,
    matterActions,
    appealTelling,
    ownMatterActions,
    ownMatterViews,
    mergeActions,
    matterKeeping,
    matterViews,
    designActions,
    designViews,
    triageViews,
    unitActions,
    unitViews,
    rateViews,
    boardActions,
    boardViews,
    hotlineActions,
    hotlineViews,
    ratingViews,
    evidenceViews,
    inspectionActions,
    inspectionViews,
    reportActions,
    reportAsking,
    reportViews,
    registerActions,
    registerViews,
    burdenActions,
    burdenViews,
    calendarActions,
    calendarViews,
    judgedViews,
    answerActions,
    answerViews,
    signingActions,
    signingViews,
    deskActions,
    deskViews,
    demandActions,
    demandViews,
    surveyViews,
    bookActions,
    bookViews,
    roundActions,
    roundViews,
    outboxActions,
    unsealActions,
    settlingActions,
    settlingViews,
    careActions,
    careViews,
    counterActions,
    counterViews,
    counterLetterActions,
    counterLetterViews,
  ].flatMap(operationsOf)
}

/** Operations that have a road of their own through the door, for the house test and the list of rights. */
export function listHiddenOperations(): Operation[] {
  return [files, objectionCrossing, photoViews, ownPhotoOperations].flatMap(operationsOf)
}

export function listJobs(): Job[] {
  return [
    readJob,
    stageJob,
    applyJob,
    undoJob,
    understandJob,
    fillJob,
    readDemandJob,
    consolidateJob,
    differenceJob,
    splitJob,
    eraseJob,
  ] as Job[]
}

function operationsOf(module: Record<string, unknown>): Operation[] {
  return Object.values(module).filter(isOperation)
}

function isOperation(value: unknown): value is Operation {
  return typeof value === 'object' && value !== null && 'contract' in value && 'may' in value && 'run' in value
}
