/** Which kinds of acts may be done now by this one, whatever they would say: what a screen offers. */

import { Problem } from '#base/problem.ts'
import type { Party } from './acts.ts'
import { hasRole, judgeAct, type Line, lines } from './judge.ts'
import type { Scene, Wanted } from './scene.ts'
import { activeCo, type CoHandler, isPaused, type State } from './state.ts'

/** Beyond the table: what is plainly out of place. The judge says it again of what is really sent. */
const fits: Partial<Record<keyof typeof lines, (scene: Scene) => boolean>> = {
  // The lead's; a party that was called sends back her call, where it stands (allowedOfCall).
  'send-back': ({ type, state, doer }) =>
    state.stand === 'in-hand' &&
    doer.parties.has(state.lead) &&
    state.lead !== state.place &&
    !state.settled &&
    state.returns < type.returns.most,
  dispatch: ({ state, doer }) => !state.settled || doer.above,
  arbitrate: ({ state }) => state.returns > 0,
  // Told by whoever sent it, not by whoever works on it.
  outside: () => false,
  'call-in': ({ type }) => type.whistle !== undefined,
  arrive: ({ state, doer }) => activeCo(state).some(({ arrived, party }) => !arrived && (doer.place || doer.parties.has(party))),
  finish: ({ state, doer }) => activeCo(state).some(({ party }) => doer.place || doer.parties.has(party)),
  judge: ({ state, doer }) =>
    [...state.co.values()].some(
      ({ party, verdict, sentBack, off, arrived }) => !verdict && !sentBack && !(off && !arrived) && !doer.parties.has(party),
    ),
  'let-go': ({ state }) => activeCo(state).some(({ arrived }) => !arrived),
  pause: ({ type, state }) => type.pauses.length > 0 && !isPaused(state),
  resume: ({ state }) => isPaused(state),
  refuse: ({ type }) => type.refusals.length > 0,
  classify: ({ type }) => type.categories.length > 1,
  confirm: ({ state, doer }) => hasReporter(state) && state.answered?.post !== doer.post,
  rate: ({ state, doer }) =>
    [...state.reporters.values()].some(({ satisfied }) => !satisfied) && state.outcome !== 'merged' && state.answered?.post !== doer.post,
  withdraw: ({ type, state }) => hasReporter(state) && type.sealed !== 'duty-to-report',
  reopen: ({ type, state }) => state.outcome !== 'merged' && type.ends === undefined,
  merge: ({ type }) => type.ends === undefined,
  split: ({ type }) => type.ends === undefined,
  'end-on': ({ type }) => type.ends !== undefined,
  lift: ({ type }) => type.ends !== undefined,
  unmerge: ({ state }) => state.holds.size > 0,
}

export function allowedKinds(scene: Scene): string[] {
  // What the house does by its rules it does by itself: no screen offers it.
  if (scene.doer.house) return []
  return (Object.entries(lines) as [keyof typeof lines, Line][]).flatMap(([kind, line]) => {
    const may = line.in.includes(scene.state.stand) && line.by.some((role) => hasRole(role, scene))
    return may && (fits[kind]?.(scene) ?? true) ? [kind] : []
  })
}

/** What this one may do now about one call. */
export function allowedOfCall(scene: Scene, { party, arrived }: CoHandler): string[] {
  return wantedOf(scene, party, arrived !== undefined).flatMap((wanted) => (isAllowed(scene, wanted) ? [wanted.kind] : []))
}

function wantedOf({ type }: Scene, party: Party, arrived: boolean): Wanted[] {
  return [
    { kind: 'arrive', body: { party, people: 1 } },
    { kind: 'finish', body: { party } },
    ...type.returns.reasons.slice(0, 1).map(({ code }): Wanted => ({ kind: 'send-back', body: { party, reason: code } })),
    { kind: 'judge', body: { party, verdict: arrived ? 'good' : 'absent' } },
    { kind: 'let-go', body: { party } },
    { kind: 'call-in', body: { parties: [party] } },
    { kind: 'arbitrate', body: { called: party } },
  ]
}

function isAllowed(scene: Scene, wanted: Wanted): boolean {
  try {
    judgeAct(scene, wanted)
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

function hasReporter({ reporters }: State): boolean {
  return reporters.size > 0
}
