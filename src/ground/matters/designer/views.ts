/** Reads of the designer; trying and checking write nothing, and are about nobody. */
import type { OutputOf } from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import type { Form } from '#ground/forms/contract.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { firstDue } from '../life/clocks.ts'
import { fold } from '../life/fold.ts'
import { nextAct } from '../life/row.ts'
import { numberOf } from '../number.ts'
import { findEdition, listTypeRows } from '../queries.ts'
import { calendarOf, typeOf } from '../running.ts'
import { enterMatters } from '../scope.ts'
import { showClock, showSteps } from '../showing.ts'
import { fillIn } from '../telling.ts'
import { stepsOf } from '../types/check-type.ts'
import type { MatterType } from '../types/type.ts'
import { chancesOf } from './chances.ts'
import * as contracts from './contract.ts'
import { sharesOf } from './counting.ts'
import { differences } from './differences.ts'
import { bringsOf, faultsWith, readFile, writeFile } from './file.ts'
import { getOffered, type Here } from './offered.ts'
import { editionOf } from './publishing.ts'
import * as queries from './queries.ts'
import { assertLivable, type Lived, leadOf, live } from './trying.ts'

/** As any number of a year. */
const SAMPLE = 4_821_907
/** Indicators are counted over the last year, and over so many matters at most. */
const YEAR_MS = 365 * 86_400_000
const MOST_COUNTED = 5000

export const list = view(contracts.listDesigns, {
  may: 'type.read',
  personal: false,
  async run(ctx) {
    const [rows, drafts, here] = await Promise.all([
      listTypeRows(ctx.sql, ctx.street),
      queries.listDrafts(ctx.sql, ctx.street),
      getOffered(ctx),
    ])
    return {
      types: rows.map(({ id, version, origin, retired, body }) => ({
        id,
        title: body.title,
        purpose: body.purpose,
        edition: editionOf({ origin, version }),
        origin,
        retired,
        sealed: body.sealed !== undefined,
        stages: body.stages.length,
        steps: stepsOf(body).length,
      })),
      drafts: drafts.map(({ id, type, body, begun, from, at, forms }) => ({
        id,
        type,
        title: body.title,
        begun,
        from,
        at: String(at),
        faults: faultsHere(body, forms, here).length,
      })),
    }
  },
})

function faultsHere(type: MatterType, forms: readonly Form[], { offered, known }: Here): contracts.FaultView[] {
  return faultsWith(type, bringsOf({ type, forms: [...forms] }, new Set(offered.forms?.keys())), offered, known)
}

export const read = view(contracts.readDesign, {
  may: 'type.read',
  personal: false,
  async run(ctx, { id }) {
    const [versions, draft, here] = await Promise.all([
      queries.listTypeVersions(ctx.sql, ctx.street, id),
      queries.findDraftOf(ctx.sql, ctx.street, id),
      getOffered(ctx),
    ])
    const [newest] = versions
    if (!newest) throw new Problem('thing.unknown')
    const type = newest.body
    const shipped = newest.origin === 'street' ? versions.find(({ origin }) => origin === 'shipped')?.body : undefined
    await enterMatters(ctx)
    const rows = await queries.listCounted(ctx.sql, ctx.street, id, new Date(ctx.now.getTime() - YEAR_MS), MOST_COUNTED)
    const running = await queries.countRunning(ctx.sql, ctx.street, id, MOST_COUNTED)
    const wanted = new Set(type.indicators)
    return {
      type,
      edition: editionOf(newest),
      origin: newest.origin,
      retired: newest.retired,
      draft: draft?.id ?? null,
      faults: faultsHere(type, [], here),
      versions: versions.map((version) => ({ edition: editionOf(version), at: String(version.at), retired: version.retired })),
      differs: differences(shipped, type),
      indicators: sharesOf(
        here.rates.filter((rate) => wanted.has(rate.id)),
        rows,
        ctx.now,
      ),
      running,
    }
  },
})

export const readDraft = view(contracts.readDraft, {
  may: 'type.design',
  personal: false,
  async run(ctx, { id }) {
    const found = await queries.findDraft(ctx.sql, ctx.street, id)
    if (!found) throw new Problem('thing.unknown')
    const here = await getOffered(ctx)
    return {
      id,
      rev: found.rev,
      type: found.body,
      begun: found.begun,
      from: found.from,
      faults: faultsHere(found.body, found.forms, here),
      differs: differences(await holding(ctx, found.type), found.body),
      brings: bringsOf({ type: found.body, forms: found.forms }, new Set(here.offered.forms?.keys())).map(({ id: form, title }) => ({
        id: form,
        title,
      })),
      offered: {
        rates: here.rates.flatMap((rate) => (rate.over === 'matters' ? [{ id: rate.id, title: rate.title, says: rate.says }] : [])),
        forms: here.forms.map(({ id: form, title, subject }) => ({ id: form, title, subject })),
      },
    }
  },
})

/** The version that new matters of this type run under now. */
async function holding(ctx: Ctx, id: string): Promise<MatterType | undefined> {
  const found = await findEdition(ctx.sql, ctx.street, id)
  return found && typeOf(ctx, found)
}

export const check = view(contracts.checkType, {
  may: 'type.design',
  personal: false,
  async run(ctx, { type }) {
    const [here, draft] = await Promise.all([getOffered(ctx), queries.findDraftOf(ctx.sql, ctx.street, type.id)])
    const forms = draft ? ((await queries.findDraft(ctx.sql, ctx.street, draft.id))?.forms ?? []) : []
    return { faults: faultsHere(type, forms, here), differs: differences(await holding(ctx, type.id), type) }
  },
})

export const tryOut = view(contracts.tryType, {
  may: 'type.design',
  personal: false,
  async run(ctx, input) {
    assertLivable(input)
    const calendar = await calendarOf(ctx)
    const lived = live(input, calendar)
    const { state, now, acts, refused } = lived
    const due = firstDue(state, calendar)
    const titles = new Map(stepsOf(input.type).map(({ step }) => [step.id, step.title]))
    return {
      now: now.toISOString(),
      stand: state.stand,
      outcome: state.outcome ?? null,
      lead: leadOf(state),
      due: due ? { at: due.at.toISOString(), what: due.what } : null,
      next: nextAct(input.type, state, calendar)?.toISOString() ?? null,
      steps: showSteps(input.type, state),
      clocks: state.clocks.filter(({ over }) => over === undefined).map((clock) => showClock(clock, state, now, calendar)),
      acts: acts.map(({ kind, at, post, body }) => ({ kind, at, by: post, step: 'step' in body ? (titles.get(body.step) ?? null) : null })),
      told: toldOf(input.type, lived, calendar),
      chances: chancesOf(input.type, state, now, calendar),
      refused,
    }
  },
})

/** Whoever leads is said by role: which community it will be, no sample knows. */
const leads: Record<string, { zh: string; en: string }> = {
  worker: { zh: '本社区', en: 'the community' },
  street: { zh: '街道', en: 'the street' },
  unit: { zh: '承办单位', en: 'the department' },
}

/** What the reporter reads after each act that tells her something. */
function toldOf(type: MatterType, { acts }: Lived, calendar: Parameters<typeof firstDue>[1]): OutputOf<typeof contracts.tryType>['told'] {
  return acts.flatMap(({ kind, at, seq }) => {
    const state = fold(type, acts.slice(0, seq))
    const which = state.outcome === 'refused' ? 'refused' : state.stand === 'closed' ? 'closed' : kind === 'open' ? 'received' : 'answered'
    if (!(['open', 'answer', 'refuse'].includes(kind) || (state.stand === 'closed' && ['confirm', 'rule', 'lift'].includes(kind))))
      return []
    const refusal = type.refusals.find(({ code }) => code === state.reason)
    const said = {
      number: numberOf(new Date(at).getFullYear(), SAMPLE),
      due: firstDue(state, calendar)?.at,
      until: state.until,
      reason: refusal?.label ?? none,
      office: refusal?.office ?? none,
    }
    const inLanguage = (language: 'zh' | 'en') => fillIn(type.texts[which], { ...said, lead: leads[leadOf(state)]![language] })[language]
    return [{ which, at, words: { zh: inLanguage('zh'), en: inLanguage('en') } }]
  })
}

const none = { zh: '', en: '' }

export const exportFile = view(contracts.exportType, {
  may: 'type.read',
  personal: false,
  async run(ctx, { id }) {
    const type = await holding(ctx, id)
    if (!type) throw new Problem('thing.unknown')
    const used = new Set(stepsOf(type).flatMap(({ step }) => step.form ?? []))
    const { forms } = await getOffered(ctx)
    const file = writeFile(
      type,
      forms.filter((form) => used.has(form.id)),
      ctx.today,
    )
    return { file, name: `linli-${id}-${ctx.today}.json` }
  },
})

export const preview = view(contracts.previewFile, {
  may: 'type.design',
  personal: false,
  async run(ctx, { file }) {
    const { type, forms } = readFile(file)
    const [here, found] = await Promise.all([getOffered(ctx), findEdition(ctx.sql, ctx.street, type.id)])
    const brings = bringsOf({ type, forms }, new Set(here.offered.forms?.keys()))
    return {
      title: type.title,
      type: type.id,
      here: found ? editionOf(found) : null,
      differs: differences(found && (await typeOf(ctx, found)), type),
      faults: faultsWith(type, brings, here.offered, here.known),
      brings: brings.map(({ id, title }) => ({ id, title })),
    }
  },
})
