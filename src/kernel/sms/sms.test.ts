import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { StartFailure } from '../db/failures.ts'
import { consoleSms } from './console.ts'
import { gatewaySms, readGateway } from './gateway.ts'
import { countSms, noSms } from './sms.ts'

const SECRET = 'a secret of sixteen or more'
const message = { to: '13800001234', text: '【邻里】登录验证码 123456' }

describe('a gateway of messages', () => {
  let server: Server
  let url: string
  const heard: { headers: IncomingMessage['headers']; body: string }[] = []
  let answer: (response: ServerResponse) => void = (response) => response.writeHead(200).end('{}')

  before(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        heard.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
        answer(response)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  const settings = () =>
    readGateway({ LINLI_SMS_URL: url, LINLI_SMS_SECRET: SECRET, LINLI_SMS_TEMPLATE: 'T1', LINLI_SMS_HEADERS: '{"x-account":"wenchang"}' })!

  test('gets one signed request for each message, with the template and headers it wants', async () => {
    const reasons: string[] = []
    await gatewaySms(settings(), (reason) => reasons.push(reason)).send(message)
    const { headers, body } = heard.at(-1)!
    const sent = JSON.parse(body) as { id: string; to: string; text: string; template: string }
    assert.deepEqual([sent.to, sent.text, sent.template, headers['x-account']], [message.to, message.text, 'T1', 'wenchang'])
    assert.match(sent.id, /^[0-9a-f-]{36}$/)
    const signature = createHmac('sha256', SECRET).update(`${headers['linli-at']}\n${body}`).digest('hex')
    assert.equal(headers['linli-signature'], signature)
    assert.deepEqual(reasons, [])
  })

  test('that refuses, sends elsewhere or is not there is a problem for the user and a reason without number or text for the log', async () => {
    const reasons: string[] = []
    const sms = countSms(gatewaySms(settings(), (reason) => reasons.push(reason)))
    for (const status of [400, 500, 302]) {
      answer = (response) => response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end(message.to)
      await assert.rejects(() => sms.send(message), { code: 'sms.failed' })
    }
    answer = (response) => response.destroy()
    await assert.rejects(() => sms.send(message), { code: 'sms.failed' })
    answer = (response) => response.writeHead(204).end()
    await sms.send(message)
    assert.deepEqual(sms.counts, { sent: 1, failed: 4 })
    assert.equal(reasons.length, 4)
    assert.ok(
      reasons.every((reason) => !/138|123456/.test(reason)),
      reasons.join(),
    )
  })
})

test('settings that cannot work stop the start, with words', () => {
  assert.equal(readGateway({}), undefined)
  const good = { LINLI_SMS_URL: 'https://sms.example.org/send', LINLI_SMS_SECRET: SECRET }
  assert.deepEqual(readGateway(good), { url: good.LINLI_SMS_URL, secret: SECRET, headers: {} })
  for (const wrong of [
    { LINLI_SMS_URL: 'ftp://sms.example.org' },
    { LINLI_SMS_URL: 'sms.example.org' },
    { LINLI_SMS_SECRET: '' },
    { LINLI_SMS_SECRET: 'short' },
    { LINLI_SMS_HEADERS: 'x-account: a' },
    { LINLI_SMS_HEADERS: '{"x":1}' },
  ])
    assert.throws(
      () => readGateway({ ...good, ...wrong }),
      (error) => error instanceof StartFailure && error.code === 'sms-settings',
    )
})

test('where nothing is connected it is said; in the demo the message is printed', async () => {
  await assert.rejects(() => noSms.send(message), { code: 'sms.missing' })
  const lines: string[] = []
  await consoleSms((line) => lines.push(line)).send(message)
  assert.equal(lines.length, 1)
  assert.ok(lines[0]!.includes(message.to) && lines[0]!.includes('123456'))
})

test('of many messages at once the first are printed, and every code', async () => {
  const lines: string[] = []
  const sms = consoleSms(
    (line) => lines.push(line),
    () => 100_000,
  )
  for (let at = 0; at < 20; at += 1) await sms.send({ to: '16000000000', text: '您反映的事收到了。详询 0535-2000020。' })
  assert.equal(lines.length, 4)
  await sms.send({ to: '16000000000', text: '登录验证码 938295，5 分钟内有效。' })
  assert.match(lines.at(-1)!, /938295/)
})
