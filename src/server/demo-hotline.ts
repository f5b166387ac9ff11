/** Orders of the city's hotline in the demo town: one whose reply has gone, one whose reply waits to go, two that are worked on. */
import { addDays } from '#base/values/day.ts'
import * as hotline from '#circles/management/hotline/actions.ts'
import { usualFields } from '#circles/management/hotline/order.ts'
import * as matters from '#ground/matters/actions.ts'
import { read } from '#ground/matters/views.ts'
import type { Doing } from './demo-doing.ts'
import { atHour, does, getStaff } from './demo-hands.ts'
import { COMMUNITY } from './demo-residents.ts'

const SOURCE = '12345'
const orders = [
  {
    ago: 9,
    content: '来电人反映小区南门外夜间烧烤摊占道，油烟大，希望处理。',
    answer: '已请执法中队到场，摊主搬到指定地点，连续三晚复查没有再出摊。',
    sent: true,
  },
  { ago: 5, content: '市民反映2号楼北侧下水道堵塞，污水漫到路面。', answer: '已联系疏通队，当天疏通完毕，并冲洗了路面。', sent: false },
  { ago: 2, content: '来电人反映楼道内长期堆放纸箱和旧家具，堵住消防通道。', answer: null, sent: false },
  { ago: 1, content: '市民咨询老旧小区加装电梯需要多少户同意、补贴怎么申请。', answer: null, sent: false },
]

export async function loadHotline({ house, town, clerk, street }: Doing): Promise<void> {
  const head = await getStaff(house, town as Parameters<typeof getStaff>[1], 'gaofeng')
  await does(house, head, hotline.setSource, { code: SOURCE, name: '烟台市12345政务服务便民热线', fields: [...usualFields] }, 0)
  for (const [at, { ago, content, answer, sent }] of orders.entries()) {
    const day = addDays(town.today, -ago)
    const hour = (time: string) => atHour(house, new Date(`${day}T${time}:00+08:00`))
    const came = await does(hour('08:40'), street, hotline.receive, {
      source: SOURCE,
      number: `YT${day.replaceAll('-', '')}${String(1017 + at)}`,
      content,
      community: COMMUNITY,
      dispatched: `${day}T08:30:00+08:00`,
      due: `${addDays(day, 5)}T17:30:00+08:00`,
    })
    if (answer === null) continue
    const { rev } = await does(hour('09:00'), clerk, read, { id: came.matter })
    await does(hour('09:10'), clerk, matters.work, { id: came.matter, act: { kind: 'take' } }, rev)
    await does(hour('15:00'), clerk, matters.work, { id: came.matter, act: { kind: 'answer' }, text: answer }, rev + 1)
    await does(hour('16:00'), street, hotline.reply, {
      id: came.id,
      result: 'solved',
      text: answer,
      contacted: `${day}T15:30:00+08:00`,
      way: 'telephone',
    })
    if (sent) await does(hour('16:30'), street, hotline.markSent, { id: came.id })
  }
}
