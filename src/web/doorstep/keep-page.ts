/** Lets the service worker keep this page, so that it opens at once, and without a network. Only where the address is safe; elsewhere pages are as before. */

/** A newer version takes over only while nothing was done in the page. Otherwise it comes when the last page is closed. */
let touched = false
for (const event of ['pointerdown', 'keydown']) window.addEventListener(event, () => (touched = true), { once: true, capture: true })

export async function keepPage(): Promise<void> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (!workers || !isSecureContext) return
  // The first worker takes over a page that had none, which changes nothing in it.
  const hadOne = workers.controller !== null
  try {
    const registration = await workers.register('/doorstep-worker.js', { scope: '/doorstep' })
    if (hadOne && registration.waiting && !touched) {
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

function listUsed(): string[] {
  const own = performance.getEntriesByType('resource').map(({ name }) => new URL(name))
  const assets = own.filter(({ origin, pathname }) => origin === window.location.origin && pathname.startsWith('/assets/'))
  return [...new Set(assets.map(({ pathname }) => pathname))]
}
