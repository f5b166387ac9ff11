/** Lets the service worker keep this page, so that it opens at once, and without a network. Only where the address is safe; elsewhere pages are as before. */

const SCOPE = '/doorstep'

/** How long a page waits for a newer version of itself to take over; then it begins as the older, and the newer comes at the next opening. */
const MOST_WAIT_MS = 3000

/**
 * A newer version that was found at an earlier opening takes over before this page begins, and the page is loaded anew: later it would be under somebody's
 * hands. Before it begins also because the browser lets the older worker go only while nothing is asked of it.
 */
export async function takeNewer(): Promise<void> {
  const workers = canKeepPages()
  if (!workers?.controller) return
  const waiting = (await workers.getRegistration(SCOPE))?.waiting
  if (!waiting) return
  const taken = new Promise<boolean>((done) => {
    workers.addEventListener('controllerchange', () => done(true), { once: true })
    setTimeout(() => done(false), MOST_WAIT_MS)
  })
  waiting.postMessage({ take: 'over' })
  if (!(await taken)) return
  window.location.reload()
  await new Promise(() => undefined)
}

export async function keepPage(): Promise<void> {
  const workers = canKeepPages()
  if (!workers) return
  try {
    await workers.register('/doorstep-worker.js', { scope: SCOPE })
    const ready = await workers.ready
    ready.active?.postMessage({ keep: listUsed() })
  } catch (error) {
    // Forbidden by the browser's settings, or the phone is full: nothing is lost but the page without a network.
    if (!(error instanceof DOMException) && !(error instanceof TypeError)) throw error
  }
}

function canKeepPages(): ServiceWorkerContainer | undefined {
  return isSecureContext ? (navigator.serviceWorker as ServiceWorkerContainer | undefined) : undefined
}

/** Every screen, for who works where there is no network. */
export async function keepScreens(): Promise<void> {
  const ready = await navigator.serviceWorker.ready
  ready.active?.postMessage({ keep: 'screens' })
}

function listUsed(): string[] {
  const own = performance.getEntriesByType('resource').map(({ name }) => new URL(name))
  const assets = own.filter(({ origin, pathname }) => origin === window.location.origin && pathname.startsWith('/assets/'))
  return [...new Set(assets.map(({ pathname }) => pathname))]
}
