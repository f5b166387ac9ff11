/**
 * What went on in the demo town in the months before it was opened, done by its staff through the one door, each thing at its own hour: reports of residents with
 * their answers and ratings, units that came when they were called, people looked after, a closing that is over, orders of the hotline, topics.
 */
import { addDays, addMonths } from '#base/values/day.ts'
import { reportsOf, type TownReport } from '#catalogue/town/reported.ts'
import type { Town } from '#catalogue/town/town-shape.ts'
import { publish } from '#circles/management/board/actions.ts'
import { keepBoards } from '#circles/management/board/nights.ts'
import { monthsToTell } from '#circles/management/board/rules.ts'
import * as topics from '#circles/management/topics/actions.ts'
import { list as listTopics } from '#circles/management/topics/views.ts'
import * as matters from '#ground/matters/actions.ts'
import type { SteerAct, WorkAct } from '#ground/matters/contract.ts'
import { keepMatters } from '#ground/matters/follow-ups.ts'
import { listUnits } from '#ground/matters/units/views.ts'
import { read } from '#ground/matters/views.ts'
import type { Actor } from '#kernel/access/actor.ts'
import type { House } from '#kernel/action/house.ts'
import { loadCared } from './demo-cared.ts'
import type { Doing } from './demo-doing.ts'
import { atHour, does, getStaff } from './demo-hands.ts'
import { loadHotline } from './demo-hotline.ts'
import { COMMUNITY, knownOf } from './demo-residents.ts'

/** Told months before the one that runs. */
const MONTHS = 2
const HOUR = 3_600_000

/** One matter as it goes on: its id, and its rev for whoever acts next. */
type Course = { id: string; rev: number }
type Step = { of: TownReport; at: Date; run: (house: House) => Promise<void> }

export async function loadMonths(house: House, town: Doing['town']): Promise<void> {
  const staff = (login: string) => getStaff(house, town as Town, login)
  const clerk = await staff('chenjing')
  // Killed before the note was written, the loading is gone on with.
  if ((await does(house, clerk, listTopics, {})).topics.length > 0) return
  const people = town.people
    .flatMap((person) => knownOf(person, town.today))
    .filter(({ region, age }) => Math.floor(region / 1000) === COMMUNITY && age >= 18)
  const doing = {
    house,
    town,
    clerk,
    street: await staff('maxiaoli'),
    director: await staff('wangjianguo'),
    worker: await staff('sunli'),
    people,
  }
  const yesterday = addDays(town.today, -1)
  const [first = yesterday.slice(0, 7)] = monthsToTell('2000-01', town.today).slice(-MONTHS)
  const reports: TownReport[] = []
  for (let month = first; month <= yesterday.slice(0, 7); month = addMonths(`${month}-01`, 1).slice(0, 7))
    reports.push(...reportsOf(town.seed, month, yesterday))
  const courses = new Map<TownReport, Course>()
  const called = (await unitsNamed(doing)).slice(0, 2)
  const steps = reports.flatMap((report, at) => stepsOf(doing, report, at % 3 === 0 && report.type === 'appeal' ? called : [], courses))
  await takeInTurn(house, steps)
  await loadCared(doing)
  await loadHotline(doing)
  await tellAndGather(doing, reports, courses)
  await keepMatters(house, clerk.street)
  await keepBoards(house, clerk.street)
}

/** At once, as several people work at several matters; of one matter, one after the other. */
const AT_ONCE = 8

async function takeInTurn(house: House, steps: readonly Step[]): Promise<void> {
  let busy = new Map<TownReport, Step>()
  const finish = async () => {
    await Promise.all([...busy.values()].map(({ at, run }) => run(atHour(house, at))))
    busy = new Map()
  }
  for (const step of [...steps].sort((one, other) => one.at.getTime() - other.at.getTime())) {
    if (busy.has(step.of) || busy.size === AT_ONCE) await finish()
    busy.set(step.of, step)
  }
  await finish()
}

async function unitsNamed({ house, street }: Doing): Promise<string[]> {
  const { units } = await does(house, street, listUnits, {})
  return ['城管执法中队', '生态环境所'].flatMap((name) => units.filter((unit) => unit.name === name).map(({ id }) => `unit:${id}`))
}

function stepsOf(doing: Doing, report: TownReport, called: readonly string[], courses: Map<TownReport, Course>): Step[] {
  const { clerk, street, people } = doing
  const { type, category, channel, title, answer, opened, answered, solved, satisfied } = report
  const person = people[report.who % people.length]!.id
  const course = () => courses.get(report)!
  const keep = ({ rev }: { rev: number }) => courses.set(report, { ...course(), rev })
  const work = async (house: House, who: Actor, act: WorkAct, text?: string) =>
    keep(await does(house, who, matters.work, { id: course().id, act, ...(text ? { text } : {}) }, course().rev))
  const steer = async (house: House, act: SteerAct, text?: string) =>
    keep(await does(house, street, matters.steer, { id: course().id, act, ...(text ? { text } : {}) }, course().rev))
  const steps: Step[] = [
    {
      of: report,
      at: opened,
      run: async (house) => {
        const given = { type, category, channel, title, region: COMMUNITY, reporter: { person } }
        courses.set(report, { id: (await does(house, clerk, matters.open, given)).id, rev: 1 })
        await work(house, clerk, { kind: 'take' })
      },
    },
  ]
  if (!answered) return steps
  if (called.length > 0) {
    const [first = ''] = called
    steps.push({
      of: report,
      at: new Date(opened.getTime() + HOUR / 2),
      run: async (house) => {
        await steer(house, { kind: 'call-in', parties: [...called] }, '请到现场看一看。')
        await work(house, street, { kind: 'arrive', party: first, people: 2 })
        for (const party of called) {
          const came = party === first
          const judged = came ? { verdict: 'good' as const, did: true } : { verdict: 'absent' as const }
          await steer(house, { kind: 'judge', party, ...judged }, came ? '当场处理了。' : '没有来人。')
        }
      },
    })
  }
  steps.push({
    of: report,
    at: answered,
    run: async (house) => {
      // What is broken is looked at and mended before anybody is answered.
      if (type === 'repair') {
        await work(house, clerk, { kind: 'step', step: 'on-site', answers: { state: 'works' } })
        await work(house, clerk, { kind: 'step', step: 'mended', answers: { how: answer } })
      }
      await work(house, clerk, { kind: 'answer' }, answer)
    },
  })
  if (solved === null || satisfied === null) return steps
  steps.push({
    of: report,
    at: new Date(answered.getTime() + 3 * HOUR),
    run: async (house) => {
      const reporter = (await does(house, clerk, read, { id: course().id })).people[0]!.id
      await steer(house, { kind: 'confirm', reporter, solved, channel: 'telephone' })
      if (solved) await steer(house, { kind: 'rate', reporter, satisfied, channel: 'telephone' })
    },
  })
  return steps
}

/** Lamps that many told of are one topic, an older one came to an end; and an answer that is good for everybody stands on the board. */
async function tellAndGather(
  { house, clerk, director }: Doing,
  reports: readonly TownReport[],
  courses: ReadonlyMap<TownReport, Course>,
): Promise<void> {
  const of = (category: string) => reports.filter((one) => one.category === category).map((one) => courses.get(one)!.id)
  const lights = of('light')
  const noise = of('noise-fume')
  const topic = {
    community: COMMUNITY,
    title: '楼道和单元门口的照明',
    about: '多栋楼的灯反复坏，准备统一检查线路、换成节能灯。',
    matters: lights,
  }
  await does(house, clerk, topics.make, topic)
  const over = { community: COMMUNITY, title: '餐馆油烟和夜间噪声', about: '几家店的油烟和夜里的声音。', matters: noise }
  const { id } = await does(house, clerk, topics.make, over)
  await does(house, clerk, topics.close, { id, outcome: '店家装了净化设备，摊点搬到指定地方，晚十点后有人巡查。' })
  const known = reports.find(({ category, solved }) => category === 'how-to' && solved === true)
  if (known)
    await does(house, director, publish, {
      matter: courses.get(known)!.id,
      question: '办居住证、优待证要带什么？',
      answer: '带上身份证到社区服务站，缺什么当场一次告诉您；走不动的，打电话我们上门。',
    })
}
