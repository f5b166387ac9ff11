import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseAddress } from './address.ts'
import { addressKey, compareDoors, formatAddress, guessFloor, namesDoor } from './address-key.ts'
import type { AddressHints, AddressParts } from './address-parts.ts'

const order = ['region', 'estate', 'lane', 'group', 'number', 'building', 'unit', 'floor', 'door', 'rest'] as const

/** The parts as one line: `region|estate|lane|group|number|building|unit|floor|door|rest`, trailing bars dropped. */
function line(parts: AddressParts): string {
  return order
    .map((part) => parts[part] ?? '')
    .join('|')
    .replace(/\|+$/, '')
}

const flat = '|阳光花园||||3|2||501'
/** Spellings as rosters, registers, property companies and residents write them. */
const spellings: [given: string, expected: string][] = [
  // one flat, many hands
  ['阳光花园3幢2单元501室', flat],
  ['阳光花园3号楼2单元501', flat],
  ['阳光花园3＃楼二单元５０１', flat],
  ['阳光花园3#2单元501', flat],
  ['阳光花园3#-2-501', flat],
  ['阳光花园3#2#501', flat],
  ['阳光花园3栋2单元501号', flat],
  ['阳光花园 3 号楼 2 单元 501 室', flat],
  ['阳光花园3-2-501', flat],
  ['阳光花园３—２—５０１室', flat],
  ['阳光花园3/2/501', flat],
  ['阳光花园，3号楼，2单元，501', flat],
  ['阳光花园3.2.501', flat],
  ['阳光花园 3 2 501', flat],
  ['阳光花园03幢02单元501室', flat],
  ['阳光花园三号楼二单元五〇一', flat],
  ['阳光花园三号楼二单元五零一室', flat],
  ['阳光花园第3幢第2单元501室', flat],
  ['阳光花园3楼2门501', flat],
  ['阳光花园3幢2梯501', flat],
  ['阳光花园3栋2单501', flat],
  ['阳光花园3号楼2-501', flat],
  ['阳光花园3-2单元-501', flat],
  ['阳光花园3号2单元501', flat],
  ['地址：阳光花园3号楼2单元501户', flat],
  ['阳光花园3号楼2单元5层501', '|阳光花园||||3|2|5|501'],
  ['阳光花园3号楼2单元五楼501', '|阳光花园||||3|2|5|501'],
  ['阳光花园3-2-5-501', '|阳光花园||||3|2|5|501'],
  ['阳光花园3号楼2单元5层01', '|阳光花园||||3|2|5|01'],
  ['阳光花园3号楼2单元501-1', '|阳光花园||||3|2||501-1'],
  ['阳光花园3-2-501-A', '|阳光花园||||3|2||501-A'],
  ['阳光花园3号楼2单元501A室', '|阳光花园||||3|2||501A'],
  // parts missing
  ['3-2-501', '|||||3|2||501'],
  ['3-501', '|||||3|||501'],
  ['幸福小区 3栋501', '|幸福小区||||3|||501'],
  ['幸福小区3号501室', '|幸福小区||||3|||501'],
  ['3号楼2单元', '|||||3|2'],
  ['2单元501', '||||||2||501'],
  ['阳光花园', '|阳光花园'],
  ['阳光花园12号楼', '|阳光花园||||12'],
  ['十二号楼一单元一〇二', '|||||12|1||102'],
  // letters, stems, names
  ['万达广场A座1201', '|万达广场||||A|||1201'],
  ['A座1201室', '|||||A|||1201'],
  ['b栋2单元301', '|||||B|2||301'],
  ['3号楼甲单元501', '|||||3|甲||501'],
  ['甲3号楼2单元501', '|||||甲3|2||501'],
  ['丙栋201', '|||||丙|||201'],
  ['一中家属院东楼2单元301', '|一中家属院||||东楼|2||301'],
  ['粮食局宿舍楼3单元302', '|粮食局||||宿舍楼|3||302'],
  ['阳光花园A区3号楼2单元501', '|阳光花园A区||||3|2||501'],
  ['阳光花园二期3号楼501', '|阳光花园二期||||3|||501'],
  ['阳光花园(北区)3幢501', '|阳光花园北区||||3|||501'],
  ['一号公馆3幢501', '|一号公馆||||3|||501'],
  ['丝路花园3幢501', '|丝路花园||||3|||501'],
  // sides of a stair
  ['3号楼2单元5楼东户', '|||||3|2|5|东户'],
  ['3号楼2单元五层西', '|||||3|2|5|西户'],
  ['3号楼2单元中户', '|||||3|2||中户'],
  ['3号楼一楼西户', '|||||3||1|西户'],
  // rooms that are no homes
  ['阳光花园3号楼车库12', '|阳光花园||||3|||车库12'],
  ['阳光花园3号楼2单元地下室5号', '|阳光花园||||3|2||地下室5'],
  ['阳光花园储藏间12', '|阳光花园|||||||储藏室12'],
  ['阳光花园12号商铺', '|阳光花园|||||||商铺12'],
  ['文昌路188号门市房3', '||文昌路||188||||商铺3'],
  ['阳光花园沿街网点房8号', '|阳光花园|||||||商铺8'],
  ['阳光花园3号楼一楼商铺', '|阳光花园||||3||1|商铺'],
  ['阳光花园3号楼负一层12号', '|阳光花园||||3||-1|12'],
  ['阳光花园3号楼地下一层', '|阳光花园||||3||-1'],
  ['阳光花园3号楼2单元负101', '|阳光花园||||3|2||-101'],
  // roads, lanes, courtyards
  ['文昌路188号阳光花园3号楼2单元501室', '|阳光花园|文昌路||188|3|2||501'],
  ['文昌路阳光花园3号楼501', '|阳光花园|文昌路|||3|||501'],
  ['文昌北路5号院3号楼2门501', '||文昌北路||5|3|2||501'],
  ['文昌路188号', '||文昌路||188'],
  ['文昌路188-3号', '||文昌路||188-3'],
  ['文昌路188号501室', '||文昌路||188||||501'],
  ['文昌路188号3号楼501', '||文昌路||188|3|||501'],
  ['三号路12号', '||三号路||12'],
  ['三里河路7号', '||三里河路||7'],
  ['槐树胡同甲12号', '||槐树胡同||甲12'],
  ['延安路1200弄15号602室', '||延安路1200弄||15||||602'],
  ['延安路1200弄15号楼602室', '||延安路1200弄|||15|||602'],
  ['1200弄15号602', '||1200弄||15||||602'],
  // villages
  ['后坡村东街15号', '|后坡村|东街||15'],
  ['后坡村西头15号', '|后坡村|西头||15'],
  ['后坡村15号', '|后坡村|||15'],
  ['后坡村15号附1号', '|后坡村|||15附1'],
  ['后坡村15附1号', '|后坡村|||15附1'],
  ['后坡村附1号', '|后坡村|||附1'],
  ['后坡村15号之二', '|后坡村|||15之2'],
  ['后坡村15-1号', '|后坡村|||15-1'],
  ['后坡村15-1', '|后坡村|||15-1'],
  ['三组12号', '|||3|12'],
  ['后坡村三组12号', '|后坡村||3|12'],
  ['后坡村第三村民小组12-1号', '|后坡村||3|12-1'],
  ['红旗村2社8号', '|红旗村||2|8'],
  ['五里候旨村中街9号', '|五里候旨村|中街||9'],
  ['十里庄三组12号', '|十里庄||3|12'],
  ['后杨村河西自然村12号', '后杨村|河西自然村|||12'],
  ['工人新村3号楼2单元501', '|工人新村||||3|2||501'],
  // divisions first
  ['文泉社区阳光花园3幢2单元501室', `文泉社区${flat}`],
  ['文泉社区3号楼2单元501', '文泉社区|||||3|2||501'],
  ['山东省烟台市莱州市文昌路街道文泉社区居委会阳光花园3号楼2单元501室', `山东省烟台市莱州市文昌路街道文泉社区居委会${flat}`],
  ['莱州市文昌路街道后坡村东街15号', '莱州市文昌路街道|后坡村|东街||15'],
  ['莱州市沙河镇东英村12号', '莱州市沙河镇|东英村|||12'],
  ['莱州市文昌北路1234号', '莱州市||文昌北路||1234'],
  ['北京市朝阳区建国路93号万达广场A座1201', '北京市朝阳区|万达广场|建国路||93|A|||1201'],
  ['西小区社区居委会3号楼501', '西小区社区居委会|||||3|||501'],
  ['城市花园3幢501', '|城市花园||||3|||501'],
  ['江南水乡小区3幢501', '|江南水乡小区||||3|||501'],
  // remarks
  ['阳光花园3号楼2单元501（租）', `${flat}|租`],
  ['阳光花园3号楼2单元501室张三家', `${flat}|张三家`],
  ['阳光花园3号楼2单元501、502室', `${flat}|、502室`],
  ['阳光花园3号楼东侧平房', '|阳光花园||||3||||东侧平房'],
  ['村西头老槐树旁', '|村西头老槐树旁'],
  ['', ''],
]

for (const [given, expected] of spellings) {
  test(`reads ${given || 'nothing'}`, () => assert.equal(line(parseAddress(given)), expected))
}

test('there are at least sixty spellings, none twice', () => {
  assert.ok(new Set(spellings.map(([given]) => given)).size === spellings.length && spellings.length >= 60)
})

test('known names decide what a name looks like', () => {
  const read = (given: string, hints: AddressHints) => line(parseAddress(given, hints))
  assert.equal(read('文泉3号楼501', { regions: ['文泉'] }), '文泉|||||3|||501')
  assert.equal(read('新城市场路花园3号楼501', { estates: ['新城市场路花园'] }), '|新城市场路花园||||3|||501')
  assert.equal(read('文昌路188号九号院3号楼501', { estates: ['九号院'] }), '|九号院|文昌路||188|3|||501')
  assert.equal(read('芝罘区南大街9号', { regions: ['芝罘区'] }), '芝罘区||南大街||9')
  assert.equal(read('2-501', { pairs: 'unit-door' }), '||||||2||501')
  assert.equal(
    read('文昌路街道文泉社区阳光花园', { regions: ['文昌路街道', '文泉社区', '文泉'], estates: ['阳光'] }),
    '文昌路街道文泉社区|阳光花园',
  )
})

test('different spellings of one door share a key; different doors do not', () => {
  const key = (given: string) => addressKey(parseAddress(given))
  const one = spellings.filter(([, expected]) => expected === flat).map(([given]) => key(given))
  assert.deepEqual([...new Set(one)], ['阳光花园 b3 u2 d501'])
  for (const same of [
    '文昌路188号阳光花园小区3-2-501',
    '文泉社区阳光花园3号楼2单元5层01室',
    '阳光花园3号楼2单元五楼1号',
    '阳光花园3号楼2单元0501室',
  ]) {
    assert.equal(key(same), '阳光花园 b3 u2 d501', same)
  }
  assert.equal(key('阳光花园一期3号楼501'), key('阳光花园1期小区3幢501室'))
  assert.equal(key('延安路1200弄15号602室'), key('延安路1200弄15号楼602'))
  assert.equal(key('后坡村三组12号'), key('后坡村第3组12号'))
  const different = [
    '后坡村15号',
    '后坡村15附1号',
    '后坡村15-1号',
    '后坡村东街15号',
    '后坡村三组15号',
    '后坡村15号楼',
    '阳光花园3号楼2单元-1层501',
    '阳光花园3号楼2单元501-1',
  ]
  assert.equal(new Set([...different.map(key), ...one]).size, different.length + 1)
})

test('doors compare as same, possible or different', () => {
  const compare = (one: string, other: string) => compareDoors(parseAddress(one), parseAddress(other))
  assert.equal(compare('阳光花园3-2-501', '阳光花园小区3幢2单元501室'), 'same')
  assert.equal(compare('阳光花园3号楼501', '阳光花园3号楼2单元501'), 'possible')
  assert.equal(compare('3-2-501', '阳光花园3号楼2单元501'), 'possible')
  assert.equal(compare('阳光花园3号楼1单元501', '阳光花园3号楼2单元501'), 'different')
  assert.equal(compare('后坡村15号', '后坡村东街15号'), 'possible')
  assert.equal(compare('后坡村15号', '后坡村15附1号'), 'different')
})

test('a door number tells its floor', () => {
  const floors: [string, number | undefined][] = [
    ['501', 5],
    ['1201', 12],
    ['0501', 5],
    ['101', 1],
    ['501A', 5],
    ['501-1', 5],
    ['A1201', 12],
    ['10501', 5],
    ['-101', -1],
    ['B102', -1],
    ['东户', undefined],
    ['车库12', undefined],
    ['12', undefined],
    ['001', undefined],
    ['', undefined],
  ]
  for (const [door, floor] of floors) assert.equal(guessFloor(door), floor, door)
})

test('a flat or a house of its own is a door; a building or a road is not', () => {
  const names = (given: string) => namesDoor(parseAddress(given))
  assert.deepEqual(['阳光花园3-2-501', '后坡村15号', '阳光花园3号楼2单元', '文昌路'].map(names), [true, true, false, false])
})

const number = fc.integer({ min: 1, max: 199 }).map(String)
const building = fc.oneof(number, fc.constantFrom('A', 'B', '甲', '3A', '甲3', '东楼', '综合楼', '12B'))
const unit = fc.oneof(fc.integer({ min: 1, max: 12 }).map(String), fc.constantFrom('甲', 'A'))
const home = fc
  .tuple(fc.integer({ min: 1, max: 33 }), fc.integer({ min: 1, max: 12 }))
  .map(([floor, at]) => `${floor}${String(at).padStart(2, '0')}`)
const door = fc.oneof(home, fc.constantFrom('东户', '西户', '车库12', '储藏室3', '商铺8', '-101', 'A1201', '501A', '501-1', '阁楼'))
const region = fc.constantFrom('文泉社区', '文昌路街道文泉社区', '山东省烟台市莱州市文昌路街道文泉社区', '莱州市沙河镇')
const estate = fc.constantFrom('阳光花园', '幸福小区', '盛世名都二期', '一中家属院', '文景苑A区', '工人新村', '御龙湾', '河畔新城')
const road = fc.constantFrom('文昌路', '三里河路', '东关大街', '槐树胡同', '府前西街')
const some = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined })

const flats = fc
  .record({
    region: some(region),
    lane: some(road),
    estate,
    building,
    unit: some(unit),
    floor: some(fc.constantFrom('5', '12', '-1')),
    door: some(door),
  })
  .chain((parts) => (parts.lane === undefined ? fc.constant(parts) : some(number).map((given) => ({ ...parts, number: given }))))
const lanes = fc.record({ lane: fc.constantFrom('延安路1200弄', '88弄'), number, door: some(home) })
const houses = fc.record({
  region: some(region),
  estate: fc.constantFrom('后坡村', '东关村', '十里庄', '大原家村'),
  group: some(number),
  lane: some(fc.constantFrom('东街', '西头', '前街')),
  number: fc.oneof(number, fc.constantFrom('15附1', '15-1', '甲12', '15之2')),
})

test("what is written the house's way reads as the same parts, with the same key", () => {
  fc.assert(
    fc.property(fc.oneof(flats, lanes, houses), fc.constantFrom('', '租户', '已搬走'), (parts, rest) => {
      const given: AddressParts = { ...Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)), rest }
      // 十里庄东街 alone could be a road: the register's names decide
      const read = parseAddress(formatAddress(given), { estates: ['十里庄'] })
      assert.equal(line(read), line(given), formatAddress(given))
      assert.equal(addressKey(read), addressKey(given))
      assert.equal(compareDoors(read, given), 'same')
    }),
    { numRuns: 600 },
  )
})

test('any text is read without loss of characters that carry meaning and without endless work', () => {
  const words = fc.constantFrom(
    '阳光',
    '花园',
    '村',
    '路',
    '号',
    '号楼',
    '幢',
    '单元',
    '室',
    '层',
    '楼',
    '组',
    '弄',
    '附',
    '-',
    '#',
    '东户',
    '车库',
    '3',
    '二',
    'A',
    '社区',
    '街道',
    '市',
    '(',
    ')',
    ' ',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(words, { maxLength: 30 }).map((list) => list.join('')),
        fc.string({ unit: 'binary', maxLength: 200 }),
      ),
      (text) => {
        const parts = parseAddress(text)
        assert.equal(typeof parts.rest, 'string')
        for (const part of order) assert.notEqual(parts[part], part === 'rest' ? undefined : '')
      },
    ),
    { numRuns: 1000 },
  )
})

test('a text too long for an address is left alone', () => {
  const text = '1'.repeat(30_000)
  assert.deepEqual(parseAddress(text), { rest: text })
})
