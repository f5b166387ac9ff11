/**
 * Unmistakable values are carried through every road of the real program, right and wrong, and then looked for wherever they must not be: what it
 * prints, its metrics and problems, logs, looks, jobs, replies, definitions, and every byte of its data folder (law-security.md L5, L6).
 */
import assert from 'node:assert/strict'
import { readdir, readFile, stat } from 'node:fs/promises'
import { request } from 'node:http'
import { join, relative } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Sql } from 'postgres'
import { writeSimpleWorkbook } from '#ground/workbooks/write/simple.ts'
import { newId } from '#kernel/log/id.ts'
import { socketPath } from '#server/private-socket.ts'
import { COMMUNITY, employClerk, openServedProgram, type ServedProgram, STREET } from './faults/served-house.ts'
import { headings, idNumber, type Line } from './rosters.ts'

/** Words of people: they stand in clear where the register keeps them, and nowhere else. */
const words = {
  name: '司徒澄镜',
  other: '淳于拾羽',
  address: '澄镜巷',
  employer: '拾羽灯笼铺',
  note: '金丝雀支架术后',
  belief: '金雀教',
} as const
/** Numbers stand in clear nowhere but in workbooks as they came and as they were filled. */
const numbers = {
  id: idNumber('1962-07-19', 41),
  phone: '13987650421',
  second: '13987650437',
  corrected: '13987650443',
  /** Its check character is wrong. */
  broken: `${idNumber('1971-02-03', 43).slice(0, 17)}${idNumber('1971-02-03', 43).endsWith('7') ? '8' : '7'}`,
  /** A digit too many. */
  long: '139876504591',
} as const

/** Where words of people may stand. What is not named here must be free of them. */
const registers = new Set([
  'subject', // what is known
  'subject_s', // and what is protected
  'statement', // what was said
  'statement_s',
  'dwelling', // doors by their addresses
  'estate',
  'building',
  'import_row', // staged rows, until the import is at rest
  'import_place',
  'import', // masked samples and the file's name, until then
  'request', // the asker's own words, and the file's name
  'form_answer', // answers to a form's own questions, to the end of their term
  'file', // names of files as they were brought
  'act', // what was reported and noted, to the end of its term
  'notice', // what somebody was told, to the end of its term
  'refusal', // why somebody declined, in her own words
])

describe('canaries', () => {
  let program: ServedProgram
  const told: string[] = []
  let refusals = 0

  const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; data: Record<string, unknown> }>((resolve, reject) => {
      const bytes = Buffer.isBuffer(body) || typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body)
      const sent = request({
        socketPath: socketPath(program.folder),
        method,
        path: path.startsWith('/api') || path === '/metrics' ? path : `/api/v1/s/${STREET}${path}`,
        headers: { 'linli-as': 'clerk', 'content-type': 'application/json', 'idempotency-key': newId(), ...headers },
      })
      sent.once('error', reject)
      sent.once('response', (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk
        })
        response.once('aborted', () => reject(new Error('cut off')))
        response.once('end', () => {
          const status = response.statusCode ?? 0
          if (status >= 400) {
            refusals += 1
            told.push(text)
          }
          const body = response.headers['content-type']?.includes('json') ? (JSON.parse(text || '{}') as { data?: unknown }) : {}
          resolve({ status, data: ((body as { data?: unknown }).data ?? body) as Record<string, unknown> })
        })
      })
      sent.end(bytes)
    })

  const done = async (method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
    const { status, data } = await send(method, path, body, headers)
    assert.equal(status, 200, `${method} ${path} ${JSON.stringify(data)}`)
    return data
  }
  const refused = async (method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
    const { status } = await send(method, path, body, headers)
    assert.ok(status >= 400, `${method} ${path} came through`)
  }
  const endedJob = async (job: unknown): Promise<Record<string, unknown>> => {
    for (;;) {
      const seen = await done('GET', `/jobs/${String(job)}`)
      if (seen.state !== 'queued' && seen.state !== 'running') return seen
      await new Promise((next) => setTimeout(next, 100))
    }
  }
  const bring = async (name: string, rows: readonly Line[]) => {
    const chunks: Buffer[] = []
    for await (const chunk of writeSimpleWorkbook({ sheets: [{ name: '名册', rows }], at: new Date('2026-11-01T00:00:00Z') }))
      chunks.push(chunk as Buffer)
    const headers = { 'content-type': 'application/octet-stream', 'linli-file-name': encodeURIComponent(name) }
    return (await done('POST', '/files', Buffer.concat(chunks), headers)).file as string
  }
  const row = (room: string, name: string, id: string, phone: string, belief: string) => {
    const birth = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`
    return [1, words.address, '1', '1', room, '户主', name, id, birth, phone, words.employer, belief]
  }

  before(async () => {
    program = await openServedProgram()
    await program.start()
    await employClerk(program)
  })
  after(() => program.close())

  let her = ''

  test('an import brings them, with cells that cannot be read, a column nobody may keep, and a kill on the way', async () => {
    const file = await bring(`${words.name}家台账.xlsx`, [
      ['第一社区人口台账（2026年11月）'],
      [...headings, '宗教信仰'],
      row('101', words.name, numbers.id, numbers.phone, words.belief),
      row('102', words.other, numbers.broken, numbers.long, words.belief),
      row('103', `${words.other}之子`, '不详', `${numbers.second}、${words.note}`, words.belief),
    ])
    const { id, job } = await done('POST', '/imports', { file })
    if (job) await endedJob(job)
    const staging = await done('POST', `/imports/${String(id)}/staging`, {})
    await program.kill('SIGKILL')
    await program.start()
    assert.equal((await endedJob(staging.job)).state, 'done')
    await done('GET', `/imports/${String(id)}`)
    await done('GET', `/imports/${String(id)}/rows`)
    const applying = await done('POST', `/imports/${String(id)}/application`, {})
    assert.equal((await endedJob(applying.job)).state, 'done')
    const { found } = (await done('POST', '/search', { text: words.name })) as { found: { id: string }[] }
    her = found[0]!.id
  })

  test('they are searched, opened, corrected, protected, filled into a form and a workbook', async () => {
    for (const text of [words.name, numbers.id, numbers.phone, words.address]) await done('POST', '/search', { text })
    const reason = { 'linli-reason': encodeURIComponent('入户核实') }
    const { rev } = (await done('GET', `/people/${her}`)) as { rev: number }
    const values = {
      'person.phone': numbers.corrected,
      'person.former-name': words.other,
      'person.illness': words.note,
    }
    await done('POST', `/subjects/${her}/facts`, { values, source: 'seen', asOf: '2026-11-20' }, { 'if-match': String(rev) })
    await done('POST', `/subjects/${her}/reveal`, {}, reason)
    await done('GET', `/subjects/${her}/history`)
    const broken = { number: numbers.id, name: words.name, whole: true, reason: '老人走失，联系家人', hours: 1 }
    const { id: glass } = await done('POST', '/glasses', broken)
    await done('GET', `/glasses/${String(glass)}`)
    await done('POST', `/glasses/${String(glass)}/reveal/${her}`, {})
    await done('POST', `/people/${her}/approvals`, { reason: '核对补贴' })
    await done('POST', '/exports/prints', { what: 'form', subjects: 1, elements: ['person.name'] })
    const opened = (await done('GET', `/forms/resident/for/${her}`)) as { edition: string; parts: { key: string; rev: number }[] }
    const parts = opened.parts.map((part) => ({ key: part.key, rev: part.rev, values: {}, still: [], local: {} }))
    parts[0]!.values = { 'person.employer': words.employer }
    const filling = { subject: her, edition: opened.edition, channel: 'counter', asOf: '2026-11-20', parts }
    await done('POST', '/forms/resident/answers', filling)
    const sent = await bring('居民名册.xlsx', [
      ['序号', '姓名', '公民身份号码', '联系电话'],
      [1, words.name, '', ''],
    ])
    const { id } = await done('POST', '/requests', { file: sent, asker: '区民政局', basis: '统计法第七条' })
    const { plan } = await done('GET', `/requests/${String(id)}`)
    await done('PUT', `/requests/${String(id)}/plan`, { plan })
    await done('POST', `/requests/${String(id)}/preview`, {}).catch(() => undefined)
    assert.equal((await endedJob((await done('POST', `/requests/${String(id)}/deliveries`, {})).job)).state, 'done')
  })

  test('they are reported and sealed, told and rung, asked at the counter and in letters, declined, and written into a type', async () => {
    // What people write is kept as they wrote it; numbers in it, and those they give beside it, are sealed.
    const say = { title: '楼道里有人求助', text: `${words.other}说${words.note}，回电${numbers.phone}` }
    const reporter = { name: words.other, phone: numbers.second }
    const opened = { channel: 'counter', region: COMMUNITY, ...say }
    const { id: matter, number } = await done('POST', '/matters', { type: 'appeal', category: 'other', ...opened, reporter })
    const hers = `${words.name}求助`
    await done('POST', '/matters', {
      type: 'home-violence',
      category: 'able',
      ...opened,
      text: hers,
      reporter: { person: her, unnamed: true },
    })
    const { rev } = await done('GET', `/matters/${String(matter)}`)
    const note = { act: { kind: 'note' }, text: `${words.note} ${numbers.id} ${numbers.second}` }
    await done('POST', `/matters/${String(matter)}/work`, note, { 'if-match': String(rev) })
    await done('POST', `/matters/${String(matter)}/reporters`, {
      ...{ channel: 'telephone', reporter: { person: her } },
      text: `${words.address}，${numbers.corrected}`,
    })
    await done('POST', '/matters/triage', say)
    await done('POST', '/matters/finding', { number: String(number) })
    await done('GET', '/matters/sealed')
    await refused('POST', '/matters/finding', { number: `${numbers.id}${numbers.id}` })
    await refused('POST', '/matters', { type: words.name, category: 'other', ...opened, reporter })
    await refused('POST', `/matters/${String(matter)}/work`, note, { 'if-match': '1' })
    await done('POST', `/people/${her}/phones`, { phone: numbers.second })
    await done('POST', '/letters', { person: her })
    await refused('POST', '/letters/entering', { number: numbers.id })
    await refused('POST', `/people/${her}/phones`, { phone: numbers.long })
    await done('POST', `/people/${her}/notices`, { kind: 'please.ring', words: { what: words.note } })
    await done('GET', `/people/${her}/notices`)
    await done('GET', '/calls')
    const until = '2099-01-01'
    // Foreseen, not placed: it would keep her from being erased below.
    await done('POST', `/people/${her}/holds`, { reason: '信访件七号', until: '2027-01-01' }, { 'linli-dry-run': '1' })
    await refused('POST', `/people/${her}/holds`, { reason: `证号${numbers.id}`, until })
    for (const text of [words.name, numbers.phone, numbers.id, String(number)]) await done('POST', '/counter/finding', { text })
    for (const contact of ['counter', 'telephone']) {
      await done('GET', `/counter/${her}?contact=${contact}`)
      await done('GET', `/counter/${her}/known?contact=${contact}`)
    }
    const sent = await bring('学历名册.xlsx', [
      ['序号', '姓名', '公民身份号码', '文化程度'],
      [1, words.name, numbers.id, ''],
    ])
    const { id: request } = await done('POST', '/requests', { file: sent, asker: '区民政局', basis: '统计法第七条' })
    await endedJob((await done('POST', `/requests/${String(request)}/deliveries`, {})).job)
    const { deliveries } = (await done('GET', `/requests/${String(request)}`)) as { deliveries: { id: string }[] }
    await done('POST', `/deliveries/${deliveries[0]!.id}/asks`, {})
    const party = { contact: 'counter', subject: her }
    await refused('POST', `/counter/${her}/answers`, { ...party, answers: [{ element: 'person.education-level', value: words.note }] })
    await refused('POST', `/counter/${her}/answers`, { ...party, answers: [{ element: 'person.phone', value: numbers.long }] })
    await done('PUT', `/offices/${COMMUNITY}`, { sign: '社区', phone: '0535-2261234', hours: '' })
    await done('POST', `/ask-requests/${String(request)}/letters`, {})
    await done('POST', `/counter/${her}/refusals`, { ...party, elements: ['person.education-level'], reason: words.note })
    const { id: draft } = await done('POST', '/type-drafts', { from: 'noise', as: 'copy' })
    const { type, rev: drafted } = (await done('GET', `/type-drafts/${String(draft)}`)) as { type: Record<string, unknown>; rev: number }
    const named = { ...type, title: { zh: words.name, en: words.name } }
    await done('POST', '/types/checking', { type: named })
    await refused('PUT', `/type-drafts/${String(draft)}`, { type: { ...named, clocks: words.note } }, { 'if-match': String(drafted) })
    await refused('GET', `/type-drafts/${encodeURIComponent(words.name)}`)
  })

  test('they are refused in every wrong way, and by a database that fails with them in its hands', async () => {
    const facts = `/subjects/${her}/facts`
    const { rev } = (await done('GET', `/people/${her}`)) as { rev: number }
    const match = { 'if-match': String(rev) }
    const saying = (values: unknown) => ({ values, source: 'seen', asOf: '2026-11-20' })
    await refused('POST', facts, saying({ 'person.id-number': numbers.broken }), match)
    await refused('POST', facts, saying({ 'person.phone': numbers.long }), match)
    await refused('POST', facts, saying({ [words.name]: numbers.id }), match)
    await refused('POST', facts, saying({ 'person.birth-date': words.note }), match)
    await refused('POST', facts, saying({ 'person.marital-status': words.name }), match)
    await refused('POST', facts, saying({ 'person.phone': numbers.phone }), { 'if-match': '1' })
    await refused('POST', facts, `{"values": {"person.name": "${words.name}", `, match)
    await refused('POST', '/search', { text: words.name, [words.other]: numbers.id })
    await refused('GET', `/people/${encodeURIComponent(words.name)}`)
    await refused('GET', `/people/${numbers.id}`)
    await refused('GET', `/imports/${newId()}/rows?after=${numbers.phone}`)
    await refused('POST', `/subjects/${her}/reveal`, { id: words.name })
    const broken = { number: numbers.id, name: words.name, whole: false, reason: '老人走失，联系家人', hours: 1 }
    await refused('POST', '/glasses', { ...broken, name: words.other })
    await refused('POST', '/glasses', { ...broken, number: numbers.broken })
    await refused('POST', '/glasses', { ...broken, reason: `他的电话${numbers.phone}打不通` })
    await refused('POST', `/people/${her}/approvals`, { reason: `证号 ${numbers.id}` })
    await refused('GET', `/glasses/${encodeURIComponent(words.name)}`)
    await refused('POST', `/${encodeURIComponent(words.note)}/${numbers.id}`, { text: words.name })
    await refused('POST', '/files', 'x', { 'content-type': words.name.length > 9 ? '' : 'text/plain', 'linli-file-name': '%' })
    await program.joined(async ({ owner }) => {
      await owner`alter table statement add constraint canary check (source <> 'seen') not valid`
    })
    const { status } = await send('POST', facts, saying({ 'person.phone': numbers.second, 'person.employer': words.note }), match)
    assert.equal(status, 500)
    await program.joined(async ({ owner }) => {
      await owner`alter table statement drop constraint canary`
      await owner`alter table import_row add constraint canary check (false) not valid`
    })
    const file = await bring('再来一次.xlsx', [headings, row('104', words.other, numbers.id, numbers.second, '').slice(0, 11)])
    const { id } = await done('POST', '/imports', { file })
    const failed = await endedJob((await done('POST', `/imports/${String(id)}/staging`, {})).job)
    assert.equal(failed.state, 'failed')
    told.push(JSON.stringify(failed))
    await program.joined(({ owner }) => owner`alter table import_row drop constraint canary`)
    assert.ok(refusals >= 15)
  })

  const everything = Object.values({ ...words, ...numbers })
  const inText = (text: string) => everything.filter((canary) => text.includes(canary) || text.includes(encodeURIComponent(canary)))

  test('what it printed, what it refused with, and what it measures hold none of them', async () => {
    assert.deepEqual(inText(program.said()), [], 'printed')
    assert.deepEqual(
      told.filter((body) => inText(body).length > 0),
      [],
      'refusals',
    )
    for (const path of ['/metrics', '/api/v1/ready', '/api/openapi.json']) {
      const seen = await program.ask('GET', path)
      assert.equal(seen.status, 200, path)
      assert.deepEqual(inText(seen.body), [], path)
    }
  })

  test('no table holds a number in clear, and words of people stand where the register keeps them, only', async () => {
    const wrong = await program.joined(async ({ backup }) => {
      const found: string[] = []
      for (const table of await listTables(backup)) {
        const rows = await backup.unsafe<{ row: string }[]>(`select t::text as row from ${table} t`)
        const text = rows.map((one) => one.row).join('\n')
        for (const number of Object.values(numbers)) if (text.includes(number)) found.push(`${table}: ${number}`)
        for (const word of Object.values(words)) if (text.includes(word) && !registers.has(table)) found.push(`${table}: ${word}`)
        if (text.includes(words.belief)) found.push(`${table}: a belief nobody may keep`)
      }
      return found
    })
    assert.deepEqual(wrong, [])
  })

  test('erased by the running program she is gone from every table, with the workbooks she stood in', async () => {
    const person = (await done('GET', `/people/${her}`)) as { rev: number; ties: { dwelling: string }[] }
    const ended = { dwelling: person.ties[0]!.dwelling, to: '2026-11-01' }
    const match = (rev: number) => ({ 'if-match': String(rev) })
    await done(
      'POST',
      `/subjects/${her}/facts`,
      { values: { 'person.residence': ended }, source: 'seen', asOf: '2026-11-20' },
      match(person.rev),
    )
    const order = { ground: 'unlawful', reason: '复核发现无依据采集' }
    const { job } = await done('POST', `/people/${her}/erasure`, order, match(person.rev + 1))
    assert.equal((await endedJob(job)).state, 'done')
    const left = await program.joined(async ({ backup }) => {
      const found: string[] = []
      for (const table of await listTables(backup)) {
        const rows = await backup.unsafe<{ row: string }[]>(`select t::text as row from ${table} t`)
        if (rows.some(({ row: text }) => text.includes(words.name))) found.push(table)
      }
      return found
    })
    assert.deepEqual(left, [])
  })

  test('the data folder holds them nowhere but in workbooks and in the database’s own files, and numbers not even there', async () => {
    await program.kill('SIGTERM')
    const wrong: string[] = []
    let workbooks = 0
    for (const path of await listFiles(program.folder)) {
      const place = relative(program.folder, path)
      const bytes = await readFile(path)
      // Uploads as they came and workbooks as they were filled: zips, so that nothing is read in them here.
      if (place.startsWith(`files/${STREET}/`)) {
        assert.match(place, /^files\/\d+\/[0-9a-f-]{36}$/, 'nothing half-made is left')
        workbooks += 1
        continue
      }
      const sought = place.startsWith('pg/') ? Object.values(numbers) : everything
      for (const canary of sought) if (bytes.includes(canary)) wrong.push(`${place}: ${canary}`)
    }
    assert.equal(workbooks, 1, 'the one in which she did not stand')
    assert.deepEqual(wrong, [])
  })
})

async function listTables(sql: Sql): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select c.oid::regclass::text as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`
  return rows.map(({ name }) => name)
}

async function listFiles(folder: string): Promise<string[]> {
  const found: string[] = []
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const seen = await stat(path).catch(() => undefined)
    if (seen?.isDirectory()) found.push(...(await listFiles(path)))
    else if (seen?.isFile()) found.push(path)
  }
  return found
}
