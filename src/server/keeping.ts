/** What the modules keep of people: what goes with whom, what is taken along in a copy, whom a file names. */
import { counterForgets } from '#circles/living/counter/forget-queries.ts'
import { appealsLinked } from '#circles/management/appeals/linked.ts'
import { evidenceForgets } from '#circles/management/evidence/forget-queries.ts'
import { hotlineForgets } from '#circles/management/hotline/forget-queries.ts'
import { hotlineNaming } from '#circles/management/hotline/naming-queries.ts'
import { demandForgets } from '#circles/management/reports/demands/forget-queries.ts'
import { demandNaming } from '#circles/management/reports/demands/naming-queries.ts'
import { reportForgets } from '#circles/management/reports/forget-queries.ts'
import { reportsLinked } from '#circles/management/reports/linked-queries.ts'
import { reportNaming } from '#circles/management/reports/naming-queries.ts'
import { deliveryPieces } from '#circles/management/reports/pieces-queries.ts'
import { visitForgets } from '#circles/management/visits/forget-queries.ts'
import { askForgets } from '#ground/asks/forget-queries.ts'
import { asksLinked } from '#ground/asks/linked-queries.ts'
import { factForgets } from '#ground/facts/erase-queries.ts'
import { formForgets } from '#ground/forms/forget-queries.ts'
import { formsLinked } from '#ground/forms/linked-queries.ts'
import { householdForgets } from '#ground/households/forget-queries.ts'
import { importForgets } from '#ground/imports/forget-queries.ts'
import { importsLinked } from '#ground/imports/linked-queries.ts'
import { importNaming } from '#ground/imports/naming-queries.ts'
import { lookingForgets } from '#ground/looking/forget-queries.ts'
import { matterForgets } from '#ground/matters/forget-queries.ts'
import { noticeForgets } from '#ground/notices/forget-queries.ts'
import { noticesLinked } from '#ground/notices/linked-queries.ts'
import { peopleForgets } from '#ground/people/forget-queries.ts'
import { keepWithdrawnUnsaid } from '#ground/purposes/consents/consents.ts'
import { purposeForgets } from '#ground/purposes/forget-queries.ts'
import { keepEmergenciesClosed } from '#ground/purposes/keeping/closing.ts'
import { purposesLinked } from '#ground/purposes/linked-queries.ts'
import { residentForgets } from '#ground/residents/forget-queries.ts'
import { mandateNaming } from '#ground/residents/naming-queries.ts'
import { accessForgets } from '#kernel/access/forgets.ts'
import type { Linked } from '#kernel/access/linked.ts'
import type { Gate } from '#kernel/action/gate.ts'
import type { FileNaming } from '#kernel/files/naming.ts'
import type { PieceSource } from '#kernel/files/pieces.ts'
import type { Forgets } from '#kernel/forgetting/forgetting.ts'
import { jobForgets } from '#kernel/jobs/forgets.ts'
import { logForgets } from '#kernel/log/forgets.ts'

/** What goes of each module when somebody is erased or its time is over; upper modules first. */
export const forgets: readonly Forgets[] = [
  counterForgets,
  evidenceForgets,
  demandForgets,
  visitForgets,
  hotlineForgets,
  reportForgets,
  lookingForgets,
  noticeForgets,
  matterForgets,
  askForgets,
  formForgets,
  importForgets,
  residentForgets,
  purposeForgets,
  householdForgets,
  peopleForgets,
  factForgets,
  jobForgets,
  accessForgets,
  logForgets,
]

/** What modules keep of a person beside her facts, for her own copy. */
export const linked: readonly Linked[] = [
  formsLinked,
  purposesLinked,
  importsLinked,
  asksLinked,
  noticesLinked,
  appealsLinked,
  reportsLinked,
]

/** What modules can lay to an inspector's item, beside what the ground has. */
export const pieces: readonly PieceSource[] = [deliveryPieces]

/** Whom an opened file names. */
export const naming: readonly FileNaming[] = [importNaming, mandateNaming, reportNaming, demandNaming, hotlineNaming]

/** What is asked before anything is said of anybody. */
export const gates: readonly Gate[] = [keepEmergenciesClosed, keepWithdrawnUnsaid]
