/** What every "type and choose" input shares: which option is lit, and what the keys do. Pure. */
export type ListKey = { kind: 'light'; at: number } | { kind: 'pick' } | { kind: 'close' } | { kind: 'open' } | { kind: 'type' }

/**
 * What a key means for a list of `count` options of which `lit` is lit (-1 none). While an input method is composing, every key belongs to it:
 * Enter then ends the composition and must not choose.
 */
export function readListKey(
  event: Pick<KeyboardEvent, 'key' | 'isComposing' | 'keyCode' | 'altKey'>,
  count: number,
  lit: number,
  open: boolean,
): ListKey {
  if (event.isComposing || event.keyCode === 229) return { kind: 'type' }
  switch (event.key) {
    case 'ArrowDown':
      return open ? { kind: 'light', at: count ? (lit + 1) % count : -1 } : { kind: 'open' }
    case 'ArrowUp':
      if (event.altKey) return { kind: 'close' }
      return open ? { kind: 'light', at: count ? (lit <= 0 ? count : lit) - 1 : -1 } : { kind: 'open' }
    case 'PageDown':
      return open ? { kind: 'light', at: Math.min(count - 1, lit + 8) } : { kind: 'type' }
    case 'PageUp':
      return open ? { kind: 'light', at: Math.max(0, lit - 8) } : { kind: 'type' }
    case 'Enter':
      return open && lit >= 0 ? { kind: 'pick' } : { kind: 'type' }
    case 'Escape':
      return open ? { kind: 'close' } : { kind: 'type' }
    default:
      return { kind: 'type' }
  }
}
