/** The town on paper: which communities, which estates, how many doors. All names but those of divisions are made up. */

/** What kind of households live there; see `families.ts`. */
export type Mix = 'commodity' | 'old' | 'work-unit' | 'resettlement' | 'apartment' | 'village'

export type BuildingPlan = { count: number; storeys: number; units: number; perFloor: number; names?: string[] }
export type EstatePlan = {
  name: string
  mix: Mix
  road: string
  builtYear: number
  buildings: BuildingPlan[]
  /** m² of a usual home, and the usual layout. */
  area: number
  layout: string
  /** Shares of doors: nobody lives there; let to tenants. */
  empty: number
  let: number
  company?: string
  /** Shops and firms on its ground floors and around it. */
  premises: number
}
export type VillagePlan = {
  name: string
  mix: 'village'
  groups: string[]
  lanes: string[]
  houses: number
  empty: number
  let: number
  premises: number
}
export type CommunityPlan = { code: string; name: string; login: string; estates: (EstatePlan | VillagePlan)[] }
export type StreetPlan = { street: number; name: string; communities: CommunityPlan[] }

/** The county's own offices: a jurisdiction above the streets, each office a part of it as a community is of a street. */
export const countyOffices = 370683000
export const mainStreet = 370683001
export const neighbourStreet = 370683002

const walkUp = (count: number, storeys: number, units: number, names?: string[]): BuildingPlan => ({
  count,
  storeys,
  units,
  perFloor: 2,
  ...(names ? { names } : {}),
})

export const townPlan: readonly StreetPlan[] = [
  {
    street: mainStreet,
    name: '文昌路街道',
    communities: [
      {
        code: '370683001020',
        name: '文泉社区',
        login: 'wenquan',
        estates: [
          {
            name: '阳光花园',
            mix: 'commodity',
            road: '文泉东路188号',
            builtYear: 2013,
            area: 112,
            layout: '3室2厅1卫',
            empty: 0.09,
            let: 0.14,
            company: '莱州惠邻物业服务有限公司',
            premises: 34,
            buildings: [
              { count: 6, storeys: 18, units: 2, perFloor: 2 },
              { count: 2, storeys: 33, units: 1, perFloor: 4 },
            ],
          },
          {
            name: '粮食局宿舍',
            mix: 'work-unit',
            road: '文泉西路56号',
            builtYear: 1988,
            area: 62,
            layout: '2室1厅1卫',
            empty: 0.1,
            let: 0.2,
            premises: 6,
            buildings: [walkUp(5, 5, 4)],
          },
          {
            name: '文泉小区',
            mix: 'old',
            road: '文泉中路21号',
            builtYear: 1996,
            area: 78,
            layout: '2室2厅1卫',
            empty: 0.08,
            let: 0.22,
            company: '莱州惠邻物业服务有限公司',
            premises: 26,
            buildings: [walkUp(10, 6, 3)],
          },
        ],
      },
      {
        code: '370683001012',
        name: '云峰社区',
        login: 'yunfeng',
        estates: [
          {
            name: '云峰名都',
            mix: 'commodity',
            road: '云峰南路9号',
            builtYear: 2019,
            area: 124,
            layout: '3室2厅2卫',
            empty: 0.16,
            let: 0.1,
            company: '烟台悦居物业管理有限公司',
            premises: 30,
            buildings: [{ count: 6, storeys: 26, units: 2, perFloor: 2 }],
          },
          {
            name: '一中家属院',
            mix: 'work-unit',
            road: '云峰北路33号',
            builtYear: 1992,
            area: 74,
            layout: '3室1厅1卫',
            empty: 0.07,
            let: 0.18,
            premises: 4,
            buildings: [walkUp(4, 5, 3, ['东楼', '西楼', '南楼', '北楼'])],
          },
          {
            name: '云峰公寓',
            mix: 'apartment',
            road: '云峰南路15号',
            builtYear: 2020,
            area: 41,
            layout: '1室1厅1卫',
            empty: 0.12,
            let: 0.78,
            company: '烟台悦居物业管理有限公司',
            premises: 18,
            buildings: [{ count: 1, storeys: 22, units: 1, perFloor: 14, names: ['A座'] }],
          },
        ],
      },
      {
        code: '370683001016',
        name: '东莱社区',
        login: 'donglai',
        estates: [
          {
            name: '东莱新苑',
            mix: 'resettlement',
            road: '东莱街77号',
            builtYear: 2015,
            area: 96,
            layout: '3室1厅1卫',
            empty: 0.08,
            let: 0.2,
            company: '莱州惠邻物业服务有限公司',
            premises: 28,
            buildings: [{ count: 14, storeys: 11, units: 2, perFloor: 2 }],
          },
          {
            name: '棉纺厂宿舍',
            mix: 'work-unit',
            road: '东莱街12号',
            builtYear: 1982,
            area: 54,
            layout: '2室1厅1卫',
            empty: 0.12,
            let: 0.24,
            premises: 8,
            buildings: [walkUp(8, 5, 4)],
          },
          {
            name: '东莱小区',
            mix: 'old',
            road: '光州街40号',
            builtYear: 1998,
            area: 82,
            layout: '2室2厅1卫',
            empty: 0.07,
            let: 0.18,
            premises: 16,
            buildings: [walkUp(6, 6, 3)],
          },
        ],
      },
      {
        code: '370683001021',
        name: '崇文社区',
        login: 'chongwen',
        estates: [
          {
            name: '崇文雅居',
            mix: 'commodity',
            road: '崇文街8号',
            builtYear: 2010,
            area: 108,
            layout: '3室2厅1卫',
            empty: 0.08,
            let: 0.12,
            company: '莱州惠邻物业服务有限公司',
            premises: 24,
            buildings: [{ count: 6, storeys: 18, units: 2, perFloor: 2 }],
          },
          {
            name: '崇文里',
            mix: 'old',
            road: '崇文街30号',
            builtYear: 1994,
            area: 70,
            layout: '2室1厅1卫',
            empty: 0.09,
            let: 0.2,
            premises: 18,
            buildings: [walkUp(8, 6, 4)],
          },
          {
            name: '府前小区',
            mix: 'resettlement',
            road: '府前西街102号',
            builtYear: 2006,
            area: 88,
            layout: '3室1厅1卫',
            empty: 0.08,
            let: 0.16,
            premises: 14,
            buildings: [walkUp(6, 6, 3)],
          },
        ],
      },
      {
        code: '370683001207',
        name: '后杨村',
        login: 'houyang',
        estates: [
          {
            name: '后杨村',
            mix: 'village',
            groups: ['1', '2', '3'],
            lanes: ['前街', '中街', '后街', '东街'],
            houses: 310,
            empty: 0.14,
            let: 0.04,
            premises: 12,
          },
          { name: '河西自然村', mix: 'village', groups: ['4'], lanes: [], houses: 112, empty: 0.18, let: 0.02, premises: 4 },
        ],
      },
    ],
  },
  {
    street: neighbourStreet,
    name: '永安路街道',
    communities: [
      {
        code: '370683002013',
        name: '西苑社区',
        login: 'xiyuan',
        estates: [
          {
            name: '西苑小区',
            mix: 'old',
            road: '西苑路5号',
            builtYear: 1999,
            area: 80,
            layout: '2室2厅1卫',
            empty: 0.08,
            let: 0.15,
            premises: 8,
            buildings: [walkUp(4, 5, 2)],
          },
        ],
      },
    ],
  },
]

export function isVillagePlan(plan: EstatePlan | VillagePlan): plan is VillagePlan {
  return plan.mix === 'village'
}
