/** A phone full of what was said at doors without a network, handed in by the product's own page over a bad link; and what reached the house of it. */
import assert from 'node:assert/strict'
import { type Link, type LinkOptions, openLink } from './lossy.ts'
import { bundleOutbox, type Outbox } from './outbox.ts'
import { STREET } from './stage.ts'
import { choosePin, PIN, type Walking } from './walking.ts'

declare const outbox: Outbox

export type HandedIn = {
  /** From the network's coming back to the last answer on the phone's disk, in ms. */
  took: number
  link: Link['counted']
  /** Distinct items the house has; knocks and answers among them, each once. */
  kept: { items: number; visits: number; statements: number }
}

/**
 * @param count items: a knock at every door in turn, each before the next, and an answer with every other while there are questions
 * @throws AssertionError when anything is lost or doubled
 */
export async function handInOver(walking: Walking, options: LinkOptions, rooms: string[], count: number): Promise<HandedIn> {
  const link = await openLink(walking.served.origin, options)
  try {
    let result: HandedIn | undefined
    const round = await walking.round('弱网', rooms)
    await walking.onPhone(async (page, meant) => {
      const context = page.context()
      meant(0)
      await walking.signIn(page, 'sun', link.origin)
      await choosePin(page)
      const held = await readDoors(walking, round)
      await context.setOffline(true)
      await page.evaluate(await bundleOutbox())
      const ids = await page.evaluate(
        async ({ pin, doors, street, post, round, count }) => {
          const shelf = await outbox.openShelf('linli')
          const found = await outbox.unlock(shelf, pin, Date.now())
          if (found.kind !== 'open') throw new Error(found.kind)
          const keep = outbox.openKeep(shelf, found.holder, found.keys)
          const made: string[] = []
          for (let n = 0; made.length < count; n += 1) {
            const door = doors[n % doors.length]!
            const at = { round, dwelling: door.dwelling }
            const asked = n < doors.length && made.length + 1 < count ? door.person : undefined
            const answers = [{ element: 'person.employer', value: `第${n}厂` }]
            const bodies = [
              ...(asked ? [{ ...at, kind: 'answer', subject: asked, answers }] : []),
              { ...at, kind: 'visit', outcome: n < doors.length ? 'partly' : 'nobody-home' },
            ]
            for (const body of bodies) {
              const subject = 'subject' in body ? { subject: body.subject as string } : {}
              made.push((await keep.capture({ kind: 'visit.record', street, post, body, ...subject }, outbox.newKey())).id)
            }
          }
          return made
        },
        { pin: PIN, doors: held.doors, street: STREET, post: held.post, round, count },
      )
      await page.goto(`${link.origin}/doorstep`)
      await page.waitForSelector('input[name=pin]')
      await page.fill('input[name=pin]', PIN)
      await page.waitForSelector(`a[href="/doorstep/unsent"]:has-text("${count} 条还没发出")`)
      link.spoil()
      const began = performance.now()
      await context.setOffline(false)
      await page.waitForSelector('a[href="/doorstep/unsent"]:has-text("都发出去了")', { timeout: 600_000 })
      const took = performance.now() - began
      result = { took, link: { ...link.counted }, kept: await readKept(walking, round, ids) }
    })
    assert.ok(result)
    return result
  } finally {
    await link.close()
  }
}

type Door = { dwelling: string; person: string | null }

function readDoors(walking: Walking, round: string): Promise<{ post: string; doors: Door[] }> {
  return walking.rows(async (sql) => {
    const doors = await sql<Door[]>`
      select r.dwelling_id as dwelling, (select a.subject_id from ask a where a.street_id = r.street_id and a.dwelling_id = r.dwelling_id
        and a.element = 'person.employer' and a.closed_at is null limit 1) as person
      from round_door r where r.street_id = ${STREET} and r.round_id = ${round} order by r.place`
    const [row] = await sql<{ post: string }[]>`select post_id as post from round where street_id = ${STREET} and id = ${round}`
    return { post: row!.post, doors: [...doors] }
  })
}

async function readKept(walking: Walking, round: string, ids: string[]): Promise<HandedIn['kept']> {
  const [kept, became] = await walking.rows(async (sql) => {
    const [row] = await sql<HandedIn['kept'][]>`
      select (select count(*)::int from visit_item where street_id = ${STREET} and round_id = ${round}) as items,
        (select count(*)::int from visit where street_id = ${STREET} and round_id = ${round}) as visits,
        (select count(*)::int from statement s where s.street_id = ${STREET} and s.body ->> 'person.employer' like '第%厂' and s.subject_id in (
          select a.subject_id from visit_item i join statement a on a.street_id = i.street_id and a.id = i.id
          where i.street_id = ${STREET} and i.round_id = ${round})) as statements`
    const rows = await sql<{ id: string; became: string; kind: string }[]>`
      select id, became, kind from visit_item where street_id = ${STREET} and round_id = ${round}`
    return [row!, [...rows]] as const
  })
  assert.deepEqual(became.map(({ id }) => id).sort(), [...ids].sort(), 'every item once, and nothing else')
  assert.deepEqual([...new Set(became.map((one) => one.became))], ['accepted'])
  const answers = became.filter(({ kind }) => kind === 'answer').length
  assert.equal(kept.visits, ids.length - answers, 'every knock once')
  assert.equal(kept.statements, answers, 'every answer was said once')
  return kept
}
