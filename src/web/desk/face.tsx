/** The whole desk: language, session, and which page that leads to. */
import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { onApi } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import type { Language, Words } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { Boundary } from '#web/shared/broken.tsx'
import { FaceFrame, type Speaks } from '#web/shared/face-frame.tsx'
import type { FacePlan } from '#web/shared/face-plan.tsx'
import { findRoute, ScreenSwitch } from '#web/shared/screens.tsx'
import { type Session, type SessionHold, SessionProvider, useReached, useSessionHold } from '#web/shared/session.ts'
import { routes } from './routes.ts'
import { Shell } from './shell.tsx'
import { FrontPage, SignIn, SignInAgain } from './sign-in.tsx'

/** A resident's session has no post: the desk is not hers. */
const accepted = ['staff'] as const

const plan: FacePlan = { home: '/desk', routes }

export type FaceProps = { language: Language; words: Words; load: (language: Language) => Promise<Words> }

export function Face(props: FaceProps) {
  return (
    <FaceFrame plan={plan} {...props}>
      {({ onLanguage }) => <Door onLanguage={onLanguage} />}
    </FaceFrame>
  )
}

function Door({ onLanguage }: Speaks) {
  const { path } = useLocation()
  if (findRoute(path, routes)?.route.open) return <ScreenSwitch />
  return <Guarded onLanguage={onLanguage} />
}

function Guarded({ onLanguage }: Speaks) {
  const hold = useSessionHold(accepted)
  const { state } = hold
  if (state.kind === 'asking') return null
  if (state.kind === 'out') return <SignIn onDone={hold.take} onLanguage={onLanguage} />
  if (state.kind === 'down') return <Down hold={hold} onLanguage={onLanguage} />
  if (!state.session.post) return <NoPost session={state.session} hold={hold} onLanguage={onLanguage} />
  return (
    <SessionProvider value={{ session: state.session, hold }}>
      <Shell onLanguage={onLanguage}>
        <Boundary key={state.session.post.id}>
          <ScreenSwitch />
        </Boundary>
      </Shell>
      <SignInAgain open={state.ended} onDone={hold.take} />
    </SessionProvider>
  )
}

/** Nothing could be asked. The page knocks until the house answers. */
function Down({ hold, onLanguage }: { hold: SessionHold } & Speaks) {
  const text = useText()
  useReached()
  useEffect(() => onApi('reached', hold.ask), [hold.ask])
  if (hold.state.kind !== 'down') return null
  const lost = hold.state.refusal.status === 0 || hold.state.refusal.code.startsWith('way.')
  return (
    <FrontPage onLanguage={onLanguage}>
      <h1>{text.say(lost ? 'down.title' : 'kit.not-shown')}</h1>
      {lost ? <p>{text.say('down.lead')}</p> : <ProblemNote reading refusal={hold.state.refusal} />}
      <Button tone="primary" onPress={hold.ask}>
        {text.say('face.retry')}
      </Button>
    </FrontPage>
  )
}

function NoPost({ session, hold, onLanguage }: { session: Session; hold: SessionHold } & Speaks) {
  const text = useText()
  return (
    <FrontPage onLanguage={onLanguage}>
      <h1>{text.say('signin.no-post-title')}</h1>
      <p>{text.say('signin.no-post', { name: session.name })}</p>
      {session.posts.map((post) => (
        <Button key={post.id} onPress={() => hold.changePost(post.id)}>
          {post.title}
        </Button>
      ))}
      <Button onPress={() => hold.leave()}>{text.say('face.sign-out')}</Button>
    </FrontPage>
  )
}
