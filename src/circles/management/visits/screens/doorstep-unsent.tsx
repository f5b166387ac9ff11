/** What was captured on this phone and is not settled with the house: what waits, and what came back, with what to do about it. */
import { useContext, useEffect, useState } from 'preact/hooks'
import { Button, LinkButton } from '#kit/button.tsx'
import { Foot } from '#kit/foot.tsx'
import { KeepContext, OutgoingContext } from '#kit/outbox/context.ts'
import type { Keep } from '#kit/outbox/keep.ts'
import type { Held } from '#kit/outbox/shapes.ts'
import { stateOf } from '#kit/outbox/state.ts'
import { EmptyState, Page } from '#kit/page.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import type { Body } from './capture.ts'
import type { Due } from './due.ts'
import { dropSaid, findRound, type Round } from './kept-round.ts'
import './doorstep.css'

type Shown = { held: Held[]; rounds: ReadonlyMap<string, Round> }

export function Screen() {
  const text = useText()
  const keep = useContext(KeepContext)
  const outgoing = useContext(OutgoingContext)
  const shown = useHeld(keep)
  const foot = (
    <Foot>
      <LinkButton href="/doorstep">{text.say('door.back')}</LinkButton>
      {outgoing && outgoing.waiting > 0 && (
        <Button tone="primary" busy={outgoing.carrying} onPress={outgoing.carry}>
          {text.say('unsent.now')}
        </Button>
      )}
    </Foot>
  )
  if (!keep)
    return (
      <Page title={text.say('unsent.title')}>
        <EmptyState
          icon="lock"
          title={text.say('unsent.shut')}
          actions={<LinkButton href="/doorstep/pin">{text.say('pin.open-title')}</LinkButton>}
        />
        {foot}
      </Page>
    )
  if (!shown) return null
  const back = shown.held.filter(({ answer }) => answer)
  const waiting = shown.held.filter(({ answer }) => !answer)
  return (
    <Page title={text.say('unsent.title')} lead={outgoing && text.say(`unsent.state.${stateOf(outgoing)}`)}>
      {outgoing?.handedAt !== undefined && (
        <p class="quiet">{text.say('unsent.handed', { at: text.moment(new Date(outgoing.handedAt).toISOString()) })}</p>
      )}
      {shown.held.length === 0 && <EmptyState icon="check" title={text.say('unsent.none')} />}
      {[
        ['unsent.back', back],
        ['unsent.waits', waiting],
      ].map(
        ([say, list]) =>
          list!.length > 0 && (
            <section key={say as string} class="unsent">
              <h2>{text.say(say as string, { n: list!.length })}</h2>
              <ul class="walks">
                {(list as Held[]).map((held) => (
                  <HeldCard key={held.item.id} held={held} round={shown.rounds.get((held.item.body as Body).round)} keep={keep} />
                ))}
              </ul>
            </section>
          ),
      )}
      {foot}
    </Page>
  )
}

function useHeld(keep: Keep | undefined): Shown | undefined {
  const [shown, setShown] = useState<Shown>()
  useEffect(() => {
    if (!keep) return
    let wanted = true
    const show = async () => {
      const held = await keep.list()
      const rounds = new Map<string, Round>()
      for (const id of new Set(held.map(({ item }) => (item.body as Body).round))) {
        const found = await findRound(keep, id)
        if (found) rounds.set(id, found.round)
      }
      if (wanted) setShown({ held, rounds })
    }
    void show()
    const stop = keep.onChange(() => void show())
    return () => {
      wanted = false
      stop()
    }
  }, [keep])
  return shown
}

function HeldCard({ held, round, keep }: { held: Held; round: Round | undefined; keep: Keep }) {
  const text = useText()
  const { tell } = useTell()
  const { item, answer, tried } = held
  const body = item.body as Body
  const door = round?.list.find(({ dwelling }) => dwelling === body.dwelling)
  const contact = door?.contacts?.find(({ matter }) => matter === body.contact?.matter)
  const who = contact ?? door?.parties.find(({ subject }) => subject === body.subject)
  const drop = async (work: () => Promise<unknown>) => {
    await work()
    await dropSaid(keep, body.round, item.id)
  }
  const takeBack = async () => {
    // Once on its way it may have arrived: what is to be different is said anew.
    if (await keep.retract(item.id)) await dropSaid(keep, body.round, item.id)
    else tell({ text: text.say('unsent.on-its-way'), tone: 'problem' })
  }
  return (
    <li class="card unsent-card">
      <h3>{[door?.label ?? text.say('unsent.some-door'), who?.name].filter(Boolean).join(' · ')}</h3>
      <p>{body.contact ? sayContact(body.contact, contact, text) : sayBody(body, round, text)}</p>
      <p class="quiet">{text.say('unsent.at', { at: text.moment(item.capturedAt) })}</p>
      {answer?.outcome === 'accepted' && answer.code && <p>{text.say(answer.code)}</p>}
      {answer && answer.outcome !== 'accepted' && (
        <p>
          <Tag tone={answer.outcome === 'refused' ? 'late' : 'conflict'}>{text.say(`unsent.became.${answer.outcome}`)}</Tag>{' '}
          {text.say(answer.outcome === 'refused' ? answer.code : `unsent.do.${answer.outcome}`)}
        </p>
      )}
      <div class="row unsent-ways">
        {answer?.outcome === 'conflict' && <LinkButton href="/doorstep/rounds/looking">{text.say('unsent.check')}</LinkButton>}
        {answer?.outcome === 'refused' && <Button onPress={() => keep.resend(item.id)}>{text.say('unsent.again')}</Button>}
        {answer?.outcome === 'refused' && door && (
          <LinkButton href={`/doorstep/rounds/${body.round}?door=${body.dwelling}`}>{text.say('unsent.anew')}</LinkButton>
        )}
        {answer && (
          <Button tone="quiet" onPress={() => (answer.outcome === 'refused' ? drop(() => keep.dismiss(item.id)) : keep.dismiss(item.id))}>
            {text.say(answer.outcome === 'refused' ? 'unsent.give-up' : 'unsent.seen')}
          </Button>
        )}
        {!answer && !tried && (
          <Button tone="quiet" onPress={takeBack}>
            {text.say('unsent.take-back')}
          </Button>
        )}
      </div>
    </li>
  )
}

function sayContact(
  { outcome, answers = {} }: NonNullable<Body['contact']>,
  due: Due | undefined,
  text: ReturnType<typeof useText>,
): string {
  const wishes = (due?.questions ?? []).flatMap(({ id, label, choices }) => {
    const codes = [answers[id]].flat().filter((one) => one !== undefined)
    const said = codes.map((code) => choices.find((choice) => choice.code === code)?.[text.language] ?? String(code))
    return said.length > 0 ? [text.say('looking.answer', { name: label[text.language], value: said.join(text.say('rounds.comma')) })] : []
  })
  return [text.say(`contact.said.${outcome}`), ...wishes].join(text.say('rounds.semicolon'))
}

/** What was said, as far as this phone knows the words for it. */
function sayBody(body: Body, round: Round | undefined, text: ReturnType<typeof useText>): string {
  if (body.kind === 'visit') {
    const when = body.comeBackAt ? ` ${text.moment(body.comeBackAt, 'short')}` : ''
    return text.say(`rounds.box.${body.outcome}`) + when
  }
  const nameOf = (id: string) =>
    round?.elements.find((element) => element.id === id)?.label[text.language] ?? text.say('unsent.some-question')
  const list = (parts: string[]) => parts.join(text.say('rounds.semicolon'))
  if (body.kind === 'refusal') return text.say('unsent.declined', { what: list((body.elements ?? []).map(nameOf)) })
  return list(
    (body.answers ?? []).map(({ element, value, still }) =>
      text.say('looking.answer', { name: nameOf(element), value: sayValue(element, value, still) }),
    ),
  )

  function sayValue(id: string, value: unknown, still: boolean | undefined): string {
    if (still) return text.say('looking.still')
    if (value === null) return text.say('looking.nothing')
    if (typeof value === 'boolean') return text.say(value ? 'ask.yes' : 'ask.no')
    const codes = round?.codes.find(({ id: one }) => one === round.elements.find((element) => element.id === id)?.codes)
    const name = (code: unknown) => codes?.entries.find((entry) => entry.code === code)?.[text.language] ?? String(code)
    return Array.isArray(value) ? value.map(name).join(text.say('rounds.comma')) : name(value)
  }
}
