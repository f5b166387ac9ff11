import { type Catalogue, readCatalogue } from '#ground/facts/catalogue.ts'
import type { CodeList, Element } from '#ground/facts/contract.ts'
import type { DefinitionKind } from '#ground/facts/definitions.ts'
import addressKindCodes from './codes/address-kind.json' with { type: 'json' }
import ageBandCodes from './codes/age-band.json' with { type: 'json' }
import attentionDegreeCodes from './codes/attention-degree.json' with { type: 'json' }
import bloodTypeCodes from './codes/blood-type.json' with { type: 'json' }
import boardingCodes from './codes/boarding.json' with { type: 'json' }
import buildingStructureCodes from './codes/building-structure.json' with { type: 'json' }
import buildingUseCodes from './codes/building-use.json' with { type: 'json' }
import careFormCodes from './codes/care-form.json' with { type: 'json' }
import careNeedCodes from './codes/care-need.json' with { type: 'json' }
import censusPlaceCodes from './codes/census-place.json' with { type: 'json' }
import chronicDiseaseCodes from './codes/chronic-disease.json' with { type: 'json' }
import dangerGradeCodes from './codes/danger-grade.json' with { type: 'json' }
import deedKindCodes from './codes/deed-kind.json' with { type: 'json' }
import disabilityGradeCodes from './codes/disability-grade.json' with { type: 'json' }
import disabilityKindCodes from './codes/disability-kind.json' with { type: 'json' }
import documentKindCodes from './codes/document-kind.json' with { type: 'json' }
import dwellingKindCodes from './codes/dwelling-kind.json' with { type: 'json' }
import dwellingSourceCodes from './codes/dwelling-source.json' with { type: 'json' }
import dwellingStateCodes from './codes/dwelling-state.json' with { type: 'json' }
import dwellingUseCodes from './codes/dwelling-use.json' with { type: 'json' }
import economicConditionCodes from './codes/economic-condition.json' with { type: 'json' }
import economicTypeCodes from './codes/economic-type.json' with { type: 'json' }
import educationCodes from './codes/education.json' with { type: 'json' }
import educationKindCodes from './codes/education-kind.json' with { type: 'json' }
import employmentKindCodes from './codes/employment-kind.json' with { type: 'json' }
import employmentStatusCodes from './codes/employment-status.json' with { type: 'json' }
import enterpriseSizeCodes from './codes/enterprise-size.json' with { type: 'json' }
import estateFormCodes from './codes/estate-form.json' with { type: 'json' }
import estateKindCodes from './codes/estate-kind.json' with { type: 'json' }
import ethnicityCodes from './codes/ethnicity.json' with { type: 'json' }
import gasKindCodes from './codes/gas-kind.json' with { type: 'json' }
import hardToEmployKindCodes from './codes/hard-to-employ-kind.json' with { type: 'json' }
import hazardDegreeCodes from './codes/hazard-degree.json' with { type: 'json' }
import healthStatusCodes from './codes/health-status.json' with { type: 'json' }
import holderKindCodes from './codes/holder-kind.json' with { type: 'json' }
import householdRegisterKindCodes from './codes/household-register-kind.json' with { type: 'json' }
import householdTypeCodes from './codes/household-type.json' with { type: 'json' }
import housingKindCodes from './codes/housing-kind.json' with { type: 'json' }
import incomeSourceCodes from './codes/income-source.json' with { type: 'json' }
import insideOutsideCodes from './codes/inside-outside.json' with { type: 'json' }
import kinshipCodes from './codes/kinship.json' with { type: 'json' }
import labourCapacityCodes from './codes/labour-capacity.json' with { type: 'json' }
import landDeedKindCodes from './codes/land-deed-kind.json' with { type: 'json' }
import leavingReasonCodes from './codes/leaving-reason.json' with { type: 'json' }
import livingArrangementCodes from './codes/living-arrangement.json' with { type: 'json' }
import managementModeCodes from './codes/management-mode.json' with { type: 'json' }
import maritalStatusCodes from './codes/marital-status.json' with { type: 'json' }
import medicalInsuranceCodes from './codes/medical-insurance.json' with { type: 'json' }
import monitoredKindCodes from './codes/monitored-kind.json' with { type: 'json' }
import notAtSchoolReasonCodes from './codes/not-at-school-reason.json' with { type: 'json' }
import occupationClassCodes from './codes/occupation-class.json' with { type: 'json' }
import operatingStateCodes from './codes/operating-state.json' with { type: 'json' }
import organisationGradeCodes from './codes/organisation-grade.json' with { type: 'json' }
import organisationKindCodes from './codes/organisation-kind.json' with { type: 'json' }
import overseasKindCodes from './codes/overseas-kind.json' with { type: 'json' }
import parentsAwayCodes from './codes/parents-away.json' with { type: 'json' }
import partyMemberKindCodes from './codes/party-member-kind.json' with { type: 'json' }
import pensionInsuranceCodes from './codes/pension-insurance.json' with { type: 'json' }
import politicalStatusCodes from './codes/political-status.json' with { type: 'json' }
import populationKindCodes from './codes/population-kind.json' with { type: 'json' }
import povertyCauseCodes from './codes/poverty-cause.json' with { type: 'json' }
import povertyKindCodes from './codes/poverty-kind.json' with { type: 'json' }
import preferentialKindCodes from './codes/preferential-kind.json' with { type: 'json' }
import premisesKindCodes from './codes/premises-kind.json' with { type: 'json' }
import publicRentKindCodes from './codes/public-rent-kind.json' with { type: 'json' }
import regionKindCodes from './codes/region-kind.json' with { type: 'json' }
import registerNatureCodes from './codes/register-nature.json' with { type: 'json' }
import reliefKindCodes from './codes/relief-kind.json' with { type: 'json' }
import religionCodes from './codes/religion.json' with { type: 'json' }
import rentalKindCodes from './codes/rental-kind.json' with { type: 'json' }
import rentalManagementClassCodes from './codes/rental-management-class.json' with { type: 'json' }
import rentalNatureCodes from './codes/rental-nature.json' with { type: 'json' }
import residenceReasonCodes from './codes/residence-reason.json' with { type: 'json' }
import schoolStageCodes from './codes/school-stage.json' with { type: 'json' }
import selfCareCodes from './codes/self-care.json' with { type: 'json' }
import selfOwnedKindCodes from './codes/self-owned-kind.json' with { type: 'json' }
import sexCodes from './codes/sex.json' with { type: 'json' }
import skillGradeCodes from './codes/skill-grade.json' with { type: 'json' }
import specialContributionCodes from './codes/special-contribution.json' with { type: 'json' }
import supportFormCodes from './codes/support-form.json' with { type: 'json' }
import testResultCodes from './codes/test-result.json' with { type: 'json' }
import titleKindCodes from './codes/title-kind.json' with { type: 'json' }
import unemploymentReasonCodes from './codes/unemployment-reason.json' with { type: 'json' }
import unregisteredReasonCodes from './codes/unregistered-reason.json' with { type: 'json' }
import volunteerServiceCodes from './codes/volunteer-service.json' with { type: 'json' }
import certificates from './duties/certificates.json' with { type: 'json' }
import building from './elements/building.json' with { type: 'json' }
import dwelling from './elements/dwelling.json' with { type: 'json' }
import estate from './elements/estate.json' with { type: 'json' }
import household from './elements/household.json' with { type: 'json' }
import organisation from './elements/organisation.json' with { type: 'json' }
import personContact from './elements/person-contact.json' with { type: 'json' }
import personHealth from './elements/person-health.json' with { type: 'json' }
import personIdentity from './elements/person-identity.json' with { type: 'json' }
import personParty from './elements/person-party.json' with { type: 'json' }
import personRelief from './elements/person-relief.json' with { type: 'json' }
import personResidence from './elements/person-residence.json' with { type: 'json' }
import personSchooling from './elements/person-schooling.json' with { type: 'json' }
import personVolunteer from './elements/person-volunteer.json' with { type: 'json' }
import personWork from './elements/person-work.json' with { type: 'json' }
import premises from './elements/premises.json' with { type: 'json' }
import region from './elements/region.json' with { type: 'json' }
import { shippedForms } from './forms.ts'
import { shippedMatterTypes } from './matters.ts'
import { shippedNotices } from './notices.ts'
import { shippedPurposes } from './purposes.ts'
import { shippedRates } from './rates.ts'
import { shippedRules } from './rules.ts'
import { shippedThemes } from './triage.ts'

/** The shipped elements, in the order in which the desk shows their groups. */
export const shippedElements = [
  ...personIdentity,
  ...personContact,
  ...personResidence,
  ...personWork,
  ...personSchooling,
  ...personHealth,
  ...personRelief,
  ...personParty,
  ...personVolunteer,
  ...household,
  ...dwelling,
  ...building,
  ...estate,
  ...organisation,
  ...premises,
  ...region,
] as Element[]

/** The shipped code lists. */
export const shippedCodeLists: CodeList[] = [
  addressKindCodes,
  ageBandCodes,
  attentionDegreeCodes,
  bloodTypeCodes,
  boardingCodes,
  buildingStructureCodes,
  buildingUseCodes,
  careFormCodes,
  careNeedCodes,
  censusPlaceCodes,
  chronicDiseaseCodes,
  dangerGradeCodes,
  deedKindCodes,
  disabilityGradeCodes,
  disabilityKindCodes,
  documentKindCodes,
  dwellingKindCodes,
  dwellingSourceCodes,
  dwellingStateCodes,
  dwellingUseCodes,
  economicConditionCodes,
  economicTypeCodes,
  educationCodes,
  educationKindCodes,
  employmentKindCodes,
  employmentStatusCodes,
  enterpriseSizeCodes,
  estateFormCodes,
  estateKindCodes,
  ethnicityCodes,
  gasKindCodes,
  hardToEmployKindCodes,
  hazardDegreeCodes,
  healthStatusCodes,
  holderKindCodes,
  householdRegisterKindCodes,
  householdTypeCodes,
  housingKindCodes,
  incomeSourceCodes,
  insideOutsideCodes,
  kinshipCodes,
  labourCapacityCodes,
  landDeedKindCodes,
  leavingReasonCodes,
  livingArrangementCodes,
  managementModeCodes,
  maritalStatusCodes,
  medicalInsuranceCodes,
  monitoredKindCodes,
  notAtSchoolReasonCodes,
  occupationClassCodes,
  operatingStateCodes,
  organisationGradeCodes,
  organisationKindCodes,
  overseasKindCodes,
  parentsAwayCodes,
  partyMemberKindCodes,
  pensionInsuranceCodes,
  politicalStatusCodes,
  populationKindCodes,
  povertyCauseCodes,
  povertyKindCodes,
  preferentialKindCodes,
  premisesKindCodes,
  publicRentKindCodes,
  regionKindCodes,
  registerNatureCodes,
  reliefKindCodes,
  religionCodes,
  rentalKindCodes,
  rentalManagementClassCodes,
  rentalNatureCodes,
  residenceReasonCodes,
  schoolStageCodes,
  selfCareCodes,
  selfOwnedKindCodes,
  sexCodes,
  skillGradeCodes,
  specialContributionCodes,
  supportFormCodes,
  testResultCodes,
  titleKindCodes,
  unemploymentReasonCodes,
  unregisteredReasonCodes,
  volunteerServiceCodes,
]

/** Everything that is shipped, as definition rows, for the migration that ships it. */
export function loadShipped(): { kind: DefinitionKind; id: string; body: object }[] {
  return [
    ...shippedCodeLists.map((body) => ({ kind: 'codes' as const, id: body.id, body })),
    ...shippedElements.map((body) => ({ kind: 'element' as const, id: body.id, body })),
    ...shippedForms.map((body) => ({ kind: 'form' as const, id: body.id, body })),
    ...shippedRules.map((body) => ({ kind: 'rule' as const, id: body.id, body })),
    ...shippedNotices.map((body) => ({ kind: 'notice' as const, id: body.id, body })),
    { kind: 'duties' as const, id: certificates.id, body: certificates },
    ...shippedPurposes.map((body) => ({ kind: 'purpose' as const, id: body.id, body })),
    ...shippedMatterTypes.map((body) => ({ kind: 'matter' as const, id: body.id, body })),
    ...shippedRates.map((body) => ({ kind: 'rate' as const, id: body.id, body })),
    ...shippedThemes.map((body) => ({ kind: 'theme' as const, id: body.code, body })),
  ]
}

/** The shipped catalogue. Throws an Error that lists every contradiction in it. */
export function loadCatalogue(): Catalogue {
  return readCatalogue(shippedElements, shippedCodeLists)
}
