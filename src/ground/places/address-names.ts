import type { AddressParts, Walk } from './address-parts.ts'
import { genericEnding, roadEnding } from './address-words.ts'

const provinceHere = /^(?:北京市?|上海市?|天津市?|重庆市?|\p{Script=Han}{2,7}?(?:省|自治区))/u
const cityHere = /^\p{Script=Han}{2,5}?(?:市|自治州|地区|盟)(?=\p{Script=Han}*(?:[区县市镇乡村路街巷道]|社区))(?!花园|场|口|民|心)/u
const countyHere = /^\p{Script=Han}{1,6}?(?:自治县|县|市|旗|(?<![小社园新东西南北中A-Za-z0-9])区)(?=\p{Script=Han})/u
const streetHere = /^\p{Script=Han}{1,7}?(?:街道办事处|街道|[镇乡](?=\p{Script=Han}{2,})(?!花园|小区|家园|人家|名府|府邸|新村|苑))/u
const communityHere = /^\p{Script=Han}{1,9}?(?:社区(?:居民委员会|居委会)?(?!医|卫|服务)|居民委员会|居委会|村民委员会|村委会)/u

/** Takes the divisions that stand first, known names before guessed ones; a county only after a city or province, since 区 also ends estates. */
export function takeRegion(walk: Walk): void {
  const start = walk.at
  takeKnown(walk)
  const guessed: [RegExp, boolean][] = [
    [provinceHere, true],
    [cityHere, true],
    [countyHere, false],
    [streetHere, true],
    [communityHere, true],
  ]
  for (const [pattern, always] of guessed) {
    const left = walk.text.slice(walk.at)
    if (startsWithKnownEstate(walk, left) || !(always || walk.at > start)) continue
    walk.at += pattern.exec(left)?.[0].length ?? 0
    takeKnown(walk)
  }
  if (walk.at > start) walk.parts.region = walk.text.slice(start, walk.at)
}

function takeKnown(walk: Walk): void {
  for (let found: string | undefined = ''; found !== undefined; ) {
    const left = walk.text.slice(walk.at)
    found = longest((walk.hints.regions ?? []).filter((name) => name !== '' && left.startsWith(name)))
    walk.at += found?.length ?? 0
  }
}

function startsWithKnownEstate(walk: Walk, left: string): boolean {
  return (walk.hints.estates ?? []).some((name) => name !== '' && left.startsWith(name))
}

/** An estate known by name, wherever it stands; what stood before it (a road) is settled first. */
export function takeKnownEstate(walk: Walk): boolean {
  if (walk.parts.estate !== undefined) return false
  const left = walk.text.slice(walk.at)
  const name = longest((walk.hints.estates ?? []).filter((estate) => estate !== '' && left.startsWith(estate)))
  if (name === undefined) return false
  settle(walk)
  walk.parts.estate = name
  walk.at += name.length
  return true
}

function longest(names: string[]): string | undefined {
  return names.sort((a, b) => b.length - a.length)[0]
}

const namedBuilding = /^(.*?)((?:东|西|南|北|中|前|后|新|老|旧|主|副|综合|教工|教师|职工|宿舍|家属|公寓|办公|单身|住宅|商住|筒子)楼)$/u
const villageThenPlace = /^(.+?(?<!新)村)(.+)$/u
const roadThenPlace = /^(.{1,9}?(?:大街|大道|路|街|巷|胡同))(.{2,})$/u
const section = /^(?:[A-Za-z0-9一二三四五六七八九十东西南北中]+(?:区|期|院|苑|组团|地块)|小区)$/u

/** Decides what the text that was passed over names, by its ending and by what is known already. */
export function settle(walk: Walk): void {
  const text = walk.pending.replace(/^-+|-+$/g, '')
  walk.pending = ''
  if (text === '') return
  const { parts } = walk
  if (parts.door !== undefined || parts.building !== undefined || parts.unit !== undefined) {
    parts.rest += text
    return
  }
  const [, before, building] = namedBuilding.exec(text) ?? [undefined, text, undefined]
  if (before) settlePlace(parts, before)
  if (building) parts.building = building
}

function settlePlace(parts: AddressParts, text: string): void {
  if (parts.estate !== undefined && parts.number === undefined && (section.test(text) || isGeneric(text))) parts.estate += text
  else if (roadEnding.test(text)) settleRoad(parts, text)
  else if (parts.estate === undefined) settleEstate(parts, text)
  else if (parts.lane === undefined && parts.number === undefined) parts.lane = text
  else parts.rest += text
}

/** 后坡村东街: the village, and the street in it. 莱州中街: a road. */
function settleRoad(parts: AddressParts, text: string): void {
  const [, village, lane] = villageThenPlace.exec(text) ?? []
  if (village && lane && parts.estate === undefined) {
    parts.estate = village
    parts.lane = lane
  } else if (parts.lane === undefined) parts.lane = text
  else parts.rest += text
}

function settleEstate(parts: AddressParts, text: string): void {
  const [, village, place] = villageThenPlace.exec(text) ?? []
  if (village && place && !section.test(place)) {
    settleInVillage(parts, village, place)
    return
  }
  const [, road, estate] = parts.lane === undefined ? (roadThenPlace.exec(text) ?? []) : []
  if (road && estate && !isGeneric(estate)) {
    parts.lane = road
    parts.estate = estate
  } else parts.estate = text
}

/** 后杨村河西自然村: the village as division, the natural village as estate. 后坡村西头: the village, and where in it. */
function settleInVillage(parts: AddressParts, village: string, place: string): void {
  if (/(?:自然村|村|庄|屯|湾|寨|院|小区|花园|苑|园|公寓|新居)$/u.test(place)) {
    parts.region = (parts.region ?? '') + village
    parts.estate = place
  } else {
    parts.estate = village
    parts.lane = place
  }
}

/** 丝路花园 is a name, not a road and an estate. */
function isGeneric(text: string): boolean {
  return /^(?:花园|家园|小区|小镇|公寓|大厦|广场|新村|新城|国际|名都|住宅区|社区)$/u.test(text.replace(genericEnding, '') || '小区')
}
