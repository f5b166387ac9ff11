/**
 * The duty lists of the demo town: made up, but of the kind that is printed. The documents they name do not exist (演示…), the departments are those any
 * county has. The certificates a committee must not issue are the real ones (民发〔2020〕20号).
 */
import type { ItemWords, Level } from '#ground/duties/contract.ts'
import community from './duties/community.json' with { type: 'json' }
import street from './duties/street.json' with { type: 'json' }

export type TownDuties = { level: Level; title: string; issuer: string; document: string; documentDay: string; items: ItemWords[] }

export const townDuties = [street, community] as TownDuties[]
/** The day from which they hold. */
export const DUTIES_FROM = '2025-07-01'
/** What was changed since, so that an item has a history. */
export const dutyChanged = {
  title: '犬只管理',
  tasks: '1.宣传依法文明养犬；2.发现流浪犬、伤人犬及时报告；3.协助设置投放点；4.协助登记时核对住址。',
  document: '演示编制〔2026〕4号',
  day: '2026-03-16',
  from: '2026-04-01',
}
/** One objection that waits in the county's office. */
export const townObjection = {
  title: '对占用城市道路、公共场所摆摊经营的行政处罚',
  asker: '市综合行政执法局',
  words: '来文要求街道每周报送占道经营处罚台账。该事项已列入上级收回清单，由综合行政执法局办理，请予收回。',
}
