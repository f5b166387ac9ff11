import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { Problem } from '#base/problem.ts'
import { isRefused } from '#base/values/parsed.ts'
import { areaName, isVillage, judgeRegionCode, shortRegionName } from './region.ts'
import { type ReadRegion, type ReadRegionsOptions, type RefusedRegion, readRegions } from './regions.ts'
import { splitJsonArray } from './split-json-array.ts'

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linli-regions-'))
})
after(() => rm(folder, { recursive: true }))

async function given(name: string, content: string | Buffer): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, content)
  return file
}

async function readAll(source: string, options: ReadRegionsOptions = {}): Promise<ReadRegion[]> {
  const regions: ReadRegion[] = []
  for await (const region of readRegions(source, options)) regions.push(region)
  return regions
}

const saying = (code: string, say: string) => (failure: unknown) =>
  failure instanceof Problem && failure.code === code && failure.fields[0]?.say === say

const villages = [
  'code,name,streetCode,provinceCode,cityCode,areaCode',
  '370683001020,"文泉社区居委会",370683001,37,3706,370683',
  '370683001207,"后杨村委会",370683001,37,3706,370683',
  '370684001001,"别处社区居委会",370684001,37,3706,370684',
]

test('a code of any level is padded to twelve digits and knows its parent', () => {
  const read = (code: string) => {
    const parsed = judgeRegionCode(code)
    return isRefused(parsed) ? parsed.refused : [parsed.value.level, parsed.value.code, parsed.value.parent]
  }
  assert.deepEqual(read('37'), ['province', '370000000000', null])
  assert.deepEqual(read('3706'), ['city', '370600000000', '370000000000'])
  assert.deepEqual(read('370683'), ['county', '370683000000', '370600000000'])
  assert.deepEqual(read('370683001'), ['street', '370683001000', '370683000000'])
  assert.deepEqual(read('３７０６８３００１０２０'), ['community', '370683001020', '370683001000'])
  assert.deepEqual(read('370683001000'), ['street', '370683001000', '370683000000'])
  assert.deepEqual(read('441900003'), ['street', '441900003000', '441900000000'], 'a city without counties')
  assert.equal(read(''), 'value.empty')
  for (const length of ['3', '370', '37068300102', '3706830010200']) assert.equal(read(length), 'region-code.length', length)
  for (const character of ['3.70683E11', '37068300102x']) assert.equal(read(character), 'region-code.character', character)
  assert.equal(read('070683'), 'region-code.province')
  for (const skipping of ['110101000001', '370001', '370000001001', '370001001000'])
    assert.equal(read(skipping), 'region.code-skips-a-level', skipping)
})

test('a village number under a subdistrict is warned of, not refused; unusual numbers too', () => {
  const warnings = (code: string) => {
    const parsed = judgeRegionCode(code)
    return isRefused(parsed) ? parsed.refused : (parsed.warnings ?? []).map((warning) => warning.say)
  }
  assert.deepEqual(warnings('110101001001'), [])
  assert.deepEqual(warnings('110101001200'), ['region.village-under-subdistrict'])
  assert.deepEqual(warnings('110101100200'), [], 'a village of a town')
  assert.deepEqual(warnings('130629400409'), [], 'a community of a development zone')
  assert.deepEqual(warnings('110101001700'), ['region.community-number-unusual'])
  assert.deepEqual(warnings('110101700'), ['region.street-number-unusual'])
  assert.equal(isVillage('370683001207'), true)
  assert.equal(isVillage('370683001020'), false)
})

test('the name people say', () => {
  const names = [
    '文泉社区居委会',
    '双岭社区居民委员会',
    '后杨村委会',
    '东关村村民委员会',
    '毛家庄子村委会',
    '南关居委会',
    '文昌路街道',
    '海勃日嘎查',
  ]
  const said = ['文泉社区', '双岭社区', '后杨村', '东关村', '毛家庄子村', '南关社区', '文昌路街道', '海勃日嘎查']
  assert.deepEqual(names.map(shortRegionName), said)
})

test('any accepted code is stable under reading again, and its parent is accepted', () => {
  const digits = fc.constantFrom(2, 4, 6, 9, 12).chain((length) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`)))
  fc.assert(
    fc.property(digits, (code) => {
      const parsed = judgeRegionCode(code)
      if (isRefused(parsed)) return
      assert.equal(parsed.value.code.length, 12)
      assert.deepEqual(judgeRegionCode(parsed.value.code), parsed)
      if (parsed.value.parent !== null) assert.equal(isRefused(judgeRegionCode(parsed.value.parent)), false)
    }),
  )
})

test('one csv file, filtered by county; packed, with a byte order mark and Windows line ends, it reads the same', async () => {
  const plain = await given('villages.csv', villages.join('\n'))
  const expected = [
    { code: '370683001020', name: '文泉社区居委会', level: 'community', parent: '370683001000', warnings: [] },
    {
      code: '370683001207',
      name: '后杨村委会',
      level: 'community',
      parent: '370683001000',
      warnings: [{ say: 'region.village-under-subdistrict' }],
    },
  ]
  assert.deepEqual(await readAll(plain, { areas: ['370683'] }), expected)
  const packed = await given('villages.csv.gz', gzipSync(`\ufeff${villages.join('\r\n')}\r\n\r\n`))
  assert.deepEqual(await readAll(packed, { areas: ['370683'] }), expected)
  assert.equal((await readAll(plain)).length, 3)
})

test('a json array reads like csv, however it is broken into lines, and may be packed', async () => {
  const records = [
    { code: '370683001', name: '文昌路街道', areaCode: '370683' },
    { code: 370683002, name: '永安路"街道", [二]}' },
  ]
  const tight = await readAll(await given('streets.json', JSON.stringify(records)))
  const loose = await readAll(await given('loose.json.gz', gzipSync(JSON.stringify(records, null, 2))))
  assert.deepEqual(loose, tight)
  assert.deepEqual(
    tight.map((region) => region.name),
    ['文昌路街道', '永安路"街道", [二]}'],
  )
})

test('the folder of a data package: from provinces down, csv before json, nothing twice, what lies above the county kept', async () => {
  const dist = join(folder, 'division', 'dist')
  await mkdir(dist, { recursive: true })
  await writeFile(join(dist, 'villages.csv'), villages.join('\n'))
  await writeFile(join(dist, 'streets.json'), '[{"code":"370683001","name":"文昌路街道"},{"code":"441900003","name":"东城街道"}]')
  await writeFile(join(dist, 'areas.csv'), 'code,name\n370683,莱州市\n370684,蓬莱市\n441900,东莞市\n')
  await writeFile(join(dist, 'areas.json'), 'not read')
  await writeFile(join(dist, 'cities.csv'), 'code,name\n3706,烟台市\n4419,东莞市\n')
  await writeFile(join(dist, 'provinces.csv'), 'code,name\n37,山东省\n44,广东省\n')
  const regions = await readAll(join(folder, 'division'), { areas: ['370683', '4419'] })
  assert.deepEqual(
    regions.map((region) => region.name),
    ['山东省', '广东省', '烟台市', '东莞市', '莱州市', '文昌路街道', '东城街道', '文泉社区居委会', '后杨村委会'],
  )
  const known = new Set(regions.map((region) => region.code))
  for (const region of regions) assert.ok(region.parent === null || known.has(region.parent), region.name)
})

test('a data package that writes a town as its county’s code and digits of its own', async () => {
  const root = join(folder, 'town-package')
  await mkdir(join(root, 'dist'), { recursive: true })
  await writeFile(join(root, 'dist', 'province.csv'), 'code,name,province\n370000,山东省,37\n')
  await writeFile(join(root, 'dist', 'city.json'), JSON.stringify([{ code: '370600', name: '烟台市', province: '37', city: '06' }]))
  await writeFile(join(root, 'dist', 'area.csv'), 'code,name,province,city,area\n370683,莱州市,37,06,83\n')
  await writeFile(join(root, 'dist', 'town.csv'), 'code,name,province,city,area,town\n370683,文昌路街道,37,06,83,001000\n')
  assert.deepEqual(
    (await readAll(root)).map(({ code, level }) => [code, level]),
    [
      ['370000000000', 'province'],
      ['370600000000', 'city'],
      ['370683000000', 'county'],
      ['370683001000', 'street'],
    ],
  )
})

test('a row that is no division is refused by number; unasked, the first one stops the reading', async () => {
  const file = await given('mixed.csv', 'name,code\n好社区,370683001020\n坏社区,110101000001\n,370683001021\n短,3706\n')
  const refused: RefusedRegion[] = []
  const regions = await readAll(file, { onRefused: (row) => refused.push(row) })
  assert.deepEqual(
    regions.map((region) => region.code),
    ['370683001020', '370600000000'],
  )
  assert.deepEqual(
    refused.map((row) => [row.row, row.given, row.why.say]),
    [
      [2, '110101000001', 'region.code-skips-a-level'],
      [3, '370683001021', 'region.name-missing'],
    ],
  )
  await assert.rejects(readAll(file), saying('region.unknown', 'region.code-skips-a-level'))
})

test('what cannot be read says why', async () => {
  const refuses = async (name: string, content: string | Buffer, code: string, say: string) =>
    assert.rejects(readAll(await given(name, content)), saying(code, say), `${name}: ${say}`)
  await assert.rejects(readAll(join(folder, 'absent')), saying('input.invalid', 'region.source-unreadable'))
  await mkdir(join(folder, 'empty'), { recursive: true })
  await assert.rejects(readAll(join(folder, 'empty')), saying('input.invalid', 'region.source-unreadable'))
  await refuses('data.sqlite', 'x', 'input.invalid', 'region.source-format')
  await refuses('headings.csv', 'id,title\n37,山东省\n', 'input.invalid', 'region.headings-missing')
  await refuses('headings.json', '[{"id":37}]', 'input.invalid', 'region.headings-missing')
  await refuses('gbk.csv', Buffer.from([...Buffer.from('code,name\n37,'), 0xc9, 0xbd, 0xb6, 0xab]), 'input.invalid', 'region.not-utf8')
  await refuses('cut.csv.gz', gzipSync(villages.join('\n')).subarray(0, 60), 'input.invalid', 'region.source-broken')
  await refuses('cut.json', '[{"code":"37","name":"山东省"},', 'input.invalid', 'region.source-broken')
  await refuses('object.json', '{"code":"37"}', 'input.invalid', 'region.source-broken')
  await refuses('gap.json', '[{"code":"37","name":"山东省"},,{"code":"44","name":"广东省"}]', 'input.invalid', 'region.source-broken')
  await refuses('long.json', `[{"code":"37","name":"${'山'.repeat(700_000)}"}]`, 'input.too-large', 'region.record-too-long')
  await refuses('long.csv', `code,name\n37,"${'山'.repeat(700_000)}"\n`, 'input.too-large', 'region.record-too-long')
})

test('any array of values survives being split, wherever the text is broken into chunks', async () => {
  const arrays = fc.array(fc.jsonValue(), { maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(arrays, fc.integer({ min: 1, max: 9 }), fc.boolean(), async (values, size, loose) => {
      const text = JSON.stringify(values, null, loose ? 1 : 0)
      async function* chunks() {
        for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
      }
      const found: unknown[] = []
      for await (const value of splitJsonArray(chunks(), 1_000_000)) found.push(value)
      assert.deepEqual(found, JSON.parse(text))
    }),
  )
})

test('a grid is called with its community, once', () => {
  assert.equal(areaName('文泉社区居委会', '文泉社区第1网格'), '文泉社区第1网格')
  assert.equal(areaName('文泉社区居委会', '第1网格'), '文泉社区居委会第1网格')
  assert.equal(areaName('文泉社区居委会', ''), '文泉社区居委会')
})
