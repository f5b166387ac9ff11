/** A full phone over a bad link: nothing is lost and nothing is said twice, however often the line breaks. Its speed is measured in test/bench/outbox.bench.ts. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../browser.ts'
import { handInOver } from '../handing-in.ts'
import { beginWalking, type Walking } from '../walking.ts'

let browser: Browser
let walking: Walking

before(async () => {
  browser = await launchBrowser()
  walking = await beginWalking(browser)
})
after(async () => {
  await walking?.close()
  await browser?.close()
})

test('knocks and answers of days arrive once each over a link that loses a third of what is sent', async () => {
  const options = { latencyMs: 40, loss: 0.34, seed: 7, counts: '/outbox' }
  const { link, kept } = await handInOver(walking, options, ['101', '501', '502'], 45)
  assert.equal(kept.items, 45)
  assert.equal(kept.statements, 3)
  assert.ok(link.lostBefore + link.lostAfter > 0, 'the line broke at least once')
  assert.ok(link.requests > 3, 'and what was lost was sent again')
})
