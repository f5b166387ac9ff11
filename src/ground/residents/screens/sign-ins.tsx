/** On a person's page: who signs in for her, which claims wait for her card, which letters went out, who may act for her. */
import { useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { UnreadNote } from '#kit/unread-note.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { decideClaim, endLetter, readSignIns } from '../contract.ts'
import { BindDialog } from './bind-dialog.tsx'
import { EndPhoneDialog } from './end-phone-dialog.tsx'
import { LetterDialog } from './letter-dialog.tsx'
import { MandateDialog } from './mandate-dialog.tsx'
import { Mandates } from './mandates.tsx'
import './sign-ins.css'

export type SignInsData = OutputOf<typeof readSignIns>
type Opened = 'bind' | 'letter' | 'helper' | 'guardian' | { ending: SignInsData['bindings'][number] }

const OWN_AGE = 14
const FULL_AGE = 18

export function SignIns({ person }: { person: string }) {
  const text = useText()
  const read = useRead(person, (signal) => call(readSignIns, { id: person }, { signal }))
  const [opened, setOpened] = useState<Opened>()
  const data = read.reply?.data
  const may = read.reply?.may.includes('resident.bind') ?? false
  const shut = () => setOpened(undefined)
  const dialog = { person, name: data?.name ?? '', onClose: shut, onDone: read.reload }
  const age = data?.age ?? FULL_AGE
  return (
    <Section
      title={text.say('sign-in.title')}
      actions={
        may &&
        data && (
          <>
            {age < FULL_AGE && <Button onPress={() => setOpened('guardian')}>{text.say('mandate.guardian-add')}</Button>}
            <Button onPress={() => setOpened('helper')}>{text.say('mandate.add')}</Button>
            <Button onPress={() => setOpened('letter')}>{text.say('letter.issue')}</Button>
            {age >= OWN_AGE && <Button onPress={() => setOpened('bind')}>{text.say('sign-in.bind')}</Button>}
          </>
        )
      }
    >
      {read.refusal && <UnreadNote refusal={read.refusal} onRetry={read.reload} />}
      {data && (
        <div class="sign-ins">
          <p class="quiet small">{text.say('sign-in.lead')}</p>
          {data.claims.map((claim) => (
            <Claim key={claim.id} claim={claim} may={may} onDone={read.reload} />
          ))}
          {age < OWN_AGE && <p class="quiet">{text.say('sign-in.under-14', { age })}</p>}
          {(age >= OWN_AGE || data.bindings.length > 0) && <Phones data={data} may={may} onEnd={(ending) => setOpened({ ending })} />}
          <Mandates mandates={data.mandates} may={may} onDone={read.reload} />
          <Letters letters={data.letters} may={may} onDone={read.reload} />
        </div>
      )}
      {opened === 'bind' && <BindDialog {...dialog} />}
      {opened === 'letter' && <LetterDialog {...dialog} />}
      {data && (opened === 'helper' || opened === 'guardian') && <MandateDialog {...dialog} kind={opened} grownUps={data.grownUps} />}
      {typeof opened === 'object' && <EndPhoneDialog {...dialog} phone={opened.ending} />}
    </Section>
  )
}

type ClaimProps = { claim: SignInsData['claims'][number]; may: boolean; onDone: () => void }

/** The card is in the clerk's hand, or it is not she. */
function Claim({ claim, may, onDone }: ClaimProps) {
  const text = useText()
  const { tell } = useTell()
  const act = useDo((hers: boolean, options) => call(decideClaim, { id: claim.id, hers }, options))
  const decide = async (hers: boolean) => {
    if (!(await act.run(hers))) return
    tell({ text: text.say(hers ? 'claim.confirmed' : 'claim.refused') })
    onDone()
  }
  return (
    <div class="claim">
      <p>{text.say('claim.waiting', { tail: claim.tail, day: text.moment(claim.at, 'short') })}</p>
      {act.refusal && <ProblemNote refusal={act.refusal} />}
      {may && (
        <div class="row">
          <Button size="small" tone="primary" busy={act.busy} onPress={() => decide(true)}>
            {text.say('claim.hers')}
          </Button>
          <Button size="small" busy={act.busy} onPress={() => decide(false)}>
            {text.say('claim.not-hers')}
          </Button>
        </div>
      )}
    </div>
  )
}

type PhonesProps = { data: SignInsData; may: boolean; onEnd: (phone: SignInsData['bindings'][number]) => void }

function Phones({ data, may, onEnd }: PhonesProps) {
  const text = useText()
  const open = data.bindings.filter(({ ended }) => !ended)
  const past = data.bindings.filter(({ ended }) => ended)
  const line = (phone: SignInsData['bindings'][number]) => (
    <>
      <strong class="tail">{text.say('sign-in.tail', { tail: phone.tail })}</strong>
      <span class="quiet">
        {text.say(`sign-in.how.${phone.how}`)}{' '}
        {phone.by ? text.say('sign-in.by', { day: text.moment(phone.at, 'short'), who: phone.by }) : text.moment(phone.at, 'short')}
      </span>
    </>
  )
  return (
    <div>
      <h3>{text.say('sign-in.phones')}</h3>
      {open.length === 0 && <p class="quiet">{text.say('sign-in.no-phones')}</p>}
      <ul class="sign-in-list">
        {open.map((phone) => (
          <li key={phone.id}>
            {line(phone)}
            {may && (
              <Button size="small" onPress={() => onEnd(phone)}>
                {text.say('sign-in.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {past.length > 0 && (
        <details>
          <summary class="quiet small">{text.say('sign-in.past', { n: past.length })}</summary>
          <ul class="sign-in-list">
            {past.map((phone) => (
              <li key={phone.id}>
                {line(phone)}
                <span class="quiet">{text.say('sign-in.ended', { day: text.moment(phone.ended!, 'short') })}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

type LettersProps = { letters: SignInsData['letters']; may: boolean; onDone: () => void }

function Letters({ letters, may, onDone }: LettersProps) {
  const text = useText()
  const act = useDo((id: string, options) => call(endLetter, { id }, options))
  if (letters.length === 0) return null
  const end = async (id: string) => {
    if (await act.run(id)) onDone()
  }
  return (
    <div>
      <h3>{text.say('letter.title')}</h3>
      {act.refusal && <ProblemNote refusal={act.refusal} />}
      <ul class="sign-in-list">
        {letters.map(({ id, at, until, state }) => (
          <li key={id}>
            <span class={state === 'open' ? undefined : 'quiet'}>
              {text.say(`letter.state.${state}`, { day: text.moment(at, 'short'), until: text.moment(until, 'short') })}
            </span>
            {may && state === 'open' && (
              <Button size="small" busy={act.busy} onPress={() => end(id)}>
                {text.say('letter.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
