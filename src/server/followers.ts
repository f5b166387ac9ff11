/** Who follows which event, after commit, in the order of the log. */
import { appealFollowers } from '#circles/management/appeals/telling.ts'
import { objectionUpheld } from '#circles/management/reports/answers/uphold.ts'
import { askTelling } from '#circles/management/reports/asking/telling.ts'
import { demandArrives, demandSupplied, demandTakenBack } from '#circles/management/reports/demands/arrive.ts'
import { demandReturns } from '#circles/management/reports/demands/bring-back.ts'
import { demandForgetsAcross } from '#circles/management/reports/demands/forget-across.ts'
import { demandHears } from '#circles/management/reports/demands/hear.ts'
import { demandSurveys } from '#circles/management/reports/demands/survey/follow-up.ts'
import { askFollowers } from '#ground/asks/follow-ups.ts'
import { objectionFollowers } from '#ground/duties/objections/follow-ups.ts'
import { importFollowers } from '#ground/imports/withdrawn-queries.ts'
import { lookingFollowers } from '#ground/looking/follow-ups.ts'
import { matterFollowers } from '#ground/matters/follow-ups.ts'
import { movingFollowers } from '#ground/matters/moving.ts'
import { consentTelling } from '#ground/notices/consent-telling.ts'
import { consentFollowers } from '#ground/purposes/consents/clearing.ts'
import type { Following } from '#kernel/action/across.ts'

export const followers: readonly Following[] = [
  ...consentFollowers,
  ...importFollowers,
  consentTelling,
  ...objectionFollowers,
  ...askFollowers,
  askTelling,
  ...matterFollowers,
  ...movingFollowers,
  ...appealFollowers,
  ...lookingFollowers,
  objectionUpheld,
  demandArrives,
  demandTakenBack,
  demandSupplied,
  demandSurveys,
  ...demandHears,
  demandReturns,
  demandForgetsAcross,
]
