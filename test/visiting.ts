/** People before a served house, each in a browser of her own: staff at the desk or with a phone, residents by their telephone. */
import assert from 'node:assert/strict'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { InputOf, OutputOf } from '#base/contract.ts'
import { allRights } from '#catalogue/roles.ts'
import { houseActor } from '#kernel/access/actor.ts'
import type { Action, View } from '#kernel/action/action.ts'
import type { Tx } from '#kernel/action/context.ts'
import { deskScreen, findViolations, launchBrowser, newContext, phoneScreen, takePicture, watchPage } from './browser.ts'
import { handsOf, type Served, type ServedPost, serveHouse } from './served.ts'
import { STREET } from './stage.ts'
import { wideScope } from './working.ts'

/** A small and cheap one. */
export const small: BrowserContextOptions = { ...phoneScreen, viewport: { width: 360, height: 740 } }

/** What she does on a page. Refusals of the house that belong to it are told by their status, a lost network by 0; any other is a fault. */
export type Story = (page: Page, meant: (...statuses: number[]) => void) => Promise<void>

/** Chinese, at the desk, unless told otherwise. */
export type Look = {
  screen?: BrowserContextOptions
  language?: 'zh' | 'en'
  theme?: 'light' | 'dark'
  comfort?: 'usual' | 'elder'
}

type Login = { password: string; code: () => string }

export type Visiting = {
  served: Served
  browser: Browser
  /** Those who can come in, by the names of their logins. */
  logins: Map<string, Login>
  /** As the house itself, over the street all stories are set in. */
  does: <O extends Action | View>(operation: O, input: InputOf<O['contract']>, version?: number) => Promise<OutputOf<O['contract']>>
  rows: <T>(run: (sql: Tx) => Promise<T>) => Promise<T>
  /** A login with its posts; its id. */
  employ: (name: string, ...posts: ServedPost[]) => Promise<string>
  /** The moment of the house. */
  now: () => Date
  setNow: (moment: Date) => void
  /** Minutes go by for the house: as many as between two who come in, unless told otherwise. */
  pass: (minutes?: number) => void
  /** A page of a fresh browser, on which nothing is open yet. */
  onPage: (story: Story, look?: Look) => Promise<void>
  atDesk: (name: string, story: Story, look?: Look) => Promise<void>
  /** Staff on a phone. */
  atDoorstep: (name: string, story: Story, look?: Look) => Promise<void>
  /** A resident on hers. */
  byTelephone: (phone: string, story: Story, look?: Look) => Promise<void>
  /** Name, password and code, wherever they are asked for. */
  signIn: (page: Page, name: string) => Promise<void>
  /** The code that was sent to a telephone last. */
  codeFor: (phone: string) => string
  close: () => Promise<void>
}

/**
 * @param minutes that pass before somebody comes in: a code opens once, and lives half a minute
 * @param lent a browser of one's own, which stays
 */
export async function openVisiting({
  begun = '2026-11-22T02:00:00Z',
  minutes = 1,
  lent = undefined as Browser | undefined,
} = {}): Promise<Visiting> {
  const served = await serveHouse()
  const browser = lent ?? (await launchBrowser())
  const logins = new Map<string, Login>()
  let moment = new Date(begun)
  const setNow = (next: Date) => {
    moment = next
    served.setNow(next)
  }
  setNow(moment)
  const pass = (more = minutes) => setNow(new Date(moment.getTime() + more * 60_000))

  const signIn = async (page: Page, name: string) => {
    pass()
    const login = logins.get(name)
    if (!login) throw new Error(`${name} was never employed`)
    await page.fill('input[name=username]', name)
    await page.fill('input[name=password]', login.password)
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'code')
    await page.keyboard.type(login.code())
    await page.keyboard.press('Enter')
  }
  const codeFor = (phone: string) => {
    const sent = served.messages.filter(({ to }) => to === phone).map(({ text }) => /(?:验证码|code) (\d{6})/i.exec(text)?.[1])
    const code = sent.findLast((one) => one !== undefined)
    if (!code) throw new Error(`no code was sent to ${phone}`)
    return code
  }

  const visit = openPages(browser, served.origin)
  return {
    served,
    browser,
    logins,
    does: (operation, input, version) =>
      handsOf(served).does(operation, houseActor(STREET, allRights), input, version === undefined ? {} : { version }),
    rows: (run) => served.house.transaction(wideScope(STREET), run),
    employ: async (name, ...posts) => {
      const password = 'a long password of hers'
      const { id, code } = await served.employ(name, password, posts)
      logins.set(name, { password, code })
      return id
    },
    now: () => moment,
    setNow,
    pass,
    onPage: visit,
    atDesk: (name, story, look = {}) =>
      visit(story, look, async (page) => {
        await page.goto('/desk')
        await signIn(page, name)
        await page.waitForSelector('.desk-main h1')
      }),
    atDoorstep: (name, story, look = {}) =>
      visit(story, { screen: phoneScreen, ...look }, async (page) => {
        await page.goto('/doorstep/in/staff')
        await signIn(page, name)
        await page.waitForSelector('.foot-bar')
      }),
    byTelephone: (phone, story, look = {}) =>
      visit(story, { screen: small, ...look }, async (page) => {
        pass()
        await page.goto('/doorstep/in/phone')
        await page.fill('input[name=phone]', phone)
        await page.keyboard.press('Enter')
        await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'code')
        await page.keyboard.type(codeFor(phone))
        await page.waitForSelector('.person-card')
      }),
    signIn,
    codeFor,
    close: async () => {
      if (!lent) await browser.close()
      await served.close()
    },
  }
}

/** Stories on pages of one origin, each in a fresh browser. @param enter how she comes in: until then the house says 401, and afterwards no more */
export function openPages(browser: Browser, baseURL: string) {
  return async (story: Story, look: Look = {}, enter?: (page: Page) => Promise<void>): Promise<void> => {
    const { screen = deskScreen, language = 'zh', ...rest } = look
    const kept = Object.entries({ language, ...rest }).map(([name, chosen]) => [`linli.${name}`, chosen])
    const context = await newContext(browser, { baseURL, ...screen }, Object.fromEntries(kept))
    const page = await context.newPage()
    const seen = watchPage(page)
    const statuses: number[] = []
    const isMeant = (error: string) => statuses.some((status) => error.includes(status === 0 ? 'ERR_' : `status of ${status} `))
    try {
      await enter?.(page)
      seen.errors = seen.errors.filter((error) => !enter || !error.includes('status of 401 '))
      await story(page, (...more) => statuses.push(...more))
      assert.deepEqual(seen.strangers, [], 'nothing is asked of any other origin')
      assert.deepEqual(
        seen.errors.filter((error) => !isMeant(error)),
        [],
      )
    } catch (error) {
      const shown = await page.innerText('main').catch(() => '')
      throw new Error(`${(error as Error).message}\n${[...seen.errors, page.url(), shown].join('\n')}`, { cause: error })
    } finally {
      await context.close()
    }
  }
}

export async function goTo(page: Page, path: string, heading: string): Promise<void> {
  await page.goto(path)
  await page.waitForSelector(`h1:has-text("${heading}")`)
}

/** Axe finds nothing, and nothing scrolls sideways. */
export async function isWhole(page: Page, name: string): Promise<void> {
  await takePicture(page, name, true)
  assert.deepEqual(await findViolations(page), [], name)
  await holdsSideways(page, name)
}

export async function holdsSideways(page: Page, name: string): Promise<void> {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  assert.equal(beyond, 0, `${name} scrolls sideways`)
}

const PRESSED = 'button, a[href], summary, select, .choice label, .input'

/** On a phone: whole, and whatever is pressed is large enough. */
export async function isUnderThumb(page: Page, name: string, least = 48, pressed = PRESSED): Promise<void> {
  await takePicture(page, name, true)
  const size = page.viewportSize()!
  // As high as all of it: what lies half under the foot for a moment is no small target.
  await page.setViewportSize({ ...size, height: Math.max(size.height, await page.evaluate(() => document.documentElement.scrollHeight)) })
  assert.deepEqual(await findViolations(page), [], name)
  await page.setViewportSize(size)
  await holdsSideways(page, name)
  assert.deepEqual(await findSmall(page, least, pressed), [], name)
}

/** What is pressed and lower than so many pixels. A choice is hit by its label as well. */
export function findSmall(page: Page, least: number, pressed = PRESSED): Promise<string[]> {
  return page.evaluate(
    ([selector, most]) =>
      [...document.querySelectorAll<HTMLElement>(selector)]
        .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < most - 0.5)
        .map((one) => `${one.tagName} ${one.textContent?.trim().slice(0, 20)} ${one.getBoundingClientRect().height}`),
    [pressed, least] as const,
  )
}
