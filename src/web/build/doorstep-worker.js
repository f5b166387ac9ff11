// The service worker of the doorstep: keeps its page and what that needs, so that it opens without a network. The build fills in the three lists.
// Nothing personal is kept here: answers of the house pass by.
const PAGE = '/doorstep'
const VERSION = '__VERSION__'
const SHELL = ['__SHELL__']
const SCREENS = ['__SCREENS__']
const CACHE = `linli-doorstep-${VERSION}`

self.addEventListener('install', (event) => event.waitUntil(keep([PAGE, ...SHELL])))

self.addEventListener('activate', (event) => event.waitUntil(takeOver()))

self.addEventListener('message', (event) => {
  // A page that is about to begin finds a newer one waiting: nothing is being typed yet.
  if (event.data.take === 'over') self.skipWaiting()
  // What this visit has used already; for who works without a network, every screen.
  if (event.data.keep) event.waitUntil(keep(event.data.keep === 'screens' ? SCREENS : event.data.keep))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate' && (pathname === PAGE || pathname.startsWith(`${PAGE}/`))) event.respondWith(find(PAGE, request))
  else if (pathname.startsWith('/assets/')) event.respondWith(find(request, request))
})

/** All that is not there yet; one that fails fails all, so that no half of a version is ever in use. */
async function keep(addresses) {
  const cache = await caches.open(CACHE)
  const held = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname))
  await cache.addAll(addresses.filter((address) => !held.has(address)))
}

async function takeOver() {
  for (const name of await caches.keys()) if (name.startsWith('linli-doorstep-') && name !== CACHE) await caches.delete(name)
  await self.clients.claim()
}

/** What is kept is as good as new: the name of an asset holds a hash of it, and the page belongs to its assets. */
async function find(kept, request) {
  const cache = await caches.open(CACHE)
  const held = await cache.match(kept, { ignoreVary: true })
  if (held) return held
  const fresh = await fetch(request)
  if (fresh.ok && request.mode !== 'navigate') await cache.put(request, fresh.clone())
  return fresh
}
