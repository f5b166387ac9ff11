/** The house: its modules in dependency order, and everything they hand in. `linli house` prints it. */

import * as reportActions from '#circles/management/reports/actions.ts'
import { fillJob } from '#circles/management/reports/fill.ts'
import { reportForgets } from '#circles/management/reports/forget-queries.ts'
import { reportNaming } from '#circles/management/reports/naming-queries.ts'
import * as registerActions from '#circles/management/reports/register/actions.ts'
import * as registerViews from '#circles/management/reports/register/views.ts'
import { understandJob } from '#circles/management/reports/understanding.ts'
import * as reportViews from '#circles/management/reports/views.ts'
import * as factActions from '#ground/facts/actions.ts'
import { factForgets } from '#ground/facts/erase-queries.ts'
import * as factViews from '#ground/facts/views.ts'
import * as forgettingActions from '#ground/forgetting/actions.ts'
import { eraseJob } from '#ground/forgetting/job.ts'
import * as forgettingViews from '#ground/forgetting/views.ts'
import * as formActions from '#ground/forms/actions.ts'
import { formForgets } from '#ground/forms/forget-queries.ts'
import * as formViews from '#ground/forms/views.ts'
import * as householdActions from '#ground/households/actions.ts'
import * as doorActions from '#ground/households/doors/actions.ts'
import { householdForgets } from '#ground/households/forget-queries.ts'
import * as householdViews from '#ground/households/views.ts'
import * as importActions from '#ground/imports/actions.ts'
import { importForgets } from '#ground/imports/forget-queries.ts'
import { applyJob, readJob, stageJob, undoJob } from '#ground/imports/jobs.ts'
import { importNaming } from '#ground/imports/naming-queries.ts'
import * as importViews from '#ground/imports/views.ts'
import * as lawActions from '#ground/law/actions.ts'
import * as lawViews from '#ground/law/views.ts'
import * as matterActions from '#ground/matters/actions.ts'
import { matterFollowers } from '#ground/matters/follow-ups.ts'
import { matterForgets } from '#ground/matters/forget-queries.ts'
import * as matterKeeping from '#ground/matters/keeping.ts'
import * as mergeActions from '#ground/matters/merge-actions.ts'
import * as unitActions from '#ground/matters/units/actions.ts'
import * as unitViews from '#ground/matters/units/views.ts'
import * as matterViews from '#ground/matters/views.ts'
import * as peopleActions from '#ground/people/actions.ts'
import { peopleForgets } from '#ground/people/forget-queries.ts'
import * as staffActions from '#ground/people/staff/actions.ts'
import * as staffViews from '#ground/people/staff/views.ts'
import * as peopleViews from '#ground/people/views.ts'
import * as placeActions from '#ground/places/actions.ts'
import * as gridActions from '#ground/places/grids/actions.ts'
import * as gridViews from '#ground/places/grids/views.ts'
import * as placeViews from '#ground/places/views.ts'
import { accessForgets } from '#kernel/access/forgets.ts'
import type { Operation } from '#kernel/action/action.ts'
import * as files from '#kernel/files/actions.ts'
import type { FileNaming } from '#kernel/files/naming.ts'
import type { Forgets } from '#kernel/forgetting/forgetting.ts'
import * as jobActions from '#kernel/jobs/actions.ts'
import { jobForgets } from '#kernel/jobs/forgets.ts'
import type { Job } from '#kernel/jobs/jobs.ts'
import type { Follower } from '#kernel/jobs/queue.ts'
import { logForgets } from '#kernel/log/forgets.ts'

/** Folders with tables and policies, in the order they are migrated. */
export const modules = [
  'kernel/db',
  'kernel/log',
  'kernel/keys',
  'kernel/access',
  'kernel/files',
  'kernel/jobs',
  'ground/facts',
  'ground/places',
  'ground/people',
  'ground/households',
  'ground/imports',
  'ground/forms',
  'ground/forgetting',
  'ground/matters',
  'circles/management/reports',
] as const

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
    importActions,
    importViews,
    formActions,
    formViews,
    forgettingActions,
    forgettingViews,
    lawActions,
    lawViews,
    matterActions,
    mergeActions,
    matterKeeping,
    matterViews,
    unitActions,
    unitViews,
    reportActions,
    reportViews,
    registerActions,
    registerViews,
  ].flatMap(operationsOf)
}

/** Operations that have a road of their own through the door, for the house test and the list of rights. */
export function listHiddenOperations(): Operation[] {
  return operationsOf(files)
}

export function listJobs(): Job[] {
  return [readJob, stageJob, applyJob, undoJob, understandJob, fillJob, eraseJob] as Job[]
}

/** What goes of each module when somebody is erased or its time is over; upper modules first. */
export const forgets: readonly Forgets[] = [
  reportForgets,
  matterForgets,
  formForgets,
  importForgets,
  householdForgets,
  peopleForgets,
  factForgets,
  jobForgets,
  accessForgets,
  logForgets,
]

/** Whom an opened file names. */
export const naming: readonly FileNaming[] = [importNaming, reportNaming]

/** Who follows which event, after commit. */
export const followers: (Follower & { run: (house: unknown, street: number, event: unknown) => Promise<void> })[] = [...matterFollowers]

function operationsOf(module: Record<string, unknown>): Operation[] {
  return Object.values(module).filter(isOperation)
}

function isOperation(value: unknown): value is Operation {
  return typeof value === 'object' && value !== null && 'contract' in value && 'may' in value && 'run' in value
}
