/** The whole doorstep: language, session, and which page that leads to. */
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { onApi } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Foot } from '#kit/foot.tsx'
import { Later } from '#kit/later.tsx'
import { canKeep } from '#kit/outbox/can-keep.ts'
import { KeepContext, OutgoingContext } from '#kit/outbox/context.ts'
import { Page } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import type { Language, Words } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { Boundary } from '#web/shared/broken.tsx'
import { FaceFrame } from '#web/shared/face-frame.tsx'
import type { FacePlan } from '#web/shared/face-plan.tsx'
import { findRoute, ScreenSwitch } from '#web/shared/screens.tsx'
import { HoldProvider, type Session, type SessionHold, SessionProvider, useReached, useSessionHold } from '#web/shared/session.ts'
import { Again } from './again.tsx'
import { Front } from './front.tsx'
import { HOME, WHO } from './paths.ts'
import { routes } from './routes.ts'
import { Shell } from './shell.tsx'
import { useWorking } from './use-working.ts'

const accepted = ['resident', 'staff'] as const

const plan: FacePlan = { home: HOME, routes }

export type FaceProps = { language: Language; words: Words; load: (language: Language) => Promise<Words> }

export function Face(props: FaceProps) {
  return (
    <FaceFrame plan={plan} {...props}>
      {({ onLanguage }) => <Door onLanguage={onLanguage} />}
    </FaceFrame>
  )
}

function Door({ onLanguage }: { onLanguage: (language: Language) => void }) {
  const hold = useSessionHold(accepted)
  const { state } = hold
  return (
    <HoldProvider value={hold}>
      {state.kind === 'in' ? (
        <SessionProvider value={{ session: state.session, hold }}>
          <Kept session={state.session} hold={hold}>
            <Shell session={state.session} onLanguage={onLanguage}>
              <Inside key={state.session.post?.id ?? state.session.street} session={state.session} />
            </Shell>
            <Again open={state.ended} session={state.session} />
          </Kept>
        </SessionProvider>
      ) : (
        <Shell onLanguage={onLanguage}>
          <Outside hold={hold} />
        </Shell>
      )}
    </HoldProvider>
  )
}

function Kept({ session, hold, children }: { session: Session; hold: SessionHold; children: ComponentChildren }) {
  const working = useWorking(session, hold)
  return (
    <KeepContext.Provider value={working?.keep}>
      <OutgoingContext.Provider value={working?.outgoing}>{children}</OutgoingContext.Provider>
    </KeepContext.Provider>
  )
}

function Outside({ hold }: { hold: SessionHold }) {
  const { path } = useLocation()
  if (findRoute(path, routes)?.route.open)
    return (
      <Boundary>
        <ScreenSwitch />
      </Boundary>
    )
  if (hold.state.kind === 'asking') return null
  if (hold.state.kind === 'down') return <Down hold={hold} />
  return <Front />
}

function Inside({ session }: { session: Session }) {
  const { path, route } = useLocation()
  const nobody = session.kind === 'resident' && session.persons.length === 0 && !session.letter
  // Whoever has just come in goes on to the first screen, and the way back does not lead her out again; who is nobody yet says first who she is.
  const instead = nobody && path !== '/doorstep/me' ? WHO : findRoute(path, routes)?.route.open ? HOME : path
  useEffect(() => {
    if (instead !== path) route(instead, true)
  }, [instead, path, route])
  if (instead !== path) return null
  return (
    <Boundary>
      <ScreenSwitch />
    </Boundary>
  )
}

const loadKept = () => import('./without-network.tsx').then(({ WithoutNetwork }) => WithoutNetwork)

/** Nothing could be asked. The page knocks until the house answers; meanwhile who keeps her work on this phone goes on with it. */
function Down({ hold }: { hold: SessionHold }) {
  const text = useText()
  useReached()
  useEffect(() => onApi('reached', hold.ask), [hold.ask])
  if (hold.state.kind !== 'down') return null
  const lost = hold.state.refusal.status === 0 || hold.state.refusal.code.startsWith('way.')
  const back = (
    <Foot>
      <Button tone="primary" onPress={hold.ask}>
        {text.say('face.retry')}
      </Button>
    </Foot>
  )
  const plain = (
    <Page title={text.say(lost ? 'down.title-phone' : 'kit.not-shown')}>
      {lost ? <p>{text.say('down.lead-phone')}</p> : <ProblemNote reading refusal={hold.state.refusal} />}
      {back}
    </Page>
  )
  return lost && canKeep() && localStorage.getItem('linli.device') ? <Later load={loadKept} props={{ otherwise: plain, back }} /> : plain
}
