/** Those who were called to the spot: how long each still has, who came and how, and what may be said of it now; of her own call at the top of the page. */
import { useEffect, useState } from 'preact/hooks'
import { Button } from '#kit/button.tsx'
import { Tag } from '#kit/tag.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { houseNow } from '#kit/today.ts'
import type { MatterView } from './acting.ts'

export type Call = MatterView['co'][number]

const SECOND_MS = 1000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

export function CalledUnits({ matter, onAct }: { matter: MatterView; onAct: (kind: string, call: Call) => void }) {
  const waited = matter.co.some((call) => dueOf(call) !== undefined)
  const now = useSeconds(waited)
  const text = useText()
  return (
    <ul class="plain-list called-list">
      {matter.co.map((call) => (
        <li key={call.party} data-late={isOver(call, now) ? '' : undefined}>
          <p class="called-name">
            <strong>{call.name}</strong>
            {call.times > 1 && <span class="small quiet">{text.say('matter.call-times', { n: call.times })}</span>}
            {call.settled && <Tag>{text.say('matter.call-settled')}</Tag>}
          </p>
          <CallStand call={call} now={now} />
          {!call.mine && call.may.length > 0 && (
            <p class="called-acts">
              {call.may.map((kind) => (
                <Button key={kind} size="small" onPress={() => onAct(kind, call)}>
                  {text.say(`matter.call-do.${kind}`)}
                </Button>
              ))}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

function CallStand({ call, now }: { call: Call; now: Date }) {
  const text = useText()
  const due = dueOf(call)
  return (
    <>
      {call.arrived && (
        <p class="small">
          {text.say('matter.arrived', { time: text.moment(call.arrived, 'short'), n: call.people ?? 0 })}
          {call.arriveBy && ` · ${text.say(call.arrived > call.arriveBy ? 'matter.call.came-late' : 'matter.call.came-in-time')}`}
        </p>
      )}
      {due && <Countdown call={call} due={due} now={now} />}
      {call.sentBack && <Tag tone="stale">{text.say('matter.call.sent-back', { time: text.moment(call.sentBack, 'short') })}</Tag>}
      {call.off && <Tag>{text.say('matter.call.off', { time: text.moment(call.off, 'short') })}</Tag>}
      {call.done && !call.verdict && <Tag>{text.say('matter.call.done', { time: text.moment(call.done, 'short') })}</Tag>}
      {call.verdict && (
        <p class="matter-signs">
          <Tag tone={call.verdict === 'good' ? 'good' : 'stale'}>{text.say(`matter.verdict.${call.verdict}`)}</Tag>
          {call.did !== null && <Tag tone={call.did ? 'good' : 'stale'}>{text.say(`matter.did.${call.did ? 'yes' : 'no'}`)}</Tag>}
        </p>
      )}
    </>
  )
}

/** The bar is what is gone of the time; the words say it, whoever cannot see the bar. */
function Countdown({ call, due, now }: { call: Call; due: Due; now: Date }) {
  const text = useText()
  const over = now > due.at
  const whole = due.at.getTime() - due.from.getTime()
  const share = over || whole <= 0 ? 1 : Math.max(0, (now.getTime() - due.from.getTime()) / whole)
  return (
    <div class="called-clock" data-late={over ? '' : undefined}>
      <span class="small">{text.say(`matter.clock.${due.what}`)}</span>
      <span role="timer" aria-label={`${call.name} ${text.say(`matter.clock.${due.what}`)}`} class="digits">
        {text.say(over ? 'matter.over-by' : 'matter.left', { time: sayTime(text, Math.abs(due.at.getTime() - now.getTime())) })}
      </span>
      <span class="called-bar" aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </span>
      <span class="small quiet digits">{text.say('matter.call.until', { time: text.moment(due.at.toISOString(), 'short') })}</span>
    </div>
  )
}

type Due = { what: 'arrive' | 'finish'; from: Date; at: Date }

function dueOf({ arrived, arriveBy, finishBy, done, sentBack, off, since }: Call): Due | undefined {
  if (done || sentBack || off) return undefined
  const from = new Date(since)
  if (!arrived && arriveBy) return { what: 'arrive', from, at: new Date(arriveBy) }
  return finishBy ? { what: 'finish', from, at: new Date(finishBy) } : undefined
}

function isOver(call: Call, now: Date): boolean {
  const due = dueOf(call)
  return due !== undefined && now > due.at
}

/** To the second within the hour, to the minute within the day. */
function sayTime(text: Text, ms: number): string {
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0')
  if (ms < HOUR_MS) return `${two(ms / MINUTE_MS)}:${two((ms % MINUTE_MS) / SECOND_MS)}`
  if (ms < DAY_MS)
    return text.say('matter.hours-minutes', { hours: Math.floor(ms / HOUR_MS), minutes: Math.floor((ms % HOUR_MS) / MINUTE_MS) })
  return text.say('matter.term.days', { n: Math.floor(ms / DAY_MS) })
}

/** By the house's clock; stands still where nobody is waited for. */
function useSeconds(runs: boolean): Date {
  const [now, setNow] = useState(houseNow)
  useEffect(() => {
    if (!runs) return
    const timer = setInterval(() => setNow(houseNow()), SECOND_MS)
    return () => clearInterval(timer)
  }, [runs])
  return now
}
