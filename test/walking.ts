/** A worker with her own phone in a real browser, before a house with a round for her: for stories of doors without a network. */
import assert from 'node:assert/strict'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { allRights } from '#catalogue/roles.ts'
import { assign } from '#circles/management/visits/actions.ts'
import { correct } from '#ground/facts/actions.ts'
import { houseActor } from '#kernel/access/actor.ts'
import type { Tx } from '#kernel/action/context.ts'
import { enter } from '#kernel/action/door.ts'
import { runJob } from '#kernel/jobs/jobs.ts'
import { findJob } from '#kernel/jobs/queries.ts'
import { getActorOfPost } from '#server/post-actor.ts'
import { listJobs } from '../src/server/house.ts'
import { newContext, phoneScreen, waitUntil, watchPage } from './browser.ts'
import { person } from './rosters.ts'
import { ask, settleTown, type Town } from './rounds.ts'
import { type Served, serveHouse } from './served.ts'
import { type Asking, COMMUNITY, STREET } from './stage.ts'

export const PIN = '604117'
const PASSWORD = 'a long password of hers'
const BEGUN = Date.parse('2026-11-22T02:00:00Z')

/** A small and cheap one. */
export const small: BrowserContextOptions = { ...phoneScreen, viewport: { width: 360, height: 740 } }

const surnames = Array.from('周吴郑冯褚卫蒋沈韩杨朱秦尤许何吕施孔曹严华金魏陶姜')
const given = Array.from('安宁康乐平和顺瑞祥福')

export type Walking = {
  served: Served
  town: Town
  sun: { id: string; code: () => string }
  does: Asking['does']
  rows: <T>(run: (sql: Tx) => Promise<T>) => Promise<T>
  /** One more request asks this of everybody. */
  asks: (title: string, column: string) => Promise<unknown>
  /** A round of hers over these rooms. */
  round: (title: string, rooms: string[]) => Promise<string>
  /** Somebody else says meanwhile where she works. */
  saysEmployer: (name: string, employer: string) => Promise<void>
  /** Minutes go by for the house. */
  pass: (minutes: number) => void
  /** On a phone of its own; refusals by the house that are meant are told by their status. */
  onPhone: (
    browser: Browser,
    story: (at: Phone) => Promise<void>,
    look?: { screen?: BrowserContextOptions; kept?: Record<string, string> },
  ) => Promise<void>
  signIn: (page: Page, who: 'sun' | 'chen', origin?: string) => Promise<void>
  close: () => Promise<void>
}
export type Phone = { page: Page; context: BrowserContext; meant: (...statuses: number[]) => void }

/** @param doors more of them, each with somebody whose employer is not known: rooms 2600 and on */
export async function beginWalking(doors = 0): Promise<Walking> {
  const served = await serveHouse()
  const { house } = served
  const wide = houseActor(STREET, allRights)
  const scope = { street: STREET, lo: wide.lo, hi: wide.hi, login: wide.login, post: wide.post, sensitive: true }
  const rows: Walking['rows'] = (run) => house.transaction(scope, run)
  let moment = BEGUN
  const pass = (minutes: number) => {
    moment += minutes * 60_000
    served.setNow(new Date(moment))
  }
  const staff = {
    sun: await served.employ('sun', PASSWORD, [{ role: 'grid', title: '第一网格网格员', community: COMMUNITY }]),
    chen: await served.employ('chen', PASSWORD, [{ role: 'clerk', title: '社区工作者', community: COMMUNITY }]),
  }
  const does: Asking['does'] = async (operation, actor, input, more) =>
    (await enter(house, operation, { street: STREET, actor, input, ...more })).data as never
  const jobs = new Map(listJobs().map((job) => [job.kind, job]))
  const work = async () => {
    let result: Record<string, unknown> = {}
    for (;;) {
      const [queued] = await rows(
        (sql) => sql<{ id: string }[]>`
        select id from job where street_id = ${STREET} and state = 'queued' order by at, id limit 1`,
      )
      if (!queued) return result
      await runJob(house, jobs, STREET, queued.id, (post) => getActorOfPost(house, STREET, post))
      result = (await rows((sql) => findJob(sql, STREET, queued.id)))?.result ?? {}
    }
  }
  const hands: Asking = { house, does, work }
  const more = Array.from({ length: doors }, (_, n) =>
    person(
      10 + n,
      '9',
      '1',
      String(2600 + n),
      '户主',
      `${surnames[n % surnames.length]}${given[Math.floor(n / surnames.length)]}`,
      '1980-01-01',
      '',
    ),
  )
  const town = await settleTown(hands, more)
  await ask(hands, town.clerk, '就业摸底', ['姓名', '工作单位'], { dueOn: '2026-11-30' })

  return {
    served,
    town,
    sun: staff.sun,
    does,
    rows,
    pass,
    asks: (title, column) => ask(hands, town.clerk, title, ['姓名', column], { dueOn: '2026-11-30' }),
    round: async (title, rooms) => {
      const [post] = await rows(
        (sql) => sql<{ id: string }[]>`select id from post where street_id = ${STREET} and login_id = ${staff.sun.id}`,
      )
      const input = { area: String(COMMUNITY), post: post!.id, title, from: '2026-11-22', to: '2026-11-30', doors: rooms.map(town.door) }
      return (await does(assign, town.clerk, input)).id
    },
    saysEmployer: async (name, employer) => {
      const id = town.who(name)
      const [row] = await rows((sql) => sql<{ rev: number }[]>`select rev from subject where street_id = ${STREET} and id = ${id}`)
      const input = { id, values: { 'person.employer': employer }, source: 'self', asOf: '2026-11-22' }
      await does(correct, town.clerk, input, { version: row!.rev })
    },
    onPhone: async (browser, story, { screen = phoneScreen, kept = { 'linli.language': 'zh' } } = {}) => {
      const context = await newContext(browser, screen, kept)
      try {
        const page = await context.newPage()
        const seen = watchPage(page)
        const meant: number[] = [401]
        await story({ page, context, meant: (...statuses) => meant.push(...statuses) })
        assert.deepEqual(seen.strangers, [], 'nothing is asked of any other origin')
        const other = seen.errors.filter((error) => !meant.some((status) => error.includes(status === 0 ? 'ERR_' : `status of ${status}`)))
        assert.deepEqual(other, [])
      } finally {
        await context.close()
      }
    },
    signIn: async (page, who, origin = served.origin) => {
      // A code opens once: each coming in has its own half minute.
      pass(1)
      await page.goto(`${origin}/doorstep/in/staff`)
      await page.fill('input[name=username]', who)
      await page.fill('input[name=password]', PASSWORD)
      await page.keyboard.press('Enter')
      await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'code')
      await page.keyboard.type(staff[who].code())
      await page.keyboard.press('Enter')
      await page.waitForSelector('.foot-bar')
    },
    close: () => served.close(),
  }
}

/** A PIN of her own; afterwards every screen is on the phone. */
export async function choosePin(page: Page): Promise<void> {
  await page.click('a[href="/doorstep/pin"]')
  await page.fill('input[name=pin]', PIN)
  await page.waitForFunction(() => (document.querySelector('input[name=pin]') as HTMLInputElement | null)?.value === '')
  await page.fill('input[name=pin]', PIN)
  await page.waitForSelector('a[href="/doorstep/unsent"]')
  await waitUntil(page, async () => {
    if (!navigator.serviceWorker.controller) return false
    const lists = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))
    const kept = lists.flat().map(({ url }) => url)
    return ['doorstep-round-', 'doorstep-unsent', 'without-network', 'find-wrong'].every((part) => kept.some((url) => url.includes(part)))
  })
}

/** The page is opened anew, as after the phone was switched off, and her PIN given. */
export async function openByPin(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/doorstep`)
  await page.waitForSelector('input[name=pin]')
  await page.fill('input[name=pin]', PIN)
  await page.waitForSelector('.foot-bar')
}
