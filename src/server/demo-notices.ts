/** What 文泉社区 tells its people in the demo town: two announcements that are up, and a letter to an old lady who wants paper. */
import { addDays, ageOn } from '#base/values/day.ts'
import type { Town } from '#catalogue/town/town-shape.ts'
import * as notices from '#ground/notices/actions.ts'
import * as announcements from '#ground/notices/announcements/actions.ts'
import { list } from '#ground/notices/announcements/views.ts'
import { sendDue } from '#ground/notices/sending.ts'
import type { House } from '#kernel/action/house.ts'
import { does, getStaff } from './demo-hands.ts'
import { COMMUNITY, knownOf } from './demo-residents.ts'

const GRID = COMMUNITY * 1000 + 1

export async function loadNotices(house: House, town: Town): Promise<void> {
  const clerk = await getStaff(house, town, 'chenjing')
  // Killed before the note was written, the loading is gone on with.
  if ((await does(house, clerk, list, {})).announcements.length > 0) return
  const director = await getStaff(house, town, 'wangjianguo')
  await does(house, director, notices.changeOffice, {
    region: COMMUNITY,
    sign: '文泉社区',
    phone: '0535-2000020',
    hours: '周一至周五 8:30–11:30，13:30–17:00',
  })
  await does(house, clerk, announcements.publish, {
    ...water(addDays(town.today, 1)),
    from: town.today,
    until: addDays(town.today, 2),
    areas: [{ kind: 'grid', region: GRID }],
  })
  await does(house, clerk, announcements.publish, {
    ...checkUp,
    from: town.today,
    until: addDays(town.today, 30),
    areas: [{ kind: 'community', region: COMMUNITY }],
  })
  const reader = readerOf(town)
  const choice = { channel: 'letter' as const, language: 'zh' as const, large: true, quiet: null, digest: true }
  await does(house, clerk, notices.choose, { id: reader, choice }, 0)
  const words = { what: '老年人优待证', until: addDays(town.today, 20) }
  await does(house, clerk, notices.tellPerson, { id: reader, kind: 'document.ready', words })
  // The postman comes once a minute: nobody should find the queue empty for that long.
  await sendDue(house, clerk.street)
}

/** Of 80 and more, at home in the community. */
function readerOf({ people, today }: Town): string {
  const reader = people
    .flatMap((person) => knownOf(person, today))
    .find(({ region, birth }) => Math.floor(region / 1000) === COMMUNITY && ageOn(birth, today) >= 80)
  if (!reader) throw new Error('nobody of the demo town is old')
  return reader.id
}

function water(day: string) {
  const [, month, date] = day.split('-').map(Number)
  return {
    title: '停水通知',
    body: [
      `因检修供水管道，${month}月${date}日8:30至17:00，第1网格停水。请提前备好用水，出门前关好水龙头。`,
      '恢复供水后，水若发黄，放一会儿就清。家里有老人、病人需要送水的，请打社区电话，我们送上门。',
    ].join('\n'),
  }
}

/** Once a year from the age of 65, free of charge (国家基本公共卫生服务规范, 老年人健康管理). */
const checkUp = {
  title: '65岁及以上老年人免费体检',
  body: [
    '一年一次的老年人免费体检开始了，65岁及以上的居民都可以参加，户口不在本地的也可以。',
    '时间：工作日上午7:30至10:00，请空腹。地点：社区卫生服务站。请带身份证。',
    '行动不便的，请打社区电话，我们和卫生服务站商量上门。参加不参加都由您自己定。',
  ].join('\n'),
}
