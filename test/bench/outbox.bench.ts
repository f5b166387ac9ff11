/**
 * A phone with five hundred items over a mobile link of 300 ms and 5 % loss: the product's own page in a real browser, from the network's coming back to the last
 * answer on the phone's disk. Beside it the same over the loopback, which shows what is the link's. That nothing is lost or doubled is asserted on the way.
 */
import { launchBrowser } from '../browser.ts'
import { endAll } from '../end.ts'
import { handInOver } from '../handing-in.ts'
import { beginWalking } from '../walking.ts'
import { report } from './report.ts'

const ITEMS = 500
const DOORS = 125
const SEED = 20_261_122

const browser = await launchBrowser()
const walking = await beginWalking(browser, DOORS * 2)
try {
  const rooms = (from: number) => Array.from({ length: DOORS }, (_, n) => String(2600 + from + n))
  for (const [what, link, from] of [
    ['the loopback', { latencyMs: 0, loss: 0 }, 0],
    ['300 ms, 5 % loss', { latencyMs: 300, loss: 0.05 }, DOORS],
  ] as const) {
    const { took, link: counted, kept } = await handInOver(walking, { ...link, seed: SEED, counts: '/outbox' }, rooms(from), ITEMS)
    const broken = `${counted.lostBefore} lost before, ${counted.lostAfter} after the house, ${counted.packetsLost} of ${counted.packets} packets sent again`
    report({
      name: `outbox of ${ITEMS} items over ${what}`,
      unit: 's',
      ours: took / 1000,
      note: `${kept.items} items kept once each; ${broken}`,
    })
    report({ name: `outbox of ${ITEMS} items over ${what}: requests`, unit: 'requests', ours: counted.requests })
    report({ name: `outbox of ${ITEMS} items over ${what}: bodies both ways`, unit: 'kB', ours: counted.bytes / 1000 })
  }
} finally {
  await walking.close()
  await browser.close()
  await endAll()
}
