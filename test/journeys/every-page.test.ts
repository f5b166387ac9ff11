/**
 * Somebody who opens every page there is, on a telephone, in both languages: each has its one heading, fits the screen, says everything in words, and asks
 * the house for nothing that it is refused. In one grid of the demo town, so that most pages have something on them; where there is nothing of a kind, the
 * page says so.
 */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page, Request, Response } from 'playwright-core'
import type { Sql } from 'postgres'
import { rightsOf } from '#catalogue/roles.ts'
import { makeTown } from '#catalogue/town/make-town.ts'
import { countyOffices, mainStreet } from '#catalogue/town/plan.ts'
import type { Town } from '#catalogue/town/town-shape.ts'
import { writeSampleWorkbooks } from '#catalogue/town/workbooks.ts'
import { begin as beginInspection } from '#circles/management/evidence/inspections/actions.ts'
import { make as makeTopic } from '#circles/management/topics/actions.ts'
import { begin as beginDuties } from '#ground/duties/editions/actions.ts'
import { open } from '#ground/matters/actions.ts'
import { draft as draftType } from '#ground/matters/designer/actions.ts'
import { upsertRegions } from '#ground/places/queries.ts'
import { readRegions } from '#ground/places/regions.ts'
import { currentCode } from '#kernel/access/password.ts'
import { phoneToken } from '#kernel/access/phone.ts'
import { openSecret } from '#kernel/access/secret.ts'
import { newId } from '#kernel/log/id.ts'
import { loadStaff, loadStreet } from '../../src/server/demo.ts'
import { loadAsked } from '../../src/server/demo-asked.ts'
import { loadDemands } from '../../src/server/demo-demands.ts'
import { loadDesk } from '../../src/server/demo-desk.ts'
import { loadDuties } from '../../src/server/demo-duties.ts'
import { does, getStaff } from '../../src/server/demo-hands.ts'
import { loadMatters } from '../../src/server/demo-matters.ts'
import { loadNotices } from '../../src/server/demo-notices.ts'
import { DEMO_PASSWORD } from '../../src/server/demo-password.ts'
import { loadRequests } from '../../src/server/demo-requests.ts'
import { loadResidents } from '../../src/server/demo-residents.ts'
import { routes as deskRoutes } from '../../src/web/desk/routes.ts'
import { routes as doorstepRoutes } from '../../src/web/doorstep/routes.ts'
import { launchBrowser, newContext, phoneScreen, takePicture, watchPage } from '../browser.ts'
import { type Served, serveHouse } from '../served.ts'
import { connectAsSuperuser } from '../server.ts'
import { listFiles, readText, root } from '../sources.ts'
import { oneGrid } from '../town.ts'

const COMMUNITY = 370683001020
const small: BrowserContextOptions = { ...phoneScreen, viewport: { width: 360, height: 740 }, deviceScaleFactor: 1 }
const languages = ['zh', 'en'] as const

/** Who opens a page: the first of them whose post may. */
const staff = [
  ['gaofeng', 'head'],
  ['chenjing', 'clerk'],
  ['zhoumin', 'asker'],
  ['hejun', 'admission'],
] as const

/** Where the thing is found that a page is about; without a row the page is opened with a number that nothing has. */
const rows: Record<string, string> = {
  estates: 'select id from estate where region_no between $1 and $2',
  grids: 'select id from grid where region_no between $1 and $2',
  doors: "select id from subject where kind = 'dwelling' and region_no between $1 and $2",
  people: "select id from subject where kind = 'person' and region_no between $1 and $2",
  counter: "select id from subject where kind = 'person' and region_no between $1 and $2",
  glass: 'select id from glass',
  notices: 'select id from announcement',
  letters: 'select id from letter_batch',
  forms: "select id from definition where kind = 'form' and body->>'subject' = 'person'",
  fill: "select id from subject where kind = 'person' and region_no between $1 and $2",
  paper: "select id from subject where kind = 'person' and region_no between $1 and $2",
  purposes: "select id from definition where kind = 'purpose'",
  notice: "select id from definition where kind = 'purpose'",
  requests: 'select request_id as id from delivery where street_id = 370683001',
  deliveries: 'select id from delivery where street_id = 370683001',
  duties: 'select id from duty_item',
  drafts: 'select id from duty_draft',
  objections: 'select id from objection where street_id = 370683001',
  demands: 'select id from demand where street_id = 370683001',
  rounds: 'select id from round',
  types: "select 'repair' as id",
  'type-drafts': 'select id from type_draft',
  matters: 'select id from matter where street_id = 370683001',
  reported: 'select matter_id as id from matter_reporter where person_id = $1',
  topics: 'select id from topic',
}

let browser: Browser
let served: Served
let above: Sql
let now = Date.parse('2026-11-22T02:00:00Z')
let mother: { phone: string; name: string }
let folder = ''

async function settleTown(): Promise<void> {
  const divisions = []
  for await (const { code, name, level, parent } of readRegions(join(root, 'src/catalogue/town/regions.csv')))
    divisions.push({ code, name, level, parent })
  await upsertRegions(served.database.owner, divisions, '2026-01-01')
  const whole = makeTown({ seed: 'linli', today: '2026-11-22' })
  const town: Town = oneGrid(whole, COMMUNITY * 1000 + 1)
  const { house } = served
  await loadStreet(house, town, mainStreet, () => undefined)
  await loadDuties(house, town)
  await loadStaff(house, town)
  const samples = await writeSampleWorkbooks(whole, folder)
  served.work([mainStreet, countyOffices])
  const residents = await loadResidents(house, town)
  await loadRequests(house, town, samples)
  await loadDemands(house, town)
  await loadDesk(house, town)
  await loadNotices(house, town)
  await loadMatters(house, town)
  await loadAsked(house, town, [])
  const head = await getStaff(house, town, 'gaofeng')
  await does(house, head, draftType, { from: 'repair' })
  await does(house, head, beginDuties, { level: 'street', from: 'standing' })
  await does(house, head, beginInspection, { title: '基层治理检查', inspector: '市委督查室', items: [{ no: '1', text: '接诉即办情况' }] })
  const clerk = await getStaff(house, town, 'chenjing')
  const lamp = { type: 'repair', category: 'light', channel: 'counter' as const, region: COMMUNITY, title: '路灯不亮' }
  const asked = await Promise.all([does(house, clerk, open, lamp), does(house, clerk, open, lamp)])
  await does(house, clerk, makeTopic, { community: COMMUNITY, title: '小区路灯', matters: asked.map(({ id }) => id) })
  mother = residents[0]!
  await does(house, clerk, open, { ...lamp, title: '单元门坏了', reporter: { person: await personOf(mother.phone) } })
}

/** Of a telephone that signs in. */
async function personOf(phone: string): Promise<string> {
  const [row] = await above<
    { id: string }[]
  >`select person_id as id from binding where phone_token = ${phoneToken(served.house.keys, phone)} limit 1`
  return row!.id
}

async function enter(page: Page, name: string): Promise<void> {
  await page.goto(`${served.origin}/desk`)
  now += 60_000
  served.setNow(new Date(now))
  await page.fill('input[name=username]', name)
  await page.fill('input[name=password]', DEMO_PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'code')
  const [row] = await served.database.owner<{ secret: string }[]>`select totp_secret as secret from login where name = ${name}`
  await page.keyboard.type(currentCode(openSecret(served.house.keys, row!.secret), new Date(now)))
  await page.keyboard.press('Enter')
  await page.waitForSelector('.desk-main h1')
}

async function enterByPhone(page: Page): Promise<void> {
  // Another code goes out after a minute only.
  now += 120_000
  served.setNow(new Date(now))
  await page.goto(`${served.origin}/doorstep/in/phone`)
  await page.fill('input[name=phone]', mother.phone)
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'code')
  const sent = served.messages.filter(({ to }) => to === mother.phone).map(({ text }) => /(?:验证码|code) (\d{6})/i.exec(text)?.[1])
  await page.keyboard.type(sent.findLast((code) => code !== undefined)!)
  await page.waitForSelector('input[name=code]', { state: 'detached' })
}

/** The address with its holes filled, and whether what it is about is there. */
async function addressOf(path: string, person: string): Promise<{ address: string; found: boolean }> {
  let found = true
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === ':region') parts.push(String(COMMUNITY))
    else if (part === ':person') parts.push(person)
    else if (part.startsWith(':')) {
      const own = parts.at(-1) === person && parts.at(-2) === 'matters' ? 'reported' : undefined
      const ask = rows[own ?? parts.at(-1)!] ?? rows[parts.at(-2)!]
      const [row] = ask
        ? await above.unsafe<{ id: string }[]>(
            `${ask} order by 1 limit 1`,
            own ? [person] : ask.includes('$1') ? [COMMUNITY * 1000, COMMUNITY * 1000 + 999] : [],
          )
        : []
      found = found && row !== undefined
      parts.push(row?.id ?? newId())
    } else parts.push(part)
  }
  return { address: parts.join('/'), found }
}

const families = new Set(
  listFiles('src', (path) => /\/texts?\/(?:.*\.)?zh\.json$/.test(path)).flatMap((path) =>
    Object.keys(JSON.parse(readText(path)) as object).map((key) => key.split('.')[0]!),
  ),
)

/** Until a page has asked for nothing during a few frames. */
function watchAsking(page: Page): () => Promise<void> {
  const asked = new Set<Request>()
  page.on('request', (request) => asked.add(request))
  for (const event of ['requestfinished', 'requestfailed'] as const) page.on(event as 'requestfinished', (request) => asked.delete(request))
  return async () => {
    for (let still = 0; still < 4; still = asked.size === 0 ? still + 1 : 0) await page.waitForTimeout(30)
  }
}

/** The words of a type are shown with their holes, which are filled for each matter. */
const HOLES = /^\/desk\/type/

/** What somebody sees who opens it. */
async function faultsOf(page: Page, quiet: () => Promise<void>, address: string, found: boolean): Promise<string[]> {
  const refused: string[] = []
  const hear = (response: Response) => {
    const lacks = !found && response.status() === 404
    if (response.status() >= 400 && !lacks) refused.push(`${response.status()} ${new URL(response.url()).pathname}`)
  }
  page.on('response', hear)
  await page.goto(`${served.origin}${address}`)
  await page.waitForSelector('main h1')
  await quiet()
  page.off('response', hear)
  const seen = await page.evaluate(() => ({
    headings: document.querySelectorAll('h1').length,
    title: document.title,
    beyond: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    words: document.body.innerText,
  }))
  const keys = [...seen.words.matchAll(/(?<![\w./@-])([a-z][\w-]*)(?:\.[a-z][\w-]*)+(?![\w/])/g)].filter(([, family = '']) =>
    families.has(family),
  )
  return [
    ...(seen.headings === 1 ? [] : [`${seen.headings} headings`]),
    ...(seen.title ? [] : ['no title']),
    ...(seen.beyond > 0 ? [`${seen.beyond} px wider than the screen`] : []),
    ...keys.map(([key]) => `says ${key}`),
    ...[...seen.words.matchAll(HOLES.test(address) ? /undefined|NaN|\[object/g : /\{\w+\}|undefined|NaN|\[object/g)].map(
      ([raw]) => `says ${raw}`,
    ),
    ...refused,
  ]
}

async function visitAll(paths: readonly string[], sign: (page: Page) => Promise<void>, person = ''): Promise<void> {
  const faults: string[] = []
  for (const language of languages) {
    const context = await newContext(browser, small, { 'linli.language': language })
    const page = await context.newPage()
    const seen = watchPage(page)
    const quiet = watchAsking(page)
    await sign(page)
    seen.errors.length = 0
    for (const path of paths) {
      const { address, found } = await addressOf(path, person)
      const here = await faultsOf(page, quiet, address, found)
      const spoken = seen.errors.splice(0).filter((error) => !/Failed to load resource/.test(error))
      faults.push(...[...here, ...spoken].map((fault) => `${path} (${language}): ${fault}`))
      await takePicture(page, `every${path.replaceAll('/', '_').replaceAll(':', '')}-${language}`)
    }
    assert.deepEqual(seen.strangers, [])
    await context.close()
  }
  assert.deepEqual(faults, [])
}

describe('every page, on a telephone', () => {
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'linli-every-'))
    served = await serveHouse()
    above = connectAsSuperuser(served.database)
    browser = await launchBrowser()
    await settleTown()
  })
  after(async () => {
    await browser?.close()
    await above?.end()
    await served?.close()
    await rm(folder, { recursive: true, force: true })
  })

  for (const [at, [name, role]] of staff.entries()) {
    const earlier = staff.slice(0, at).map(([, one]) => rightsOf(one))
    const paths = deskRoutes.flatMap(({ path, right, open: outside }) => {
      if (outside) return []
      if (right === undefined) return at === 0 ? [path] : []
      return rightsOf(role).has(right) && !earlier.some((rights) => rights.has(right)) ? [path] : []
    })
    test(`of the desk, as ${role}: ${paths.length}`, () => visitAll(paths, (page) => enter(page, name)))
  }

  test('of the doorstep, as somebody who lives there', async () => {
    const paths = doorstepRoutes.filter(
      ({ path, right }) => path !== '/doorstep/pin' && (right === undefined || rightsOf('resident').has(right)),
    )
    await visitAll(
      paths.map(({ path }) => path),
      enterByPhone,
      await personOf(mother.phone),
    )
  })

  test('of the doorstep, as who goes from door to door', async () => {
    const paths = doorstepRoutes.filter(({ right }) => right !== undefined && !rightsOf('resident').has(right))
    await visitAll(
      paths.map(({ path }) => path),
      (page) => enter(page, 'sunli'),
    )
  })

  test('every page of the desk was opened by somebody', () => {
    const held = staff.map(([, role]) => rightsOf(role))
    assert.deepEqual(
      deskRoutes
        .filter(({ right, open: outside }) => !outside && right && !held.some((rights) => rights.has(right)))
        .map(({ path }) => path),
      [],
    )
  })
})
