/** Reads of purposes, and of the notice made from them. */
import { Problem } from '#base/problem.ts'
import type { Element } from '#ground/facts/contract.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { view } from '#kernel/action/action.ts'
import { type AssessmentRow, listAssessments } from './assessing/queries.ts'
import { isAssessed, needsAssessment, subjectOf } from './assessing/rules.ts'
import * as contracts from './contract.ts'
import { editionOf } from './purposes.ts'
import { listPurposeRows, listPurposeVersions } from './queries.ts'
import { coveredElements, isProtected, isUnchecked, purposeFaults, uncoveredElements } from './rules.ts'
import * as telling from './telling/contract.ts'
import { noticeFor } from './telling/notice.ts'
import { countToldOf } from './telling/queries.ts'

export const list = view(contracts.listPurposes, {
  may: 'purpose.read',
  personal: false,
  async run(ctx) {
    const { elements } = await getStreetCatalogue(ctx)
    const rows = await listPurposeRows(ctx.sql, ctx.street)
    const standing = rows.filter(({ retired }) => !retired)
    const assessed = await listAssessments(ctx.sql, ctx.street)
    return {
      purposes: rows.map((row): contracts.PurposeLine => {
        const { id, title, what, basis, keep } = row.body
        const covered = coveredElements(row.body, elements)
        return {
          id,
          title,
          what,
          basis,
          keep,
          unchecked: isUnchecked(row.body),
          edition: editionOf(row),
          origin: row.origin,
          elements: covered.length,
          protected: covered.filter(isProtected).length,
          retired: row.retired,
          faulty: purposeFaults(row.body, elements).length > 0,
          unassessed: !row.retired && lacksAssessment(row.body, elements, assessed),
        }
      }),
      uncovered: uncoveredElements(
        standing.map(({ body }) => body),
        elements,
      ),
    }
  },
})

export const read = view(contracts.readPurpose, {
  may: 'purpose.read',
  personal: false,
  async run(ctx, { id }) {
    const { elements } = await getStreetCatalogue(ctx)
    const versions = await listPurposeVersions(ctx.sql, ctx.street, id)
    const [row] = versions
    if (!row) throw new Problem('thing.unknown')
    const assessed = await listAssessments(ctx.sql, ctx.street, id)
    return {
      purpose: row.body,
      edition: editionOf(row),
      origin: row.origin,
      retired: row.retired,
      faults: purposeFaults(row.body, elements),
      elements: coveredElements(row.body, elements).map((element) => element.id),
      unassessed: !row.retired && lacksAssessment(row.body, elements, assessed),
      assessments: assessed.map(({ at, who, necessity, effect, measures }) => ({ at, who, necessity, effect, measures })),
      versions: versions.map((one) => ({ edition: editionOf(one), at: one.at, retired: one.retired })),
    }
  },
})

function lacksAssessment(purpose: contracts.Purpose, elements: ReadonlyMap<string, Element>, all: readonly AssessmentRow[]): boolean {
  const subject = subjectOf(purpose, elements)
  return needsAssessment(subject) && !isAssessed(subject, all.filter((one) => one.purpose === purpose.id)) // biome-ignore format: one call
}

export const notice = view(telling.readNotice, {
  may: 'purpose.read',
  personal: false,
  run: noticeFor,
})

export const told = view(telling.countTold, {
  may: 'purpose.read',
  personal: false,
  async run(ctx, { id }) {
    const [row] = await listPurposeVersions(ctx.sql, ctx.street, id)
    if (!row) throw new Problem('thing.unknown')
    return countToldOf(ctx.sql, ctx.street, id, editionOf(row))
  },
})
