/**
 * An address taken apart. Numbers are Arabic, letters capital, 甲乙丙 stay.
 * - `region` divisions as spelled, down to the community (文昌路街道文泉社区)
 * - `estate` the named cluster of doors: estate, courtyard or village (阳光花园, 后坡村); sections stay with it (阳光花园A区)
 * - `lane` a road, street, alley or numbered lane with its word (文昌路, 东街, 延安路1200弄); `number` the house number on it or in the village (15, 15附1, 188-3)
 * - `group` villagers' group; `building` (3, A, 甲3, 东楼); `unit`; `floor` (5, -1); `door` (501, 东户, 车库12)
 * - `rest` what nobody understood, and remarks; empty when all was understood
 */
export type AddressParts = {
  region?: string
  estate?: string
  lane?: string
  group?: string
  number?: string
  building?: string
  unit?: string
  floor?: string
  door?: string
  rest: string
}

export type AddressHints = {
  /** Names of divisions that may stand first, official or short (文泉社区). */
  regions?: readonly string[]
  /** Names of estates and villages of the area: found by name they are certain, whatever the name looks like. */
  estates?: readonly string[]
  /** What `3-501` means where nothing else tells; by default building and door. */
  pairs?: 'building-door' | 'unit-door'
}

/** A walk through the text: `pending` is what was passed over since the last piece that was understood. */
export type Walk = { text: string; at: number; pending: string; parts: AddressParts; hints: AddressHints }
