/** The administrative-affairs desk of the demo street: three communities are named to it, one lets it sign, and it has one piece of their paperwork in hand. */
import type { Town } from '#catalogue/town/town-shape.ts'
import * as actions from '#circles/management/reports/desk/actions.ts'
import { areas, desk } from '#circles/management/reports/desk/views.ts'
import type { House } from '#kernel/action/house.ts'
import { does, getStaff } from './demo-hands.ts'
import { COMMUNITY } from './demo-residents.ts'

/** 云峰社区, 文泉社区, 崇文社区. */
const NAMED = [370683001012, COMMUNITY, 370683001021]

export async function loadDesk(house: House, town: Pick<Town, 'staff'>): Promise<void> {
  const staff = (login: string) => getStaff(house, town, login)
  const [head, director, officer] = [await staff('gaofeng'), await staff('wangjianguo'), await staff('suning')]
  // Killed before the note was written, the loading is gone on with: what is named already stays as it is.
  for (const community of NAMED) await does(house, head, actions.assign, { post: officer.post, community })
  const own = (await does(house, director, areas, {})).areas.find(({ community }) => community === COMMUNITY)
  if (own && own.signsSince === null) await does(house, director, actions.entrust, { id: own.id, signs: true })
  const { pieces } = await does(house, officer, desk, {})
  if (pieces.some(({ hold }) => hold?.mine)) return
  const first = pieces.find(({ kind, community }) => kind === 'fill' && community === COMMUNITY)
  if (first) await does(house, officer, actions.take, { thing: first.id, community: first.community })
}
