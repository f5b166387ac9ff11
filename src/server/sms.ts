/** Where messages to telephones go: over the gateway that is set up; in the demo town to whoever started it; otherwise nowhere, and it is said. */
import { consoleSms } from '#kernel/sms/console.ts'
import { gatewaySms, readGateway } from '#kernel/sms/gateway.ts'
import { type CountedSms, countSms, noSms, type Sms } from '#kernel/sms/sms.ts'

export type SmsParts = {
  /** Whether this house is the demo town; asked at each message, as the town may still be built. */
  isDemo: () => Promise<boolean>
  say: (line: string) => void
  log: (reason: string) => void
}

/** @throws StartFailure sms-settings */
export function openSms(env: NodeJS.ProcessEnv, { isDemo, say, log }: SmsParts): CountedSms {
  const gateway = readGateway(env)
  if (gateway) return countSms(gatewaySms(gateway, log))
  const shown = consoleSms(say)
  const inDemo: Sms = { send: async (message) => ((await isDemo()) ? shown : noSms).send(message) }
  return countSms(inDemo)
}
