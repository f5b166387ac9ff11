/**
 * A real browser for journeys: an installed Chrome or Chromium where there is one (or the one named by LINLI_CHROME), else the one that comes with
 * @sparticuz/chromium, so that the tests need nothing installed on Linux. LINLI_CHROME=packed takes that one in any case.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const installed = [
  process.env.LINLI_CHROME,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

export async function launchBrowser(): Promise<Browser> {
  const found = process.env.LINLI_CHROME === 'packed' ? undefined : installed.find((path) => path && existsSync(path))
  if (found) return chromium.launch({ executablePath: found, args: ['--no-sandbox', '--disable-gpu'] })
  const packed = (await import('@sparticuz/chromium')).default
  // One process for all is meant for tiny machines; with it the browser dies together with its first page.
  const args = packed.args.filter((arg) => arg !== '--single-process' && arg !== '--no-zygote')
  return chromium.launch({ executablePath: await packed.executablePath(), args })
}

/**
 * A fresh profile. `kept` stands in its storage before any page, unless the page itself changed it. It asks for less motion: a colour
 * half way from one to the other is none of the product's, and would be held against it by chance.
 */
export async function newContext(
  browser: Browser,
  screen: BrowserContextOptions,
  kept: Record<string, string> = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...screen })
  // Slow is not wrong: what never comes is told apart from what comes late on a busy machine.
  context.setDefaultTimeout(60_000)
  await context.addInitScript((entries) => {
    for (const [key, value] of Object.entries(entries)) if (localStorage.getItem(key) === null) localStorage.setItem(key, value)
  }, kept)
  // The transpiler of the tests names inner functions with this helper, also in functions that are sent into the page.
  await context.addInitScript({ content: 'window.__name = (named) => named' })
  return context
}

/** Waits for what the page finds out only by asking; `page.waitForFunction` takes the promise itself for a yes. */
export async function waitUntil(page: Page, isSo: () => Promise<unknown>): Promise<void> {
  const end = Date.now() + 60_000
  while (!(await page.evaluate(isSo))) {
    if (Date.now() > end) throw new Error(`it never came: ${isSo}`)
    await page.waitForTimeout(50)
  }
}

/** Whether the machine can draw Chinese. Without such a font pages work as well, only pictures of them show empty boxes. */
export function hasHanFont(): boolean {
  try {
    return execFileSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() !== ''
  } catch {
    return process.platform !== 'linux'
  }
}

export const deskScreen: BrowserContextOptions = {
  viewport: { width: 1366, height: 768 },
  deviceScaleFactor: 1,
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
}
export const phoneScreen: BrowserContextOptions = {
  ...deskScreen,
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
}

/** Everything that should not be in a console: errors, failed requests, and requests to any other origin. */
export function watchPage(page: Page): { errors: string[]; strangers: string[] } {
  const seen = { errors: [] as string[], strangers: [] as string[] }
  page.on('pageerror', (error) => seen.errors.push(`${error.name}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') seen.errors.push(message.text())
  })
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (!['127.0.0.1', 'localhost'].includes(url.hostname) && !['data:', 'blob:', 'about:'].includes(url.protocol))
      seen.strangers.push(request.url())
  })
  return seen
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export type Violation = { id: string; help: string; targets: string[] }

/** WCAG 2.2 A and AA and axe's best practices over the page as it stands; `more`: rules beyond these, by their ids in axe. */
export async function findViolations(page: Page, more: string[] = []): Promise<Violation[]> {
  await page.evaluate(axeSource)
  return page.evaluate(async (others) => {
    type Found = { violations: { id: string; help: string; nodes: { target: string[]; failureSummary?: string }[] }[] }
    const { axe } = window as unknown as { axe: { run: (root: Document, options: object) => Promise<Found> } }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const rules = Object.fromEntries(others.map((rule) => [rule, { enabled: true }]))
    const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags }, rules })
    return violations.map(({ id, help, nodes }) => ({ id, help, targets: nodes.slice(0, 5).map(({ target }) => target.join(' ')) }))
  }, more)
}

/** A picture for people to look at, when LINLI_PICTURES names a folder. */
export async function takePicture(page: Page, name: string, whole = false): Promise<void> {
  const folder = process.env.LINLI_PICTURES
  if (!folder) return
  const path = join(folder, `${name}.png`)
  await mkdir(dirname(path), { recursive: true })
  await page.screenshot({ path, fullPage: whole })
}
