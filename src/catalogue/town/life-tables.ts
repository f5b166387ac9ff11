/** Firms and institutions of the town; made up. */
export const employers = [
  '莱州市惠民医院',
  '莱州市第三中学',
  '山东鲁东机械有限公司',
  '烟台盛源石材有限公司',
  '莱州市供水公司',
  '莱州市公交公司',
  '文峰百货',
  '莱州市邮政分公司',
  '东海汽配有限公司',
  '金沙滩海产品有限公司',
  '玉皇食品有限公司',
  '宏达建筑工程有限公司',
  '顺程物流',
  '莱州市人民商场',
  '新区幼儿园',
  '双语学校',
  '大华工艺品厂',
  '莱州市园林站',
]
/** Occupation, its class (GB/T 6565), and how many in a hundred. */
export const occupations: readonly (readonly [string, string, number])[] = [
  ['技术工人', '6', 16],
  ['商店营业员', '4', 10],
  ['餐饮服务员', '4', 7],
  ['司机', '4', 9],
  ['教师', '2', 6],
  ['护士', '2', 4],
  ['会计', '2', 5],
  ['建筑工', '6', 8],
  ['个体经营', '4', 10],
  ['办公室职员', '3', 9],
  ['保安', '4', 4],
  ['快递员', '4', 4],
  ['工程师', '2', 5],
  ['保洁员', '4', 3],
]

/** School ages, last birthday counted. */
export const stages: readonly { from: number; to: number; stage: string; schools: string[]; grades: string[] }[] = [
  { from: 3, to: 5, stage: 'kindergarten', schools: ['新区幼儿园', '文泉幼儿园', '小太阳幼儿园'], grades: ['小班', '中班', '大班'] },
  {
    from: 6,
    to: 11,
    stage: 'primary',
    schools: ['文泉小学', '双语学校', '第二实验小学'],
    grades: ['一年级', '二年级', '三年级', '四年级', '五年级', '六年级'],
  },
  { from: 12, to: 14, stage: 'junior', schools: ['第三中学', '双语学校', '云峰中学'], grades: ['七年级', '八年级', '九年级'] },
  { from: 15, to: 17, stage: 'senior', schools: ['莱州一中', '莱州六中'], grades: ['高一', '高二', '高三'] },
]
