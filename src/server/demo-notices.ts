/** Whom to ring in the demo town, something announced, and something told: so that letters, calls and announcements have something in them. */
import { addDays } from '#base/values/day.ts'
import { allRights } from '#catalogue/roles.ts'
import type { Town } from '#catalogue/town/town-shape.ts'
import * as actions from '#ground/notices/actions.ts'
import { publish } from '#ground/notices/announcements/actions.ts'
import { listOfficeRows } from '#ground/notices/queries.ts'
import { noChoice } from '#ground/notices/rules.ts'
import { tell } from '#ground/notices/tell.ts'
import { houseActor } from '#kernel/access/actor.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { House } from '#kernel/action/house.ts'

/** Of each community; with a number nobody answers (0535-555…). */
const TOLD = 3

export async function loadNotices(
  house: House,
  { streets, today, communities, people }: Pick<Town, 'streets' | 'today' | 'communities' | 'people'>,
): Promise<void> {
  for (const street of streets) {
    const actor = houseActor(street, allRights)
    const scope = { street, lo: actor.lo, hi: actor.hi, login: actor.login, post: actor.post, sensitive: false }
    await house.transaction(scope, async (sql) => {
      const quiet = () => undefined
      const ctx: Ctx = { house, sql, street, actor, now: house.now(), today, dryRun: false, note: quiet, look: quiet }
      if ((await listOfficeRows(sql, street)).length > 0) return
      for (const { region } of communities.filter((one) => one.street === street)) {
        const readers = people.filter((one) => Math.floor(one.region / 1000) === Math.floor(region / 1000)).slice(0, TOLD)
        await begin(ctx, Math.floor(region / 1000), readers)
      }
    })
  }
}

async function begin(ctx: Ctx, region: number, readers: readonly { id: string }[]): Promise<void> {
  const sign = '社区服务中心'
  await actions.changeOffice.run(ctx, { region, sign, phone: `0535-555${String(region).slice(-4)}`, hours: '工作日 8:30–17:00' })
  const water = {
    title: '停水通知',
    body: '因管道检修，后天 8 时至 17 时停水，请提前储水。\n家里有老人、病人需要送水的，请给社区打电话。',
    from: ctx.today,
    until: addDays(ctx.today, 2),
    areas: [{ kind: 'community' as const, region }],
  }
  await publish.run(ctx, water)
  const channels = ['letter', 'call', null] as const
  for (const [at, { id }] of readers.entries()) {
    await actions.choose.run({ ...ctx, version: 0 }, { id, choice: { ...noChoice, channel: channels[at] ?? null } })
    await tell(ctx, { person: id, kind: 'please.ring', words: { what: '核对一下联系电话' } })
  }
}
