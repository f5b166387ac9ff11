/**
 * The desk on an old office computer and the doorstep on a cheap telephone: a browser whose processor is slowed six times, with an empty cache, from
 * the address to the first screen one can work on, and at the desk from a key to what it draws. The network is the loopback, so the bytes are given
 * beside the time.
 */
import { gzipSync } from 'node:zlib'
import type { Browser, Page, Response } from 'playwright-core'
import { deskScreen, launchBrowser, newContext, phoneScreen } from '../browser.ts'
import { endAll } from '../end.ts'
import { type Served, serveHouse } from '../served.ts'
import { beginWalking } from '../walking.ts'
import { median, report } from './report.ts'

const SLOWER = 6
const ROUNDS = 5
/** DESIGN §6: to the first usable screen, in bytes as they travel; usable, and what follows a key. */
const MOST_KB = 180
const MOST_KB_DOORSTEP = 90
const USABLE_MS = 3000
const ANSWER_MS = 100

/** As many as a morning's round has at most (management/visits). */
const DOORS = 60

const PASSWORD = 'a long password of hers'
const served = await serveHouse()
const browser = await launchBrowser()
const walking = await beginWalking(browser, DOORS)
try {
  const clerk = await served.employ('chen', PASSWORD, [{ role: 'clerk', title: '文昌社区工作者', community: 370683001001 }])
  const cookie = await signIn(served, clerk.code)
  const { of, spread } = await visitOften(() => visitCold(browser, served.origin, cookie))
  report({ name: 'first usable desk screen: bytes, compressed', unit: 'kB', ours: median(of('bytes')) / 1000, limit: MOST_KB })
  report({
    name: `first usable desk screen, cold, ${SLOWER}× slowed`,
    unit: 'ms',
    ours: median(of('usable')),
    limit: USABLE_MS,
    note: spread('usable'),
  })
  report({
    name: `from a key to its letter in the search box, ${SLOWER}× slowed`,
    unit: 'ms',
    ours: median(of('answer')),
    limit: ANSWER_MS,
    note: spread('answer'),
  })
  await measureDoorstep('front', served.origin, undefined, '.way[data-tone=primary]')
  await measureDoorstep('home', served.origin, cookie, 'h1:has-text("chen")')
  const rooms = Array.from({ length: DOORS }, (_, n) => String(2600 + n))
  const round = await walking.round('十一月走访', rooms)
  const worker = await signIn(walking.served, walking.logins.get('sun')!.code, 'sun')
  await measureDoorstep('home of a worker with a round', walking.served.origin, worker, '.way[data-tone=primary]')
  await measureDoorstep(
    `round of ${DOORS} doors`,
    walking.served.origin,
    worker,
    `.walk-door >> nth=${DOORS - 1}`,
    `/doorstep/rounds/${round}`,
  )
} finally {
  await walking.close()
  await served.close()
  await browser.close()
  await endAll()
}

async function measureDoorstep(what: string, origin: string, token: string | undefined, wanted: string, path?: string): Promise<void> {
  const met = await visitOften(() => visitDoorstep(browser, origin, token, wanted, path))
  report({
    name: `first usable doorstep ${what}: bytes, compressed`,
    unit: 'kB',
    ours: median(met.of('bytes')) / 1000,
    limit: MOST_KB_DOORSTEP,
  })
  report({
    name: `first usable doorstep ${what}, cold, ${SLOWER}× slowed`,
    unit: 'ms',
    ours: median(met.of('usable')),
    limit: USABLE_MS,
    note: met.spread('usable'),
  })
}

type Visit = { usable: number; answer: number; bytes: number }

/** The first visit only warms up. */
async function visitOften<V extends Record<string, number>>(visit: () => Promise<V>) {
  const visits: V[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const made = await visit()
    if (round > 0) visits.push(made)
  }
  const of = (what: keyof V) => visits.map((made) => made[what] as number)
  const spread = (what: keyof V) => `${ROUNDS} visits, ${Math.round(Math.min(...of(what)))}–${Math.round(Math.max(...of(what)))} ms`
  return { of, spread }
}

async function visitDoorstep(
  browser: Browser,
  origin: string,
  token: string | undefined,
  wanted: string,
  path = '/doorstep',
): Promise<Omit<Visit, 'answer'>> {
  const context = await newContext(browser, phoneScreen, { 'linli.language': 'zh' })
  try {
    if (token) await context.addCookies([{ name: 'linli', value: token, url: origin, httpOnly: true }])
    const page = await context.newPage()
    const bytes = countBytes(page)
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    const began = performance.now()
    await page.goto(`${origin}${path}`, { waitUntil: 'commit' })
    await page.waitForSelector(wanted, { timeout: 60_000 })
    const usable = performance.now() - began
    return { usable, bytes: await bytes() }
  } finally {
    await context.close()
  }
}

/** Over the wire as the desk does it; the session's cookie. */
async function signIn({ origin }: Served, code: () => string, name = 'chen'): Promise<string> {
  const send = async (path: string, body: object, cookie?: string) => {
    const headers = { 'content-type': 'application/json', 'x-linli': '1', ...(cookie ? { cookie } : {}) }
    const reply = await fetch(`${origin}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`)
    return reply.headers.getSetCookie()[0]!.split(';')[0]!
  }
  const half = await send('/session', { name, password: PASSWORD })
  return (await send('/session/code', { code: code() }, half)).split('=')[1]!
}

async function visitCold(browser: Browser, origin: string, token: string): Promise<Visit> {
  const context = await newContext(browser, deskScreen, { 'linli.language': 'zh' })
  try {
    await context.addCookies([{ name: 'linli', value: token, url: origin, httpOnly: true }])
    const page = await context.newPage()
    const bytes = countBytes(page)
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    const began = performance.now()
    await page.goto(`${origin}/desk`, { waitUntil: 'commit' })
    await page.waitForSelector('h1:has-text("chen")', { timeout: 60_000 })
    const usable = performance.now() - began
    const answer = await timeKey(page)
    return { usable, answer, bytes: await bytes() }
  } finally {
    await context.close()
  }
}

/** What was fetched until now, each as gzip would send it. */
function countBytes(page: Page): () => Promise<number> {
  const bodies: Promise<Buffer>[] = []
  const count = (response: Response) => {
    if (response.ok()) bodies.push(response.body())
  }
  page.on('response', count)
  return async () => {
    // What comes while the page is closed has no body any more.
    page.off('response', count)
    return (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0)
  }
}

/** From the key going down to the frame after the one that shows it. */
async function timeKey(page: Page): Promise<number> {
  await page.focus('#desk-search')
  await page.evaluate(() => {
    const box = document.querySelector('#desk-search') as HTMLInputElement
    const kept = window as unknown as { answered?: Promise<number> }
    kept.answered = new Promise((resolve) => {
      box.addEventListener(
        'keydown',
        (event) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - event.timeStamp))),
        { once: true },
      )
    })
  })
  await page.keyboard.press('w')
  return page.evaluate(() => (window as unknown as { answered: Promise<number> }).answered)
}
