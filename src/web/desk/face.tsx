/** The whole desk: language, session, and which page that leads to. */

import { useEffect, useMemo, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { onApi, setApi } from '#kit/api.ts'
import { keepLanguage } from '#kit/appearance.ts'
import { Button } from '#kit/button.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { type Language, makeText, type Words } from '#kit/text.ts'
import { TextProvider, useText } from '#kit/text-context.tsx'
import { ToastProvider } from '#kit/toast.tsx'
import { Boundary } from './broken.tsx'
import { findRoute, Locations, ScreenSwitch } from './screens.tsx'
import { type Session, type SessionHold, SessionProvider, useReached, useSessionHold } from './session.ts'
import { Shell } from './shell.tsx'
import { FrontPage, SignIn, SignInAgain } from './sign-in.tsx'

export type LoadWords = (language: Language) => Promise<Words>

export function Face({ language: first, words: firstWords, load }: { language: Language; words: Words; load: LoadWords }) {
  const [spoken, setSpoken] = useState({ language: first, words: firstWords })
  const text = useMemo(() => makeText(spoken), [spoken])
  useEffect(() => {
    document.documentElement.lang = text.locale
    setApi({ language: text.locale })
  }, [text])
  const speak = async (language: Language) => {
    const words = await load(language)
    keepLanguage(language)
    setSpoken({ language, words })
  }
  return (
    <TextProvider value={text}>
      <Locations>
        <ToastProvider>
          <Boundary>
            <Door onLanguage={speak} />
          </Boundary>
        </ToastProvider>
      </Locations>
    </TextProvider>
  )
}

type Speaks = { onLanguage: (language: Language) => void }

function Door({ onLanguage }: Speaks) {
  const { path } = useLocation()
  if (findRoute(path)?.route.open) return <ScreenSwitch />
  return <Guarded onLanguage={onLanguage} />
}

function Guarded({ onLanguage }: Speaks) {
  const hold = useSessionHold()
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
      <SignInAgain open={state.ended} name="" onDone={hold.take} />
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
        {text.say('desk.retry')}
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
      <Button onPress={() => hold.leave()}>{text.say('desk.sign-out')}</Button>
    </FrontPage>
  )
}
