/**
 * Whether a matter type makes sense: against itself, and against what the house offers. Each fault names the path of what is wrong. What passes here
 * can be walked from its first step to its last by whoever it is handed to.
 */
import { conditionFaults, type Names, type Typed } from '#base/condition-check.ts'
import { localTypes } from '#ground/forms/asked.ts'
import type { FormSubject, Words } from '#ground/forms/contract.ts'
import { unitOf } from '../clock/terms.ts'
import { type TypeFault, wordsFaults } from './check-words.ts'
import { clockNames, type MatterType, type Step, type StepQuestion, textHoles } from './type.ts'

/** What the house offers to types. */
export type Offered = {
  /** Engines' words by name, each judging what it would be handed. */
  words: ReadonlyMap<string, { check: (given: Record<string, unknown>) => { path: string; say: string }[] }>
  rates: ReadonlySet<string>
  /** Forms of the register by id, with what they are filled for; absent where nobody can say (a file on its own). */
  forms?: ReadonlyMap<string, FormSubject>
}

/** The shape was checked before. */
export function typeFaults(type: MatterType, offered: Offered): TypeFault[] {
  return [
    ...emptyFaults(type),
    ...wordsFaults(type),
    ...twiceFaults(type),
    ...codeFaults(type),
    ...clockFaults(type),
    ...sealFaults(type),
    ...stepFaults(type, offered),
    ...textFaults(type),
    ...type.indicators.flatMap((id, at) =>
      offered.rates.has(id) ? [] : [{ path: `/indicators/${at}`, say: 'type-fault.rate-unknown', with: { name: id } }],
    ),
  ]
}

/** Of the conditions alone: with one that cannot be judged no sample can be lived. */
export function conditionFaultsOf(type: MatterType): TypeFault[] {
  return stepFaults(type, { words: new Map(), rates: new Set() }).filter(({ path }) => path.endsWith('/when'))
}

/** A draft may lack what a type must have. */
function emptyFaults({ basis, opened, categories, stages }: MatterType): TypeFault[] {
  const needed: [string, readonly unknown[], string][] = [
    ['/basis', basis, 'type-fault.no-basis'],
    ['/opened', opened, 'type-fault.nobody-opens'],
    ['/categories', categories, 'type-fault.no-category'],
    ...stages.map(({ steps }, at): [string, readonly unknown[], string] => [`/stages/${at}/steps`, steps, 'type-fault.no-step']),
  ]
  return [
    ...needed.flatMap(([path, list, say]) => (list.length === 0 ? [{ path, say }] : [])),
    ...(stages.length > 0 && categories.length > 0 && categories.every(({ refuse }) => refuse !== undefined)
      ? [{ path: '/categories', say: 'type-fault.all-refused' }]
      : []),
  ]
}

/** Where two bear one name, the second is told. */
function twiceFaults(type: MatterType): TypeFault[] {
  const lists: [string, readonly string[]][] = [
    ['/categories', codesOf(type.categories)],
    ['/refusals', codesOf(type.refusals)],
    ['/pauses', codesOf(type.pauses)],
    ['/returns/reasons', codesOf(type.returns.reasons)],
    ['/stages', type.stages.map(({ id }) => id)],
    ['/about', type.about],
    ['/opened', type.opened],
    ['/indicators', type.indicators],
    ['/escalations', type.escalations.map(({ clock, to }) => `${clock} → ${to}`)],
  ]
  const steps = stepsOf(type)
  return [
    ...lists.flatMap(([path, names]) =>
      repeated(names).map(({ at, name }) => ({ path: `${path}/${at}`, say: 'type-fault.twice', with: { name } })),
    ),
    ...repeated(steps.map(({ step }) => step.id)).map(({ at, name }) => ({
      path: steps[at]!.path,
      say: 'type-fault.twice',
      with: { name },
    })),
    ...steps.flatMap(({ step, path }) =>
      repeated((step.questions ?? []).map(({ id }) => id)).map(({ at, name }) => ({
        path: `${path}/questions/${at}`,
        say: 'type-fault.twice',
        with: { name },
      })),
    ),
  ]
}

function codesOf(list: readonly { code: string }[]): string[] {
  return list.map(({ code }) => code)
}

function repeated(names: readonly string[]): { at: number; name: string }[] {
  return names.flatMap((name, at) => (names.indexOf(name) < at ? [{ at, name }] : []))
}

function codeFaults({ categories, refusals }: MatterType): TypeFault[] {
  const known = new Map(refusals.map((one) => [one.code, one]))
  return categories.flatMap(({ refuse }, at) => {
    if (refuse === undefined) return []
    const refusal = known.get(refuse)
    const path = `/categories/${at}/refuse`
    if (!refusal) return [{ path, say: 'type-fault.refusal-unknown', with: { name: refuse } }]
    // Somebody sent away by rule, without anybody having looked, must at least be told where to go.
    return refusal.office ? [] : [{ path, say: 'type-fault.office-needed', with: { name: refuse } }]
  })
}

function clockFaults(type: MatterType): TypeFault[] {
  const faults: TypeFault[] = []
  for (const [at, category] of type.categories.entries())
    for (const name of clockNames)
      if (category.clocks?.[name] && !type.clocks[name])
        faults.push({ path: `/categories/${at}/clocks/${name}`, say: 'type-fault.clock-unknown', with: { name } })
  for (const [at, { clock }] of type.escalations.entries())
    if (clock === 'step' ? !hasStepClock(type) : !type.clocks[clock])
      faults.push({ path: `/escalations/${at}/clock`, say: 'type-fault.clock-unknown', with: { name: clock } })
  // Silence closes by a published rule or not at all (DESIGN §9).
  if (type.clocks.confirm && !type.clocks.confirm.citation)
    faults.push({ path: '/clocks/confirm/citation', say: 'type-fault.silence-without-rule' })
  // Nobody may have left a name: then nobody could ever say that it is solved. What is sealed is closed by a human alone.
  if (!type.clocks.confirm && !type.sealed) faults.push({ path: '/clocks/confirm', say: 'type-fault.never-closes' })
  if (type.returns.most > 0 && type.returns.reasons.length === 0) faults.push({ path: '/returns/reasons', say: 'type-fault.no-reasons' })
  const { whistle } = type
  if (whistle && unitOf(whistle.arrive).unit === unitOf(whistle.finish).unit && unitOf(whistle.arrive).count > unitOf(whistle.finish).count)
    faults.push({ path: '/whistle/finish', say: 'type-fault.done-before-there' })
  return faults
}

function hasStepClock(type: MatterType): boolean {
  return stepsOf(type).some(({ step }) => step.term !== undefined || step.every !== undefined)
}

function sealFaults({ sealed, indicators, escalations, whistle }: MatterType): TypeFault[] {
  if (!sealed) return []
  return [
    ...(whistle ? [{ path: '/whistle', say: 'type-fault.sealed-whistle' }] : []),
    // Whatever is counted can betray that there is one.
    ...indicators.map((_, at) => ({ path: `/indicators/${at}`, say: 'type-fault.sealed-counted' })),
    ...escalations.flatMap(({ to }, at) =>
      to === 'street' ? [{ path: `/escalations/${at}/to`, say: 'type-fault.sealed-escalation' }] : [],
    ),
  ]
}

type Placed = { step: Step; path: string }

export function stepsOf({ stages }: Pick<MatterType, 'stages'>): Placed[] {
  return stages.flatMap((stage, s) => stage.steps.map((step, at) => ({ step, path: `/stages/${s}/steps/${at}` })))
}

function stepFaults(type: MatterType, offered: Offered): TypeFault[] {
  const faults: TypeFault[] = []
  const earlier = new Map<string, Typed>([
    ['category', { type: 'code', codes: new Set(codesOf(type.categories)) }],
    ['channel', { type: 'code' }],
  ])
  const steps = stepsOf(type)
  const all = new Set(steps.flatMap(({ step }) => namesOfStep(step)))
  for (const { step, path } of steps) {
    if (step.when !== undefined) faults.push(...whenFaults(step.when, earlier, all, `${path}/when`))
    if (step.every && step.word) faults.push({ path: `${path}/word`, say: 'type-fault.word-repeats' })
    for (const [at, question] of (step.questions ?? []).entries()) faults.push(...choiceFaults(question, `${path}/questions/${at}/choices`))
    if (step.form !== undefined) faults.push(...formFaults(type, step.form, offered, `${path}/form`))
    if (step.word) faults.push(...wordFaults(step.word, offered, `${path}/word`))
    for (const question of step.questions ?? [])
      earlier.set(`${step.id}.${question.id}`, {
        type: localTypes[question.type],
        ...(question.choices ? { codes: new Set(codesOf(question.choices)) } : {}),
      })
  }
  return faults
}

/** A choice without a code could not be told from no answer: a step that needs one would never be done. */
function choiceFaults({ type, choices }: StepQuestion, path: string): TypeFault[] {
  if ((type === 'code' || type === 'codes') !== (choices !== undefined && choices.length > 0)) return [{ path, say: 'type-fault.choices' }]
  const codes = (choices ?? []).map(({ code }) => code)
  return [
    ...codes.flatMap((code, at) => (code.trim() === '' ? [{ path: `${path}/${at}`, say: 'type-fault.choice-empty' }] : [])),
    ...repeated(codes).map(({ at, name }) => ({ path: `${path}/${at}`, say: 'type-fault.twice', with: { name } })),
  ]
}

function formFaults({ about }: MatterType, form: string, { forms }: Offered, path: string): TypeFault[] {
  if (!forms) return []
  const subject = forms.get(form)
  if (subject === undefined) return [{ path, say: 'type-fault.form-unknown', with: { name: form } }]
  return about.includes(subject) ? [] : [{ path, say: 'type-fault.form-elsewhere', with: { name: form } }]
}

function namesOfStep({ id, questions = [] }: Step): string[] {
  return questions.map((question) => `${id}.${question.id}`)
}

function whenFaults(when: unknown, earlier: ReadonlyMap<string, Typed>, all: ReadonlySet<string>, path: string): TypeFault[] {
  const names: Names = { find: (name) => earlier.get(name), group: () => undefined }
  const faults = conditionFaults(when, names)
  if (faults.length === 0) return []
  // What a later step asks is known, only not yet.
  const later = faults.find(({ say, with: filled }) => say === 'condition.name-unknown' && all.has(String(filled?.name)))
  return later ? [{ path, say: 'type-fault.asks-later', with: later.with ?? {} }] : faults.map((fault) => ({ path, ...fault }))
}

function wordFaults({ name, with: given }: NonNullable<Step['word']>, { words }: Offered, path: string): TypeFault[] {
  const word = words.get(name)
  if (!word) return [{ path: `${path}/name`, say: 'type-fault.word-unknown', with: { name } }]
  return word.check(given).map((fault) => ({ ...fault, path: `${path}/with${fault.path}` }))
}

function textFaults({ texts }: MatterType): TypeFault[] {
  return (Object.keys(textHoles) as (keyof MatterType['texts'])[]).flatMap((name) =>
    (['zh', 'en'] as const).flatMap((language) =>
      holesIn(texts[name], language)
        .filter((hole) => !textHoles[name].includes(hole))
        .map((hole) => ({ path: `/texts/${name}/${language}`, say: 'type-fault.hole-unknown', with: { name: hole } })),
    ),
  )
}

function holesIn(words: Words, language: 'zh' | 'en'): string[] {
  return [...words[language].matchAll(/\{([^{}]*)\}/g)].map(([, hole = '']) => hole)
}
