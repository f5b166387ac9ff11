/** A telephone that is nobody's yet: which street she belongs to, and who she is. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { readOwnBindings } from '#ground/residents/contract.ts'
import { ClaimForm } from '#ground/residents/screens/claim-form.tsx'
import { listOwnStreets } from '#kernel/access/contract.ts'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { Foot } from '#kit/foot.tsx'
import { Icon } from '#kit/icon.tsx'
import { Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { refusalOf } from '#kit/refusal.ts'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useRead } from '#kit/use-data.ts'
import { useSession } from '#web/shared/session.ts'
import { HOME } from './paths.ts'

export function Screen() {
  const { session } = useSession()
  return session.street === undefined ? <ChooseStreet /> : <SayWho />
}

function ChooseStreet() {
  const text = useText()
  const { hold } = useSession()
  const { tellRefusal } = useTell()
  const read = useRead('streets', (signal) => call(listOwnStreets, {}, { signal }), 'once')
  const choose = (street: number) => hold.changeStreet(street).catch((thrown: unknown) => tellRefusal(refusalOf(thrown)))
  const streets = read.reply?.data.streets
  const only = streets?.length === 1 ? streets[0]!.street : undefined
  useEffect(() => {
    if (only !== undefined) void choose(only)
  }, [only])
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!streets || only !== undefined) return null
  if (streets.length === 0)
    return (
      <Page title={text.say('own-claim.no-street')}>
        <p>{text.say('own-claim.no-street-lead')}</p>
      </Page>
    )
  return (
    <Page title={text.say('own-claim.street')} lead={text.say('own-claim.street-lead')}>
      <ul class="ways ways-foot">
        {streets.map(({ street, name }) => (
          <li key={street}>
            <button type="button" class="way" data-tone="plain" onClick={() => choose(street)}>
              <Icon name="building" />
              <span class="way-words">{name}</span>
            </button>
          </li>
        ))}
      </ul>
    </Page>
  )
}

function SayWho() {
  const text = useText()
  const { session, hold } = useSession()
  const { route } = useLocation()
  const known = session.persons.length > 0
  const bound = useRef(false)
  // The session says it anew, then there is something to show.
  useEffect(() => {
    if (bound.current) route(HOME, true)
  }, [session, route])
  const read = useRead('bindings', (signal) => call(readOwnBindings, {}, { signal }))
  const [anew, setAnew] = useState(false)
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return null
  const done = (state: 'bound' | 'waiting') => {
    if (state === 'bound') {
      bound.current = true
      return hold.ask()
    }
    setAnew(false)
    read.reload()
  }
  const { waiting, tail } = read.reply.data
  if (waiting.length > 0 && !anew)
    return (
      <Page title={text.say('own-claim.waiting')} lead={text.say('own-claim.waiting-lead', { tail })}>
        <p>{text.say('own-claim.waiting-next')}</p>
        <Foot>
          <Button tone="quiet" onPress={() => setAnew(true)}>
            {text.say('own-claim.anew')}
          </Button>
          <Button tone="primary" onPress={hold.ask}>
            {text.say('own-claim.look')}
          </Button>
        </Foot>
      </Page>
    )
  return (
    <Page title={text.say('own-claim.title')} lead={text.say('own-claim.lead')}>
      <ClaimForm
        onDone={done}
        back={
          anew ? (
            <Button tone="quiet" onPress={() => setAnew(false)}>
              {text.say('doorstep.back')}
            </Button>
          ) : known ? (
            <LinkButton tone="quiet" href="/doorstep/me">
              {text.say('doorstep.back')}
            </LinkButton>
          ) : (
            <Button tone="quiet" onPress={() => hold.leave()}>
              {text.say('face.sign-out')}
            </Button>
          )
        }
      />
    </Page>
  )
}
