/** To be told through the community's official account: the account says who she is, and nothing else of her. */
import { useEffect, useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { newKey } from '#kit/idempotency.ts'
import { ProblemNote } from '#kit/problem-note.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo } from '#kit/use-data.ts'
import { leaveWechat, meetWechat } from '../own/contract.ts'

export type WechatProps = {
  person: string
  met: boolean
  /** Where her browser asks, with `{backTo}` and `{state}`. */
  ask: string
  /** What the account gave her browser on the way back: `code` and `state`. */
  query: Record<string, string>
  onDone: () => void
}

const BEGUN = 'linli.wechat'

/** Only its own browser comes back with a code. */
const isInside = () => /MicroMessenger/i.test(navigator.userAgent)

export function Wechat({ person, met, ask, query, onDone }: WechatProps) {
  const text = useText()
  const { tell } = useTell()
  const { route, path } = useLocation()
  const meet = useDo((given: string, options) => call(meetWechat, { person, code: given }, options))
  const leave = useDo((whose: string, options) => call(leaveWechat, { person: whose }, options))
  const used = useRef<string>(undefined)
  useEffect(() => {
    const { code } = query
    if (!code || used.current === code) return
    used.current = code
    // Only what this very page began: a code that somebody else put into a link would let his account read her notices.
    if (query.state !== sessionStorage.getItem(BEGUN)) return route(path, true)
    sessionStorage.removeItem(BEGUN)
    meet.run(code).then((reply) => {
      // The code is good once: the address without it is what a reload asks for.
      route(path, true)
      if (!reply) return
      tell({ text: text.say('own-channel.wechat-met') })
      onDone()
    })
  }, [query.code])
  const go = () => {
    const state = newKey()
    sessionStorage.setItem(BEGUN, state)
    const backTo = encodeURIComponent(`${window.location.origin}${path}`)
    window.location.assign(ask.replace('{backTo}', backTo).replace('{state}', encodeURIComponent(state)))
  }
  const forget = async () => {
    if (await leave.run(person)) onDone()
  }
  const refusal = meet.refusal ?? leave.refusal
  return (
    <section class="own-announcement">
      <p>{text.say(met ? 'own-channel.wechat-yes' : isInside() ? 'own-channel.wechat-no' : 'own-channel.wechat-outside')}</p>
      {refusal && <ProblemNote refusal={refusal} />}
      {met ? (
        <Button busy={leave.busy} onPress={forget}>
          {text.say('own-channel.wechat-leave')}
        </Button>
      ) : (
        isInside() && (
          <Button busy={meet.busy} onPress={go}>
            {text.say('own-channel.wechat-meet')}
          </Button>
        )
      )}
    </section>
  )
}
