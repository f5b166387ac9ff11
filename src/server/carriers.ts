/** What takes notices out of this house: what was set up, and in the demo town messages to whoever started it. Anything else is not offered. */
import { type Carriers, overSms } from '#kernel/carriers/carrier.ts'
import { readWechat, wechatCarrier } from '#kernel/carriers/wechat.ts'
import type { Sms } from '#kernel/sms/sms.ts'

/** @throws StartFailure wechat-settings */
export function openCarriers(env: NodeJS.ProcessEnv, sms: Sms): Carriers {
  const wechat = readWechat(env)
  const hasMessages = env.LINLI_SMS_URL !== undefined || env.LINLI_DEMO !== '0'
  return { ...(hasMessages ? { sms: overSms(sms) } : {}), ...(wechat ? { wechat: wechatCarrier(wechat) } : {}) }
}
