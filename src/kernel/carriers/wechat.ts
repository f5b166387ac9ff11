/**
 * Template messages of a WeChat official account (developers.weixin.qq.com: sendTemplateMessage, getStableAccessToken). A template has named fields with
 * a type in front of their number; what goes into which is configured. Since May 2023 a field shows twenty characters, and no first line or remark is
 * shown, so only the short words go there, and none of the reader's own.
 */
import { clip } from '#base/values/clip.ts'
import { StartFailure } from '../db/failures.ts'
import { type Carrier, type Outgoing, Undeliverable } from './carrier.ts'

const parts = ['short', 'sign', 'at'] as const
type Part = (typeof parts)[number]

export type WechatSettings = {
  url: string
  /** Where browsers are sent to be known. */
  page: string
  app: string
  secret: string
  template: string
  /** `{ thing1: 'short', thing2: 'sign', time3: 'at' }` */
  fields: Record<string, Part>
  /** Opened when the message is touched. */
  link?: string
}

const ADDRESS = 'https://api.weixin.qq.com'
const PAGE = 'https://open.weixin.qq.com'
const usualFields = '{"thing1":"short","thing2":"sign","time3":"at"}'

/**
 * LINLI_WECHAT_APP, LINLI_WECHAT_SECRET, LINLI_WECHAT_TEMPLATE, and where they differ LINLI_WECHAT_FIELDS (JSON), LINLI_WECHAT_LINK, LINLI_WECHAT_URL.
 * Without the first, official accounts are not offered. @throws StartFailure wechat-settings
 */
export function readWechat(env: NodeJS.ProcessEnv): WechatSettings | undefined {
  if (!env.LINLI_WECHAT_APP) return undefined
  const { LINLI_WECHAT_APP: app, LINLI_WECHAT_SECRET: secret, LINLI_WECHAT_TEMPLATE: template, LINLI_WECHAT_LINK: link } = env
  const url = env.LINLI_WECHAT_URL ?? ADDRESS
  const fields = parseFields(env.LINLI_WECHAT_FIELDS ?? usualFields)
  if (!secret || !template || !fields || !URL.canParse(url) || (link && !URL.canParse(link))) throw new StartFailure('wechat-settings')
  return { url: url.replace(/\/$/, ''), page: PAGE, app, secret, template, fields, ...(link ? { link } : {}) }
}

function parseFields(text: string): Record<string, Part> | undefined {
  try {
    const fields: unknown = JSON.parse(text)
    const entries = Object.entries(fields as object)
    const right = entries.length > 0 && entries.every(([name, part]) => /^[a-z_]+\d+$/.test(name) && parts.includes(part as Part))
    return right ? (fields as Record<string, Part>) : undefined
  } catch {
    return undefined
  }
}

const PATIENCE_MS = 8000
/** A token lasts two hours; it is asked for anew a little before. */
const EARLY_MS = 5 * 60_000
/** The token is wrong or over: another is asked for, once. */
const tokenFaults = [40001, 40014, 42001]
/** Busy, or too much for this minute or day: later. Everything else stays as it is however often it is tried: 43004 she follows no longer, 47003 … */
const passing = [-1, 45009, 45011]

type Answer = { errcode?: number; access_token?: string; expires_in?: number; openid?: string }

export function wechatCarrier(settings: WechatSettings, now: () => Date = () => new Date()): Carrier {
  let token: { value: string; until: number } | undefined

  const getToken = async (): Promise<string> => {
    if (token && token.until > now().getTime()) return token.value
    const { app, secret } = settings
    const said = await post('/cgi-bin/stable_token', { grant_type: 'client_credential', appid: app, secret })
    // The account itself is set up wrongly: that is mended by the administrator, and meanwhile notices go another way.
    if (!said.access_token) throw passing.includes(said.errcode ?? 0) ? new Error('no token') : new Undeliverable(`wechat-${said.errcode}`)
    token = { value: said.access_token, until: now().getTime() + (said.expires_in ?? 7200) * 1000 - EARLY_MS }
    return token.value
  }

  const post = async (path: string, body: object): Promise<Answer> => {
    const response = await fetch(`${settings.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if (!response.ok) throw new Error(`status ${response.status}`)
    return (await response.json()) as Answer
  }

  const send = async (outgoing: Outgoing, again: boolean): Promise<void> => {
    const { template, link } = settings
    const body = {
      touser: outgoing.to,
      template_id: template,
      ...(link ? { url: link } : {}),
      data: dataOf(settings.fields, outgoing),
      // The same number again within ten minutes is not sent again.
      client_msg_id: outgoing.id,
    }
    const { errcode = 0 } = await post(`/cgi-bin/message/template/send?access_token=${encodeURIComponent(await getToken())}`, body)
    if (errcode === 0) return
    if (tokenFaults.includes(errcode) && again) {
      token = undefined
      return send(outgoing, false)
    }
    throw passing.includes(errcode) || tokenFaults.includes(errcode)
      ? new Error(`wechat ${errcode}`)
      : new Undeliverable(`wechat-${errcode}`)
  }

  return {
    send: (outgoing) => send(outgoing, true),
    meeting: {
      ask: `${settings.page}/connect/oauth2/authorize?appid=${encodeURIComponent(settings.app)}&redirect_uri={backTo}&response_type=code&scope=snsapi_base&state={state}#wechat_redirect`,
      whoIs: (code) => readReader(settings, code),
    },
  }
}

/** As the account shows it: 2026年11月30日 09:05. */
/** A code opens once, for five minutes. Only who she is to this account is asked: no name, no picture (scope `snsapi_base`). @throws Undeliverable */
async function readReader({ url, app, secret }: WechatSettings, code: string): Promise<string> {
  const query = new URLSearchParams({ appid: app, secret, code, grant_type: 'authorization_code' })
  const response = await fetch(`${url}/sns/oauth2/access_token?${query}`, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) })
  if (!response.ok) throw new Error(`status ${response.status}`)
  const said = (await response.json()) as Answer
  if (!said.openid) throw new Undeliverable(`wechat-${said.errcode}`)
  return said.openid
}

const moments = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** `thing` shows twenty characters; what is longer is refused or cut by the account, so it is cut here, at a whole character. */
function dataOf(fields: Record<string, Part>, { short, sign, at }: Outgoing): Record<string, { value: string }> {
  const values: Record<Part, string> = { short: clip(short, 20), sign: clip(sign, 20), at: moments.format(at) }
  return Object.fromEntries(Object.entries(fields).map(([name, part]) => [name, { value: values[part] }]))
}
