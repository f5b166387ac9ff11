/**
 * Where an address must stand on a folded A4 sheet so that it is seen through the window of an envelope, however the sheet lies in it; and what else
 * could be seen there and so must stay blank. Millimetres from the sheet's upper left corner. Pure.
 *
 * Envelopes: GB/T 1416-2003 (DL 220 × 110, ZL 230 × 120; 5号 and 6号 of before). That standard places no window in what we could read; the one of
 * DIN 680:2008 for DL (90 × 45, 20 from the left, 15 from the foot; outer measures ± 1.5, window ± 1) is what window envelopes of both sizes are cut
 * to (for ZL unconfirmed: try one envelope before printing hundreds).
 */

export type Box = { left: number; top: number; right: number; bottom: number }
export type Envelope = {
  name: 'DL' | 'ZL'
  width: number
  height: number
  window: { left: number; foot: number; width: number; height: number }
}

const window = { left: 20, foot: 15, width: 90, height: 45 }
export const envelopes: readonly Envelope[] = [
  { name: 'DL', width: 220, height: 110, window },
  { name: 'ZL', width: 230, height: 120, window },
]

/** A4 folded twice across: at 105 and at 210, so that the upper part lies in front. */
export const FOLDED = { width: 210, height: 105 }
export const FOLDS = [105, 210] as const

const OUTER_TOLERANCE = 1.5
const WINDOW_TOLERANCE = 1

/** How far the sheet can slide inside, at most. */
function play({ width, height }: Envelope): { across: number; along: number } {
  return { across: width + OUTER_TOLERANCE - FOLDED.width, along: height + OUTER_TOLERANCE - FOLDED.height }
}

/** Seen wherever the sheet has slid to: here the address stands. */
export function safeBox(envelope: Envelope): Box {
  const { across, along } = play(envelope)
  const { left, foot, width, height } = envelope.window
  const t = WINDOW_TOLERANCE
  return {
    left: left + t,
    right: left + width - t - across,
    top: FOLDED.height - (foot + height - t - along),
    bottom: FOLDED.height - (foot + t),
  }
}

/** Seen in some position of the sheet: nothing but the address may stand here. */
export function sightBox(envelope: Envelope): Box {
  const { across, along } = play(envelope)
  const { left, foot, width, height } = envelope.window
  const t = WINDOW_TOLERANCE
  return {
    left: Math.max(0, left - t - across),
    right: left + width + t,
    top: FOLDED.height - (foot + height + t),
    bottom: Math.min(FOLDED.height, FOLDED.height - (foot - t - along)),
  }
}

/** One sheet for every envelope there is. */
export function addressBox(): Box {
  return envelopes.map(safeBox).reduce((a, b) => ({
    left: Math.max(a.left, b.left),
    right: Math.min(a.right, b.right),
    top: Math.max(a.top, b.top),
    bottom: Math.min(a.bottom, b.bottom),
  }))
}

export function blankBox(): Box {
  return envelopes.map(sightBox).reduce((a, b) => ({
    left: Math.min(a.left, b.left),
    right: Math.max(a.right, b.right),
    top: Math.min(a.top, b.top),
    bottom: Math.max(a.bottom, b.bottom),
  }))
}
