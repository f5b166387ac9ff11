/** Which kinds of acts may be done now by this one, whatever they would say: what a screen offers. */

import type { Scene } from './judge.ts'
import { hasRole, type Line, lines } from './judge.ts'
import { activeCo, isPaused, type State } from './state.ts'

/** Beyond the table: what is plainly out of place. The judge says it again of what is really sent. */
const fits: Partial<Record<keyof typeof lines, (scene: Scene) => boolean>> = {
  'send-back': ({ type, state }) => state.lead !== state.place && !state.settled && state.returns < type.returns.most,
  dispatch: ({ state, doer }) => !state.settled || doer.above,
  arbitrate: ({ state }) => state.returns > 0,
  'call-in': ({ type }) => type.whistle !== undefined,
  arrive: ({ state }) => activeCo(state).some(({ arrived }) => !arrived),
  finish: ({ state }) => activeCo(state).length > 0,
  judge: ({ state, doer }) => [...state.co.values()].some(({ party, verdict }) => !verdict && !doer.parties.has(party)),
  'let-go': ({ state }) => activeCo(state).some(({ arrived }) => !arrived),
  pause: ({ type, state }) => type.pauses.length > 0 && !isPaused(state),
  resume: ({ state }) => isPaused(state),
  refuse: ({ type }) => type.refusals.length > 0,
  classify: ({ type }) => type.categories.length > 1,
  confirm: ({ state, doer }) => hasReporter(state) && state.answered?.post !== doer.post,
  rate: ({ state, doer }) => hasReporter(state) && state.outcome !== 'merged' && state.answered?.post !== doer.post,
  withdraw: ({ type, state }) => hasReporter(state) && type.sealed !== 'duty-to-report',
  reopen: ({ type, state }) => state.outcome !== 'merged' && type.ends === undefined,
  split: ({ type }) => type.ends === undefined,
  'end-on': ({ type }) => type.ends !== undefined,
  lift: ({ type }) => type.ends !== undefined,
  unmerge: ({ state }) => state.holds.size > 0,
}

export function allowedKinds(scene: Scene): string[] {
  return (Object.entries(lines) as [keyof typeof lines, Line][]).flatMap(([kind, line]) => {
    const may = line.in.includes(scene.state.stand) && line.by.some((role) => hasRole(role, scene))
    return may && (fits[kind]?.(scene) ?? true) ? [kind] : []
  })
}

function hasReporter({ reporters }: State): boolean {
  return reporters.size > 0
}
