/** Made-up people and homes for the gallery. */
import type { Option } from '#kit/filter.ts'
import type { Text } from '#kit/text.ts'
import type { WallAnswers, WallBuilding, WallDoor, WallEstate, WallQuestion } from '#kit/wall-plan.ts'

export type Person = {
  id: string
  name: string
  sex: string
  birth: string
  door: string
  phone: string
  tenure: string
  state: 'fresh' | 'stale' | 'conflict' | 'late'
}

const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗']
const given = ['建国', '桂兰', '秀英', '志强', '晓燕', '德胜', '玉梅', '文博', '春生', '雨桐', '海涛', '丽华', '子轩', '永福', '雪']

/** The same numbers each time, so that pictures can be compared. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648
    return state / 2147483648
  }
}

export function people(count: number): Person[] {
  const roll = dice(7)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)]!
  return Array.from({ length: count }, (_, index) => ({
    id: String(index),
    name: pick(surnames) + pick(given),
    sex: roll() < 0.5 ? 'm' : 'f',
    birth: `${1936 + Math.floor(roll() * 80)}-${String(1 + Math.floor(roll() * 12)).padStart(2, '0')}-${String(1 + Math.floor(roll() * 28)).padStart(2, '0')}`,
    door: `${1 + Math.floor(roll() * 12)}号楼 ${1 + Math.floor(roll() * 3)}单元 ${1 + Math.floor(roll() * 6)}0${1 + Math.floor(roll() * 2)}`,
    phone: `1${3 + Math.floor(roll() * 6)}*****${String(Math.floor(roll() * 10000)).padStart(4, '0')}`,
    tenure: pick(['1', '1', '1', '2', '3']),
    state: pick(['fresh', 'fresh', 'fresh', 'fresh', 'stale', 'conflict', 'late'] as const),
  }))
}

export function tenures(text: Text): Option[] {
  return ['1', '2', '3', '4', '5'].map((value) => ({
    value,
    label: text.say(`sample.tenure-${value}`),
    note: `0${value}`,
    keys: [`0${value}`],
  }))
}

function slab(name: string, floors: number, units: number, perFloor: number, seed: number): WallBuilding {
  const roll = dice(seed)
  const doors: WallDoor[] = []
  for (let unit = 1; unit <= units; unit++) {
    for (let floor = 1; floor <= floors; floor++) {
      for (let place = 1; place <= perFloor; place++) {
        if (floor === 1 && place === perFloor && roll() < 0.3) continue
        const no = `${floor}${String(place).padStart(2, '0')}`
        doors.push({ id: `${name}-${unit}-${no}`, no, floor, unit: String(unit), place })
      }
    }
  }
  return { id: name, name, doors }
}

/** An old estate: low slabs and two towers. */
export function oldEstate(): WallEstate {
  const lows = Array.from({ length: 7 }, (_, index) => slab(`${index + 1}号楼`, 5 + (index % 2), 3, 2, index + 3))
  return { id: 'wenchang', name: '文昌花园', buildings: [...lows, slab('8号楼', 18, 2, 4, 21), slab('9号楼', 26, 1, 6, 22)] }
}

/** The largest: sixty buildings, one of them 34 floors with 8 doors in each of 3 units. */
export function largeEstate(): WallEstate {
  const buildings = Array.from({ length: 59 }, (_, index) =>
    slab(`${index + 2}号楼`, [6, 6, 11, 18, 26, 33][index % 6]!, 1 + (index % 3), 2 + (index % 3) * 2, index),
  )
  return { id: 'large', name: '滨河新城', buildings: [slab('1号楼', 34, 3, 8, 5), ...buildings] }
}

export function smallEstate(): WallEstate {
  return { id: 'small', name: '纺织厂宿舍', buildings: [slab('甲楼', 4, 2, 2, 31), slab('乙楼', 6, 3, 3, 32)] }
}

export function village(): WallEstate {
  const row = (name: string, count: number, from: number) => ({
    id: name,
    name,
    doors: Array.from({ length: count }, (_, index) => ({ id: `${name}-${from + index}`, no: String(from + index) })),
  })
  return { id: 'village', name: '西河村', buildings: [], rows: [row('一组', 26, 1), row('二组', 17, 27)] }
}

export function freshness(text: Text): WallQuestion {
  const state = (id: 'known' | 'stale' | 'missing' | 'conflict' | 'closed' | 'late', mark: string) => ({
    id,
    tone: id,
    mark,
    label: text.say(`sample.wall-${id}`),
  })
  return {
    id: 'fresh',
    label: text.say('sample.wall-fresh'),
    states: [
      state('known', ''),
      state('stale', '~'),
      state('missing', '?'),
      state('conflict', '≠'),
      state('closed', '–'),
      state('late', '!'),
    ],
  }
}

export function headCount(text: Text): WallQuestion {
  return {
    id: 'people',
    label: text.say('sample.wall-people'),
    states: ['0', '1', '2', '3', '4', '5'].map((id, index) => ({
      id,
      label: text.say('sample.wall-heads', { n: id === '5' ? '5+' : id }),
      tone: `value-${index + 1}` as 'value-1',
      mark: id === '5' ? '5+' : id,
    })),
  }
}

export function answersTo(estate: WallEstate, question: WallQuestion): WallAnswers {
  const roll = dice(question.id.length * 13)
  const ids = [...estate.buildings.flatMap(({ doors }) => doors), ...(estate.rows ?? []).flatMap(({ doors }) => doors)].map(({ id }) => id)
  const weights = question.id === 'fresh' ? [0.72, 0.86, 0.95, 0.975, 0.992, 1] : [0.12, 0.34, 0.62, 0.86, 0.95, 1]
  return Object.fromEntries(
    ids.map((id) => {
      const rolled = roll()
      return [id, question.states[weights.findIndex((weight) => rolled <= weight)]!.id]
    }),
  )
}
