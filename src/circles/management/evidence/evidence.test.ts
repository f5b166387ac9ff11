import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { exports as register } from '#circles/management/reports/register/views.ts'
import * as actions from '#ground/matters/actions.ts'
import { openPackage, readPart } from '#ground/workbooks/read/package.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { checkProof, type Proof } from '#kernel/log/proof.ts'
import { startSealer } from '#kernel/log/sealer.ts'
import { COMMUNITY, OTHER_COMMUNITY, STREET } from '../../../../test/stage.ts'
import { openStanding, type Standing } from '../../../../test/standing.ts'
import { take } from './views.ts'

describe('the evidence pack of a matter', () => {
  let house: Standing
  let clerk: Actor
  before(async () => {
    house = await openStanding()
    clerk = house.actor('clerk', COMMUNITY)
    for (const { login, post } of [clerk]) {
      await house.above`
        insert into login (id, name, shown_name, password_hash, totp_secret, created_at) values (${login}, 'chen', '陈静', '', '', now())`
      await house.above`
        insert into post (street_id, id, login_id, role, title, region_lo, region_hi, from_day)
        values (${STREET}, ${post}, ${login}, 'clerk', '社区工作者', ${COMMUNITY * 1000}, ${COMMUNITY * 1000 + 999}, '2020-01-01')`
    }
  })
  after(() => house.close())

  const report = {
    type: 'appeal',
    category: 'other',
    channel: 'telephone' as const,
    region: COMMUNITY,
    title: '楼道灯不亮',
    text: '三楼的灯坏了 <script> 回电13912345678',
    reporter: { name: '赵敏', phone: '13800001111' },
  }
  const seal = async () => {
    const sealer = startSealer(house.database.sealer, {
      headsFile: join(house.folder, 'heads.jsonl'),
      everyMs: 1_000_000,
      onError: (error) => assert.fail(String(error)),
      handOver: async () => undefined,
    })
    await sealer.sealAll()
    await sealer.stop()
  }
  const unpack = async (given: { text: string }) => {
    const pack = await openPackage(Buffer.from(given.text, 'base64'))
    const files = new Map<string, string>()
    for (const part of pack.parts) files.set(part.name, (await readPart(part)).toString('utf8'))
    pack.close()
    return files
  }

  test('is what happened, in order, by posts and not by name, with the rows of the log that prove it; and stands in the register', async () => {
    const { id, number } = await house.does(actions.open, clerk, report)
    await house.does(actions.work, clerk, { id, act: { kind: 'take' } }, { version: 1 })
    await house.does(actions.work, clerk, { id, act: { kind: 'answer' }, text: '已换新灯' }, { version: 2 })
    await seal()
    const given = await house.does(take, clerk, { id })
    assert.equal(given.name, `${number}.zip`)
    const files = await unpack(given)
    assert.deepEqual([...files.keys()], ['经过.html', 'log.json', '怎么核对.txt'])
    const page = files.get('经过.html')!
    const at = ['登记', '接手', '答复', '已换新灯'].map((word) => page.indexOf(word, page.indexOf('<tbody>')))
    assert.ok(
      at.every((place, index) => place > (at[index - 1] ?? 0)),
      'in the order in which it was done',
    )
    assert.ok(page.includes('社区工作者') && !page.includes('陈静'), 'the post, not who held it')
    assert.ok(page.includes('回电139****5678'), 'numbers in what was written leave covered')
    for (const hidden of ['赵敏', '13800001111', '13912345678', '<script>']) assert.ok(!page.includes(hidden), hidden)
    const proof = JSON.parse(files.get('log.json')!) as Proof
    assert.equal(proof.rows.length, 3)
    assert.deepEqual(await checkProof(house.database.sealer, proof), [])
    const [line] = (await house.does(register, clerk, {})).exports
    assert.deepEqual([line?.kind, line?.what, line?.subjects], ['file', 'evidence', 1])
    assert.equal(line?.sha256, createHash('sha256').update(Buffer.from(given.text, 'base64')).digest('hex'))
    assert.ok(page.includes(line!.mark), 'the mark stands in it')
  })

  test('a row that was touched, made up or taken from elsewhere is found; what was not sealed proves nothing and says so', async () => {
    const { id } = await house.does(actions.open, clerk, report)
    await seal()
    await house.does(actions.work, clerk, { id, act: { kind: 'take' } }, { version: 1 })
    const files = await unpack(await house.does(take, clerk, { id, language: 'en' }))
    assert.ok(files.get('what-happened.html')?.includes('not numbered yet'))
    const proof = JSON.parse(files.get('log.json')!) as Proof
    const faults = async (rows: Proof['rows']) => (await checkProof(house.database.sealer, { ...proof, rows })).map(({ fault }) => fault)
    assert.deepEqual(await faults(proof.rows), ['unsealed'])
    const [first] = proof.rows
    assert.deepEqual(await faults([{ ...first!, content: first!.content.replace('matter.open', 'matter.work') }]), ['changed'])
    assert.deepEqual(await faults([{ ...first!, seq: first!.seq! + 1 }]), ['changed'])
    // Reckoned rightly, but never a row of this house.
    const { chainHash } = await import('#kernel/log/chain.ts')
    const made = { ...first!, content: 'invented' }
    const hash = chainHash(Buffer.from(made.prev!, 'hex'), made.seq!, made).toString('hex')
    assert.deepEqual(await faults([{ ...made, hash }]), ['unknown'])
  })

  test('of another community, of a sealed matter, and for posts without the right there is none', async () => {
    const { id } = await house.does(actions.open, clerk, report)
    await house.refused(take, house.actor('clerk', OTHER_COMMUNITY), { id }, 'thing.unknown')
    await house.refused(take, house.actor('grid', COMMUNITY), { id }, 'access.forbidden')
    const head = house.actor('head')
    const sealed = await house.does(actions.open, head, {
      ...report,
      type: 'complaint',
      category: 'rude',
      accused: { party: `community:${COMMUNITY}` },
    })
    await house.refused(take, head, { id: sealed.id }, 'thing.unknown')
  })
})
