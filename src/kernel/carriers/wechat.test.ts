/** Against a server on loopback that speaks the account's interface, with its faults. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { type Outgoing, Undeliverable } from './carrier.ts'
import { readWechat, wechatCarrier } from './wechat.ts'

type Heard = { path: string; body: Record<string, unknown> }

async function withAccount(answers: (heard: Heard) => object | number, run: (url: string, heard: Heard[]) => Promise<void>): Promise<void> {
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      const one = { path: request.url ?? '', body: JSON.parse(body || '{}') as Record<string, unknown> }
      heard.push(one)
      const answer = answers(one)
      if (typeof answer === 'number') response.writeHead(answer).end()
      else response.end(JSON.stringify(answer))
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  try {
    await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const env = { LINLI_WECHAT_APP: 'wx1', LINLI_WECHAT_SECRET: 's', LINLI_WECHAT_TEMPLATE: 't' }
const open = (url: string, now?: () => Date) => wechatCarrier(readWechat({ ...env, LINLI_WECHAT_URL: url })!, now)
const outgoing: Outgoing = {
  to: 'openid',
  text: '【文昌社区】……',
  id: '0198',
  short: '您办的事可以来取了，请尽快来社区服务中心领取',
  sign: '文昌社区',
  at: new Date('2026-11-22T02:00:00Z'),
}
const token = ({ path }: Heard) => (path.includes('stable_token') ? { access_token: 'A', expires_in: 7200 } : undefined)

test('the short words, who says it and when go into the fields, twenty characters at most, under a number that is not sent twice', () =>
  withAccount(
    (heard) => token(heard) ?? { errcode: 0 },
    async (url, heard) => {
      const carrier = open(url)
      await carrier.send(outgoing)
      await carrier.send(outgoing)
      assert.deepEqual(
        heard.map(({ path }) => path.split('?')[0]),
        ['/cgi-bin/stable_token', '/cgi-bin/message/template/send', '/cgi-bin/message/template/send'],
        'one token for both',
      )
      const { data, ...rest } = heard[1]!.body as { data: Record<string, { value: string }> }
      assert.deepEqual(rest, { touser: 'openid', template_id: 't', client_msg_id: '0198' })
      assert.deepEqual(data.thing2, { value: '文昌社区' })
      assert.equal(data.thing1?.value.length, 20)
      assert.equal(data.time3?.value, '2026年11月22日 10:00')
    },
  ))

test('a token that is over is asked for anew, once', () => {
  let refused = 0
  return withAccount(
    (heard) => token(heard) ?? { errcode: refused++ === 0 ? 42001 : 0 },
    async (url, heard) => {
      await open(url).send(outgoing)
      assert.equal(heard.length, 4)
    },
  )
})

test('a token that is never taken is a fault for later, not for ever', () =>
  withAccount(
    (heard) => token(heard) ?? { errcode: 40001 },
    async (url, heard) => {
      await assert.rejects(open(url).send(outgoing), (error) => !(error instanceof Undeliverable))
      assert.equal(heard.length, 4)
    },
  ))

test('two hours later the token is asked for again', () => {
  let now = new Date('2026-11-22T02:00:00Z')
  return withAccount(
    (heard) => token(heard) ?? { errcode: 0 },
    async (url, heard) => {
      const carrier = open(url, () => now)
      await carrier.send(outgoing)
      now = new Date('2026-11-22T03:54:00Z')
      await carrier.send(outgoing)
      now = new Date('2026-11-22T03:56:00Z')
      await carrier.send(outgoing)
      assert.equal(heard.filter(({ path }) => path.includes('stable_token')).length, 2)
    },
  )
})

for (const [errcode, lasting] of [
  [43004, true],
  [40003, true],
  [47003, true],
  [45009, false],
  [-1, false],
] as const)
  test(`${errcode} is tried ${lasting ? 'no more' : 'again later'}`, () =>
    withAccount(
      (heard) => token(heard) ?? { errcode },
      async (url) => {
        await assert.rejects(open(url).send(outgoing), (error: Error) => {
          assert.equal(error instanceof Undeliverable, lasting)
          if (error instanceof Undeliverable) assert.equal(error.reason, `wechat-${errcode}`)
          assert.ok(!error.message.includes('openid') && !error.message.includes('s='))
          return true
        })
      },
    ))

test('a gateway in between that answers with anything else is tried again later', () =>
  withAccount(
    (heard) => token(heard) ?? 502,
    async (url) => {
      await assert.rejects(open(url).send(outgoing), (error) => !(error instanceof Undeliverable))
    },
  ))

test('her browser is sent to the account with nothing of her; who she is comes back for a code that is good once', () =>
  withAccount(
    ({ path }) => (path.includes('code=right') ? { openid: 'o-1', access_token: 'x' } : { errcode: 40029 }),
    async (url, heard) => {
      const { meeting } = open(url)
      const asked = new URL(meeting!.ask.replace('{backTo}', encodeURIComponent('https://linli.example/doorstep/own/1/channel')))
      assert.deepEqual(
        [asked.origin, asked.searchParams.get('appid'), asked.searchParams.get('scope'), asked.hash],
        ['https://open.weixin.qq.com', 'wx1', 'snsapi_base', '#wechat_redirect'],
      )
      assert.equal(asked.searchParams.get('redirect_uri'), 'https://linli.example/doorstep/own/1/channel')
      assert.equal(await meeting!.whoIs('right'), 'o-1')
      assert.match(heard[0]!.path, /^\/sns\/oauth2\/access_token\?appid=wx1&secret=s&code=right&grant_type=authorization_code$/)
      await assert.rejects(meeting!.whoIs('wrong'), { reason: 'wechat-40029' })
    },
  ))

test('without its name the account is not offered; half set up it does not start', () => {
  assert.equal(readWechat({}), undefined)
  for (const wrong of [
    { LINLI_WECHAT_SECRET: '' },
    { LINLI_WECHAT_TEMPLATE: '' },
    { LINLI_WECHAT_FIELDS: '{' },
    { LINLI_WECHAT_FIELDS: '{}' },
    { LINLI_WECHAT_FIELDS: '{"thing1":"name"}' },
    { LINLI_WECHAT_LINK: 'linli' },
  ])
    assert.throws(() => readWechat({ ...env, ...wrong }), { code: 'wechat-settings' })
})
