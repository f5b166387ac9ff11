import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Channel, Choice, Urgency } from './contract.ts'
import { afterFailure, afterQuiet, channelFor, nextMidnight, noChoice, possibleChannels, QUIET, whenMaySend } from './rules.ts'

const at = (local: string) => new Date(`${local}+08:00`)
const none = { ordinary: 0, urgent: 0 }

test('in the evening a message waits for eight in the morning, in the small hours for the same morning', () => {
  assert.deepEqual(afterQuiet(QUIET, at('2026-11-22T20:59:59')), at('2026-11-22T20:59:59'))
  assert.deepEqual(afterQuiet(QUIET, at('2026-11-22T21:00')), at('2026-11-23T08:00'))
  assert.deepEqual(afterQuiet(QUIET, at('2026-12-31T23:59')), at('2027-01-01T08:00'))
  assert.deepEqual(afterQuiet(QUIET, at('2026-11-23T00:00')), at('2026-11-23T08:00'))
  assert.deepEqual(afterQuiet(QUIET, at('2026-11-23T08:00')), at('2026-11-23T08:00'))
})

test('the second of a day waits for the next morning; who wants each by itself gets three', () => {
  const ten = at('2026-11-22T10:00')
  assert.deepEqual(whenMaySend(undefined, noChoice, none, ten), ten)
  assert.deepEqual(whenMaySend(undefined, noChoice, { ordinary: 1, urgent: 0 }, ten), at('2026-11-23T08:00'))
  const each: Choice = { ...noChoice, digest: false }
  assert.deepEqual(whenMaySend(undefined, each, { ordinary: 2, urgent: 0 }, ten), ten)
  assert.deepEqual(whenMaySend(undefined, each, { ordinary: 3, urgent: 0 }, ten), at('2026-11-23T08:00'))
})

test('an urgent one comes beside the ordinary one; only danger to life comes in the night', () => {
  const night = at('2026-11-22T23:00')
  const sent = { ordinary: 1, urgent: 0 }
  assert.deepEqual(whenMaySend('deadline', noChoice, sent, at('2026-11-22T12:00')), at('2026-11-22T12:00'))
  assert.deepEqual(whenMaySend('deadline', noChoice, sent, night), at('2026-11-23T08:00'))
  assert.deepEqual(whenMaySend('account', noChoice, sent, night), at('2026-11-23T08:00'))
  assert.deepEqual(whenMaySend('life', noChoice, sent, night), night)
})

const moment = fc.integer({ min: Date.UTC(2026, 0, 1) / 1000, max: Date.UTC(2028, 0, 1) / 1000 }).map((seconds) => new Date(seconds * 1000))
const minute = fc.integer({ min: 0, max: 1439 })
const quiet = fc.option(fc.record({ from: minute, to: minute }))
const urgency = fc.constantFrom<Urgency | undefined>(undefined, 'life', 'deadline', 'account')

const minuteOf = (when: Date) => {
  const local = new Date(when.getTime() + 8 * 3_600_000)
  return local.getUTCHours() * 60 + local.getUTCMinutes()
}

test('whatever her hours: never earlier than now, never within them, never later than they end', () => {
  fc.assert(
    fc.property(fc.record({ from: minute, to: minute }), moment, (hours, now) => {
      const when = afterQuiet(hours, now)
      assert.ok(when >= now)
      assert.ok(when.getTime() - now.getTime() <= 86_400_000)
      const m = minuteOf(when)
      const inside = hours.from <= hours.to ? m >= hours.from && m < hours.to : m >= hours.from || m < hours.to
      assert.ok(!inside, `${m} lies in ${hours.from}–${hours.to}`)
      assert.deepEqual(afterQuiet(hours, when), when)
    }),
  )
})

test('a day of tells, whenever they come: no day holds more ordinary messages than she wants, none is lost, order stays', () => {
  fc.assert(
    fc.property(fc.array(moment, { minLength: 1, maxLength: 20 }), quiet, fc.boolean(), urgency, (moments, hours, digest, urgent) => {
      const choice: Choice = { ...noChoice, quiet: hours, digest }
      const perDay = new Map<number, number>()
      const most = urgent ? 5 : digest ? 1 : 3
      let before = new Date(0)
      for (const now of [...moments].sort((a, b) => a.getTime() - b.getTime())) {
        // As the postman does: asks again at the moment he was told, until that moment is now.
        let when = now > before ? now : before
        for (let turn = 0; ; turn += 1) {
          assert.ok(turn < 40, 'it goes some day')
          const day = nextMidnight(when).getTime()
          const sent = perDay.get(day) ?? 0
          const may = whenMaySend(urgent, choice, urgent ? { ordinary: 9, urgent: sent } : { ordinary: sent, urgent: 9 }, when)
          assert.ok(may >= when)
          if (may.getTime() === when.getTime()) break
          when = may
        }
        perDay.set(nextMidnight(when).getTime(), (perDay.get(nextMidnight(when).getTime()) ?? 0) + 1)
        assert.ok(when >= before)
        before = when
      }
      for (const count of perDay.values()) assert.ok(count <= most)
      assert.equal(
        [...perDay.values()].reduce((a, b) => a + b, 0),
        moments.length,
      )
    }),
  )
})

const all = new Set<Channel>(['app', 'sms', 'wechat', 'call', 'letter'])
const reach = { app: false, mobile: false, telephone: false, wechat: false, door: false }

test('her own channel wins where it is open; without a telephone it is a letter; without a door the voice; otherwise nothing', () => {
  const with_ = (more: Partial<typeof reach>, offered = all) => possibleChannels({ ...reach, ...more }, offered)
  const everything = with_({ app: true, mobile: true, telephone: true, wechat: true, door: true })
  for (const channel of all) assert.equal(channelFor({ ...noChoice, channel }, everything, undefined), channel)
  assert.equal(channelFor(noChoice, everything, undefined), 'sms')
  assert.equal(channelFor(noChoice, with_({ door: true }), undefined), 'letter')
  assert.equal(channelFor(noChoice, with_({ telephone: true, door: true }), undefined), 'letter')
  assert.equal(channelFor(noChoice, with_({ telephone: true, door: true }), 'life'), 'call')
  assert.equal(channelFor(noChoice, with_({ telephone: true }), undefined), 'call')
  assert.equal(channelFor(noChoice, with_({}), undefined), undefined)
  assert.equal(
    channelFor(
      { ...noChoice, channel: 'sms' },
      with_({ mobile: true, telephone: true, door: true }, new Set<Channel>(['letter', 'call'])),
      undefined,
    ),
    'letter',
  )
})

test('nobody is told by the inbox alone unless she asked for it', () => {
  assert.equal(channelFor(noChoice, possibleChannels({ ...reach, app: true }, all), undefined), undefined)
})

test('each way is given up once: whatever was tried is never chosen again, and there is an end', () => {
  fc.assert(
    fc.property(
      fc.record({ app: fc.boolean(), mobile: fc.boolean(), telephone: fc.boolean(), wechat: fc.boolean(), door: fc.boolean() }),
      fc.option(fc.constantFrom(...all)),
      urgency,
      (known, channel, urgent) => {
        const possible = possibleChannels(known, all)
        const tried = new Set<Channel>()
        for (;;) {
          const next = channelFor({ ...noChoice, channel }, possible, urgent, tried)
          if (!next) break
          assert.ok(possible.includes(next) && !tried.has(next))
          tried.add(next)
        }
        assert.ok(tried.size <= 5)
      },
    ),
  )
})

test('a gateway that fails is asked again after 1, 5, 30 and 120 minutes, then another way is taken; a refusal that stays takes it at once', () => {
  const now = at('2026-11-22T10:00')
  const minutes = [1, 2, 3, 4].map((tries) => {
    const next = afterFailure(tries, false, now)
    return next === 'another' ? next : (next.againAt.getTime() - now.getTime()) / 60_000
  })
  assert.deepEqual(minutes, [1, 5, 30, 120])
  assert.equal(afterFailure(5, false, now), 'another')
  assert.equal(afterFailure(1, true, now), 'another')
})
