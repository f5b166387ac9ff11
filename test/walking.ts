/** A worker with her own phone in a real browser, before a house with a round for her: for stories of doors without a network. */
import type { Browser, Page } from 'playwright-core'
import { assign } from '#circles/management/visits/actions.ts'
import { correct } from '#ground/facts/actions.ts'
import { phoneScreen, waitUntil } from './browser.ts'
import { person } from './rosters.ts'
import { ask, settleTown, type Town } from './rounds.ts'
import { handsOf } from './served.ts'
import { type Asking, COMMUNITY, STREET } from './stage.ts'
import { type Look, openVisiting, type Story, type Visiting } from './visiting.ts'

export const PIN = '604117'

const surnames = Array.from('周吴郑冯褚卫蒋沈韩杨朱秦尤许何吕施孔曹严华金魏陶姜')
const given = Array.from('安宁康乐平和顺瑞祥福')

export type Walking = Pick<Visiting, 'served' | 'logins' | 'rows' | 'pass' | 'close'> & {
  town: Town
  /** The login of hers. */
  sun: string
  does: Asking['does']
  /** One more request asks this of everybody. */
  asks: (title: string, column: string) => Promise<unknown>
  /** A round of hers over these rooms. */
  round: (title: string, rooms: string[]) => Promise<string>
  /** Somebody else says meanwhile where she works. */
  saysEmployer: (name: string, employer: string) => Promise<void>
  /** On a phone of its own, before anybody came in. */
  onPhone: (story: Story, look?: Look) => Promise<void>
  /** On the page of staff, at this house or what stands before it. */
  signIn: (page: Page, who: 'sun' | 'chen', origin?: string) => Promise<void>
}

/**
 * @param browser in which all of it is shown
 * @param doors more of them, each with somebody whose employer is not known: rooms 2600 and on
 */
export async function beginWalking(browser: Browser, doors = 0): Promise<Walking> {
  const visiting = await openVisiting({ lent: browser })
  const { served, logins, rows, pass, close } = visiting
  const sun = await visiting.employ('sun', { role: 'grid', title: '第一网格网格员', community: COMMUNITY })
  await visiting.employ('chen', { role: 'clerk', title: '社区工作者', community: COMMUNITY })
  const hands = handsOf(served)
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
    sun,
    does: hands.does,
    logins,
    rows,
    pass,
    close,
    asks: (title, column) => ask(hands, town.clerk, title, ['姓名', column], { dueOn: '2026-11-30' }),
    round: async (title, rooms) => {
      const [post] = await rows((sql) => sql<{ id: string }[]>`select id from post where street_id = ${STREET} and login_id = ${sun}`)
      const input = { area: String(COMMUNITY), post: post!.id, title, from: '2026-11-22', to: '2026-11-30', doors: rooms.map(town.door) }
      return (await hands.does(assign, town.clerk, input)).id
    },
    saysEmployer: async (name, employer) => {
      const id = town.who(name)
      const [row] = await rows((sql) => sql<{ rev: number }[]>`select rev from subject where street_id = ${STREET} and id = ${id}`)
      const input = { id, values: { 'person.employer': employer }, source: 'self', asOf: '2026-11-22' }
      await hands.does(correct, town.clerk, input, { version: row!.rev })
    },
    onPhone: (story, look) =>
      visiting.onPage(
        async (page, meant) => {
          meant(401)
          await story(page, meant)
        },
        { screen: phoneScreen, ...look },
      ),
    signIn: async (page, who, origin = served.origin) => {
      await page.goto(`${origin}/doorstep/in/staff`)
      await visiting.signIn(page, who)
      await page.waitForSelector('.foot-bar')
    },
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
