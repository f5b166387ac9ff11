/**
 * Messages over an HTTP gateway: one signed POST for each. Providers differ; the gateway, or a few lines in front of it, turns this into theirs
 * (docs/operations.md). Nothing of a message is written to a log: what failed says its status only.
 */
import { createHmac } from 'node:crypto'
import { Problem } from '#base/problem.ts'
import { StartFailure } from '../db/failures.ts'
import { newId } from '../log/id.ts'
import type { Sms } from './sms.ts'

export type GatewaySettings = { url: string; template?: string; secret: string; headers: Record<string, string> }

const PATIENCE_MS = 10_000

/**
 * LINLI_SMS_URL, LINLI_SMS_SECRET, and where the provider wants them LINLI_SMS_TEMPLATE and LINLI_SMS_HEADERS (JSON).
 * @throws StartFailure sms-settings
 */
export function readGateway(env: NodeJS.ProcessEnv): GatewaySettings | undefined {
  if (!env.LINLI_SMS_URL) return undefined
  const { LINLI_SMS_URL: url, LINLI_SMS_TEMPLATE: template, LINLI_SMS_SECRET: secret, LINLI_SMS_HEADERS: more } = env
  const headers = parseHeaders(more)
  const spoken = URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol)
  if (!spoken || !headers || !secret || secret.length < 16) throw new StartFailure('sms-settings')
  return { url, secret, headers, ...(template ? { template } : {}) }
}

function parseHeaders(text: string | undefined): Record<string, string> | undefined {
  if (!text) return {}
  try {
    const headers: unknown = JSON.parse(text)
    const plain = typeof headers === 'object' && headers !== null && Object.values(headers).every((value) => typeof value === 'string')
    return plain ? (headers as Record<string, string>) : undefined
  } catch {
    return undefined
  }
}

/** @param log what failed, without number or text */
export function gatewaySms(settings: GatewaySettings, log: (reason: string) => void, now: () => Date = () => new Date()): Sms {
  const { url, template, secret, headers } = settings
  return {
    send: async ({ to, text, id = newId() }) => {
      const body = JSON.stringify({ id, to, text, ...(template ? { template } : {}) })
      const at = now().toISOString()
      const signature = createHmac('sha256', secret).update(`${at}\n${body}`).digest('hex')
      const reason = await post(url, { ...headers, 'linli-at': at, 'linli-signature': signature }, body)
      if (reason === undefined) return
      log(reason)
      throw new Problem('sms.failed')
    },
  }
}

/** Why it was not taken over, if so. */
async function post(url: string, headers: Record<string, string>, body: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    await response.body?.cancel()
    return response.ok ? undefined : `status ${response.status}`
  } catch (error) {
    return (error as Error).name
  }
}
