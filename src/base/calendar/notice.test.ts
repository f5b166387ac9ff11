/** The notices as the State Council printed them (gov.cn; 国办发明电〔2016〕17号, 〔2022〕16号, 〔2023〕7号, 〔2024〕12号, and the one of 4 November 2025). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '../values/day.ts'
import { readNotice } from './notice.ts'

const head = (year: number) => `国务院办公厅关于${year}年部分节假日安排的通知\n各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n`
const tail = '\n节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作，确保人民群众祥和平安度过节日假期。'

/** 02-15+9: nine days from then on. */
function days(year: number, spans: string): string[] {
  return spans
    .split(' ')
    .flatMap((span) => {
      const [from = '', length = '1'] = span.split('+')
      const first = from.length > 5 ? from : `${year}-${from}`
      return Array.from({ length: Number(length) }, (_, at) => addDays(first, at))
    })
    .sort()
}

const notices = [
  {
    year: 2017,
    text: `一、元旦：1月1日放假，1月2日（星期一）补休。
二、春节：1月27日至2月2日放假调休，共7天。1月22日（星期日）、2月4日（星期六）上班。
三、清明节：4月2日至4日放假调休，共3天。4月1日（星期六）上班。
四、劳动节：5月1日放假，与周末连休。
五、端午节：5月28日至30日放假调休，共3天。5月27日（星期六）上班。
六、中秋节、国庆节：10月1日至8日放假调休，共8天。9月30日（星期六）上班。`,
    free: '01-01+2 01-27+7 04-02+3 05-01 05-28+3 10-01+8',
    work: '01-22 02-04 04-01 05-27 09-30',
  },
  {
    year: 2023,
    text: `一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。
二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。
三、清明节：4月5日放假，共1天。
四、劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。
五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。
六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。`,
    free: '2022-12-31+3 01-21+7 04-05 04-29+5 06-22+3 09-29+8',
    work: '01-28 01-29 04-23 05-06 06-25 10-07 10-08',
  },
  {
    year: 2024,
    text: `一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。`,
    free: '01-01 02-10+8 04-04+3 05-01+5 06-10 09-15+3 10-01+7',
    work: '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
  },
  {
    year: 2025,
    text: `一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。`,
    free: '01-01 01-28+8 04-04+3 05-01+5 05-31+3 10-01+8',
    work: '01-26 02-08 04-27 09-28 10-11',
  },
  {
    year: 2026,
    text: `一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。`,
    free: '01-01+3 02-15+9 04-04+3 05-01+5 06-19+3 09-25+3 10-01+7',
    work: '01-04 02-14 02-28 05-09 09-20 10-10',
  },
]

for (const { year, text, free, work } of notices)
  test(`the notice for ${year} is read as it was printed`, () => {
    const notice = readNotice(head(year) + text + tail)
    assert.deepEqual(notice, { year, free: days(year, free), work: days(year, work), faults: [] })
  })

test('a page copied with spaces, half-width signs and one long line says the same', () => {
  const { year, text, free, work } = notices[4]!
  const page = `  国务院办公厅关于 ${year} 年\n部分节假日安排的通知 ${text.replaceAll('\n', '').replaceAll('（', '(').replaceAll('：', ': ')}`
  assert.deepEqual(readNotice(page), { year, free: days(year, free), work: days(year, work), faults: [] })
})

test('a slip of the pen is told: a wrong weekday, a wrong sum, a day that is none, work on a weekday', () => {
  const faultsOf = (line: string) => readNotice(`${head(2026)}一、元旦：${line}`)?.faults.map(({ say }) => say)
  assert.deepEqual(faultsOf('1月1日（周三）至3日（周六）放假调休，共3天。'), ['free-days.weekday'])
  assert.deepEqual(faultsOf('1月1日（周四）至3日（周六）放假调休，共5天。'), ['free-days.count'])
  assert.deepEqual(faultsOf('1月1日（周四）放假。2月30日上班。'), ['free-days.no-such-day'])
  assert.deepEqual(faultsOf('1月1日（周四）放假。1月5日（周一）上班。'), ['free-days.work-not-weekend'])
  assert.deepEqual(faultsOf('1月1日至9月3日放假。'), ['free-days.span'])
})

test('what is no notice is not read', () => {
  assert.equal(readNotice(''), undefined)
  assert.equal(readNotice('关于2026年社区工作的安排：1月4日上班'), undefined)
  assert.equal(readNotice('一、元旦：1月1日放假，共1天。'), undefined)
})
