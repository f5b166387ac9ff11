import { addDays, addYears } from '#base/values/day.ts'
import { townId } from './draw.ts'
import { type Places, regionOf } from './places.ts'
import { countyOffices, mainStreet, neighbourStreet } from './plan.ts'
import type { TownGrid, TownLogin, TownPost } from './town-shape.ts'

/** Sign-in, name, role, title; community where the post has one. Nobody of them exists. The first ones are the ones shown at the start. */
const offices: readonly (readonly [login: string, name: string, role: string, title: string, street: number, community?: string])[] = [
  ['chenjing', '陈静', 'clerk', '文泉社区工作者', mainStreet, '370683001020'],
  ['wangjianguo', '王建国', 'director', '文泉社区书记、主任', mainStreet, '370683001020'],
  ['maxiaoli', '马晓丽', 'street', '文昌路街道基层治理办干部', mainStreet],
  ['gaofeng', '高峰', 'head', '文昌路街道办事处主任', mainStreet],
  ['qijun', '綦军', 'admin', '文昌路街道系统管理员', mainStreet],
  ['shanwei', '单伟', 'auditor', '文昌路街道审计员', mainStreet],
  ['luoping', '罗萍', 'clerk', '西苑社区工作者', neighbourStreet, '370683002013'],
  ['suning', '苏宁', 'affairs', '文昌路街道行政事务专员', mainStreet],
  ['zhoumin', '周敏', 'asker', '莱州市民政局', countyOffices, '370683000101'],
  ['hejun', '何军', 'admission', '莱州市基层减负准入办公室', countyOffices],
  ['lizhen', '李震', 'head', '市基层治理领导小组办公室主任', countyOffices],
  ['zhangxue', '张雪', 'clerk', '云峰社区工作者', mainStreet, '370683001012'],
  ['qumin', '曲敏', 'clerk', '东莱社区工作者', mainStreet, '370683001016'],
  ['songyan', '宋艳', 'clerk', '崇文社区工作者', mainStreet, '370683001021'],
  ['yangguang', '杨光', 'clerk', '后杨村文书', mainStreet, '370683001207'],
  ['fangli', '方莉', 'asker', '莱州市卫生健康局', countyOffices, '370683000102'],
  ['liuyang', '刘洋', 'clerk', '文泉社区工作者', mainStreet, '370683001020'],
  ['lihong', '李红', 'director', '云峰社区书记、主任', mainStreet, '370683001012'],
  ['jiangtao', '姜涛', 'director', '东莱社区书记、主任', mainStreet, '370683001016'],
  ['lvxia', '吕霞', 'director', '崇文社区书记、主任', mainStreet, '370683001021'],
  ['yangdesheng', '杨德胜', 'director', '后杨村书记、主任', mainStreet, '370683001207'],
  ['dengtao', '邓涛', 'street', '永安路街道基层治理办干部', neighbourStreet],
  ['zhenghao', '郑浩', 'department', '城管执法中队队员', mainStreet],
  ['panmei', '潘梅', 'director', '西苑社区书记、主任', neighbourStreet, '370683002013'],
]

const gridWorkers = [
  'sunli 孙丽',
  'yuhaibo 于海波',
  'jiangmin 姜敏',
  'zhaopeng 赵鹏',
  'xuyan 徐燕',
  'zhouning 周宁',
  'wuhao 吴昊',
  'linjing 林静',
  'chilei 迟磊',
  'tengfei 滕飞',
  'yuanyuan 原媛',
  'renjie 任杰',
  'yinxia 尹霞',
  'zhanbo 战波',
  'zhaijun 翟军',
  'chengli 程丽',
  'dongkai 董凯',
  'cuilan 崔兰',
  'daiwei 戴伟',
  'maoning 毛宁',
  'qiuyang 邱阳',
  'hanmei 韩梅',
].map((pair) => pair.split(' ') as [string, string])

/** Everybody who can sign in to the demo. Two of them try out what a post may be: one holds two, one has an ended one. */
export function makeStaff(seed: string, today: string, grids: Places['grids']): TownLogin[] {
  const from = addYears(today, -2)
  const post = (login: string, at: number, rest: Omit<TownPost, 'id' | 'from'> & { from?: string }): TownPost => ({
    id: townId(seed, 'post', `${login}/${at}`),
    from,
    ...rest,
  })
  const staff = offices.map(([login, name, role, title, street, community]): TownLogin => {
    return {
      id: townId(seed, 'login', login),
      login,
      name,
      posts: [post(login, 0, { street, role, title, ...(community ? { community } : {}) })],
    }
  })
  const second = staff.find(({ login }) => login === 'zhangxue')
  second?.posts.push(
    post('zhangxue', 1, {
      street: mainStreet,
      role: 'clerk',
      title: '崇文社区工作者（代）',
      community: '370683001021',
      from: addDays(today, -40),
      to: addDays(today, 50),
    }),
  )
  grids.forEach(({ street, community, number }, at) => {
    const [login, name] = gridWorkers[at] ?? [`wanggeyuan${at + 1}`, '王格员']
    const title = `${community.name}第${number}网格网格员`
    staff.push({
      id: townId(seed, 'login', login),
      login,
      name,
      posts: [post(login, 0, { street, role: 'grid', title, community: community.code, grid: number })],
    })
  })
  const gone = post('liangjie', 0, {
    street: mainStreet,
    role: 'grid',
    title: '文泉社区第1网格网格员',
    community: '370683001020',
    grid: 1,
    to: addDays(today, -75),
  })
  staff.push({ id: townId(seed, 'login', 'liangjie'), login: 'liangjie', name: '梁洁', posts: [gone] })
  return staff
}

export function makeGrids(seed: string, grids: Places['grids']): TownGrid[] {
  return grids.map(({ street, community, number }) => ({
    id: townId(seed, 'grid', `${community.code}/${number}`),
    street,
    region: regionOf(community, number),
    name: `${community.name}第${number}网格`,
  }))
}
