import { settle, takeKnownEstate, takeRegion } from './address-names.ts'
import type { AddressHints, AddressParts, Walk } from './address-parts.ts'
import { arabic, door, id, plainNumber, room, roomWord, side, tidyAddress } from './address-words.ts'

/**
 * Takes a written address apart. Never fails: what is not understood is in `rest`. Real spellings are the test vectors beside this file.
 * Only the text and the hints decide; whether such a door exists is for the register to say.
 */
export function parseAddress(given: string, hints: AddressHints = {}): AddressParts {
  if (given.length > longestAddress) return { rest: given }
  const { text, aside } = tidyAddress(given)
  const walk: Walk = { text, at: 0, pending: '', parts: { rest: '' }, hints }
  takeRegion(walk)
  while (walk.at < text.length) {
    if (takeKnownEstate(walk) || steps.some((step) => step(walk))) continue
    walk.pending += text.charAt(walk.at)
    walk.at += 1
  }
  settle(walk)
  if (aside !== '') walk.parts.rest += aside
  return walk.parts
}

/** A longer text is no address; trying every piece at every place would take it too long. */
const longestAddress = 400

const steps: ((walk: Walk) => boolean)[] = [
  takeRoom,
  takeGroup,
  takeLane,
  takeBuilding,
  takeUnit,
  takeFloor,
  takeNumber,
  takeRun,
  takeSide,
  takeDoor,
]

/** Tries a pattern here; on a match settles what was passed over and moves on. */
function take(walk: Walk, pattern: RegExp, accept: (found: RegExpExecArray, after: string) => boolean): boolean {
  if (walk.parts.door !== undefined) return false
  pattern.lastIndex = walk.at
  const found = pattern.exec(walk.text)
  if (!found) return false
  const { pending, parts } = walk
  const before = { ...parts }
  settle(walk)
  if (!accept(found, walk.text.slice(pattern.lastIndex))) {
    walk.parts = before
    walk.pending = pending
    return false
  }
  walk.at += found[0].length
  return true
}

const here = (source: string) => new RegExp(source, 'uy')

const roomAfterNumber = here(`(?:(${id})号?|)(${room})(?:(${door})(?:号|室)?|)`)
function takeRoom(walk: Walk): boolean {
  return take(walk, roomAfterNumber, ([, before, word = '', after]) => {
    if (before !== undefined && after !== undefined) return false
    walk.parts.door = roomWord(word) + arabic(before ?? after ?? '')
    return true
  })
}

const groupHere = here(`第?(${id})(?:村民)?(?:小组|组(?!团)|生产队|队|社(?!区))`)
function takeGroup(walk: Walk): boolean {
  return take(walk, groupHere, ([, number = '']) => {
    if (walk.parts.building !== undefined) return false
    walk.parts.group = plainNumber(number)
    return true
  })
}

const laneHere = here('(\\d+)弄')
function takeLane(walk: Walk): boolean {
  return take(walk, laneHere, ([, number = '']) => {
    walk.parts.lane = `${walk.parts.lane ?? ''}${number}弄`
    return true
  })
}

const buildingHere = here(`第?(${id})(号楼|#楼|号幢|号栋|幢楼?|栋楼?|座|楼|#)`)
const unitFollows = new RegExp(`^-?${id}(?:单元|门|梯|单)|^-?${id}-`, 'u')
function takeBuilding(walk: Walk): boolean {
  return take(walk, buildingHere, ([, number = '', word], after) => {
    const { parts } = walk
    // 3楼 is a floor unless a unit follows (3楼2门501)
    if (word === '楼' && (parts.building !== undefined || !unitFollows.test(after))) return false
    if (parts.building === undefined) parts.building = plainNumber(number)
    else if (parts.unit === undefined && word !== '号楼' && word !== '楼') parts.unit = plainNumber(number)
    else return false
    return true
  })
}

const unitHere = here(`第?(${id}|[东西南北中])(?:单元|门(?=-?[\\d东西中])|梯(?=-?\\d)|单(?=-?\\d))|单元(\\d+)(?=-)`)
function takeUnit(walk: Walk): boolean {
  return take(walk, unitHere, ([, number, after]) => {
    if (walk.parts.unit !== undefined) return false
    walk.parts.unit = plainNumber(number ?? after ?? '')
    return true
  })
}

const floorHere = here(`第?(负|地下|-|B(?=\\d))?(${id})(?:层|楼|F)`)
function takeFloor(walk: Walk): boolean {
  return take(walk, floorHere, ([, below, number = '']) => {
    if (walk.parts.floor !== undefined || !hasPlace(walk)) return false
    // after a unit or building a hyphen only parts: 2单元-5层
    const underground = below !== undefined && (below !== '-' || walk.parts.building === undefined)
    walk.parts.floor = (underground ? '-' : '') + plainNumber(number)
    return true
  })
}

function hasPlace({ parts }: Walk): boolean {
  return [parts.estate, parts.lane, parts.number, parts.building, parts.unit, parts.group].some((part) => part !== undefined)
}

const numberHere = here(`((?:临|新|老)?${id}(?:-\\d{1,3}(?=号))?)(?:号?([附之])(${id})号?|号(院|房(?!屋))?)|附(${id})号?`)
const doorFollows = new RegExp(
  `^-?(?:${id}(?:单元|单(?=\\d)|门(?=\\d)|梯(?=\\d)|层|楼|室|户|-)|${door}$|${door}室|${side}(?:户|$)|${room})`,
  'u',
)
function takeNumber(walk: Walk): boolean {
  return take(walk, numberHere, (found, after) => {
    const role = roleOfNumber(walk.parts, found[4] === '院', after)
    if (role === null) return false
    walk.parts[role] = houseNumber(found)
    return true
  })
}

/** What `N号` is here, by what stands before and after it; null when it belongs to a name (一号公馆, 9号院). */
function roleOfNumber(parts: AddressParts, courtyard: boolean, after: string): 'number' | 'building' | 'unit' | 'door' | null {
  const leadsOn = doorFollows.test(after)
  if (parts.building !== undefined || parts.unit !== undefined) {
    return leadsOn && parts.unit === undefined && parts.floor === undefined ? 'unit' : 'door'
  }
  if (parts.number !== undefined) return leadsOn ? 'building' : null
  if (parts.lane !== undefined && (parts.estate === undefined || parts.lane.endsWith('弄'))) return 'number'
  if (courtyard) return null
  if (leadsOn) return 'building'
  const plot = parts.lane !== undefined || parts.group !== undefined
  return plot || !/^\p{Script=Han}/u.test(after) ? 'number' : null
}

function houseNumber([, number, word, below, , alone]: RegExpExecArray): string {
  if (alone !== undefined) return `附${plainNumber(alone)}`
  return plainNumber(number ?? '') + (below === undefined ? '' : `${word}${plainNumber(below)}`)
}

const runHere = here(`(?<![0-9A-Za-z]-?)(${id}(?:-${door})+)(?!号[楼幢栋]|[幢栋座路街期区])(单元|层|楼|室|号|户|(?![\\d-]))`)
function takeRun(walk: Walk): boolean {
  return take(walk, runHere, ([, run = '', word = '']) => {
    const segments = run.split('-').map(arabic)
    if (isHouseRun(walk.parts, segments, word)) {
      walk.parts.number = segments.map(plainNumber).join('-')
      return true
    }
    return placeRun(walk, segments, word === '单元' ? 'unit' : word === '层' || word === '楼' ? 'floor' : 'door')
  })
}

/** 东街15-1, 三组15-1号: on a road or in a village, where no building is named, two short segments are one house number. */
function isHouseRun(parts: AddressParts, segments: string[], word: string): boolean {
  if (parts.building !== undefined || parts.unit !== undefined || parts.number !== undefined || segments.length !== 2) return false
  const village = parts.estate !== undefined && /(?<!新)(?:村|庄|屯|寨|疃|湾|沟|堡)$/.test(parts.estate)
  const road = parts.lane !== undefined && parts.estate === undefined
  return (village || road || parts.group !== undefined) && (word === '号' || word === '') && (segments[1]?.length ?? 0) <= 2
}

type Slot = 'building' | 'unit' | 'floor' | 'door'

/** Gives the segments of 3-2-501 their meaning: the last by its word, those before it the parts that are still unnamed, from the building down. */
function placeRun({ parts, hints }: Walk, segments: string[], last: Slot): boolean {
  const head = [...segments]
  let end = head.pop() ?? ''
  const home = head.at(-1) ?? ''
  // 501-1, 501-A: a room of a shared home
  if (last === 'door' && /^[A-Z]?\d{3,5}$/.test(home) && /^(?:\d{1,2}|[A-Z])$/.test(end)) end = `${head.pop()}-${end}`
  const order: Slot[] = ['building', 'unit', 'floor', 'door']
  const named = order.findLastIndex((slot) => parts[slot] !== undefined)
  const free = order.slice(named + 1, order.indexOf(last))
  if (named < 0 && head.length === 1 && hints.pairs === 'unit-door') free.shift()
  if (head.length > free.length || (free[head.length - 1] === 'floor' && !/^\d{1,2}$/.test(head.at(-1) ?? ''))) return false
  head.forEach((value, at) => {
    parts[free[at] ?? 'door'] = plainNumber(value)
  })
  parts[last] = last === 'door' ? end : plainNumber(end)
  return true
}

const sideHere = here(`(${side})(?:户|侧户?|边户?|屋|门|)$`)
const sideWord = here(`(${side})户`)
function takeSide(walk: Walk): boolean {
  const inside = walk.parts.unit !== undefined || walk.parts.floor !== undefined || walk.parts.building !== undefined
  const pattern = inside ? sideHere : sideWord
  const accept = ([, word = '']: RegExpExecArray) => {
    walk.parts.door = `${word}户`
    return true
  }
  return take(walk, pattern, accept) || (inside && take(walk, sideWord, accept))
}

const doorHere = here(`(?<![0-9A-Za-z]-?)-?(${door})(?:室|户|房(?!屋)|号房|$|(?=[^\\p{Script=Han}\\d-]))`)
const doorBeforeWords = here('(?<![0-9A-Za-z]-?)-?(\\d{3,5}[A-Za-z]?)(?=\\p{Script=Han})(?!期|区|路|街|院|号|弄|[幢栋座层楼])')
function takeDoor(walk: Walk): boolean {
  const accept = ([, number = '']: RegExpExecArray) => {
    if (!hasPlace(walk)) return false
    walk.parts.door = arabic(number).replace('负', '-')
    return true
  }
  if (take(walk, doorHere, accept)) return true
  const inside = walk.parts.building !== undefined || walk.parts.unit !== undefined
  return inside && take(walk, doorBeforeWords, accept)
}
