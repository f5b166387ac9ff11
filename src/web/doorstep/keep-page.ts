/** Lets the service worker keep this page, so that it opens at once, and without a network. Only where the address is safe; elsewhere pages are as before. */

const begunAt = performance.now()

/** A newer version takes over only when the page has just begun, and nothing was done in it. */
const JUST_BEGUN_MS = 3000

export async function keepPage(): Promise<void> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (!workers || !isSecureContext) return
  // The first worker takes over a page that had none, which changes nothing in it.
  const hadOne = workers.controller !== null
  try {
    const registration = await workers.register('/doorstep-worker.js', { scope: '/doorstep' })
    if (hadOne && registration.waiting && isUntouched()) {
      workers.addEventListener('controllerchange', () => window.location.reload(), { once: true })
      registration.waiting.postMessage({ take: 'over' })
      return
    }
    const ready = await workers.ready
    ready.active?.postMessage({ keep: listUsed() })
  } catch (error) {
    // Forbidden by the browser's settings, or the phone is full: nothing is lost but the page without a network.
    if (!(error instanceof DOMException) && !(error instanceof TypeError)) throw error
  }
}

/** Every screen, for who works where there is no network. */
export async function keepScreens(): Promise<void> {
  const ready = await navigator.serviceWorker.ready
  ready.active?.postMessage({ keep: 'screens' })
}

function isUntouched(): boolean {
  const typed = [...document.querySelectorAll('input')].some(({ value }) => value !== '')
  return !typed && performance.now() - begunAt < JUST_BEGUN_MS
}

function listUsed(): string[] {
  const own = performance.getEntriesByType('resource').map(({ name }) => new URL(name))
  const assets = own.filter(({ origin, pathname }) => origin === window.location.origin && pathname.startsWith('/assets/'))
  return [...new Set(assets.map(({ pathname }) => pathname))]
}
