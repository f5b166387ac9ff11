/** The page before a session, and the one that asks again above an open screen. */
import type { ComponentChildren } from 'preact'
import { Dialog } from '#kit/dialog.tsx'
import { LanguageSwitch } from '#kit/switches.tsx'
import type { Language } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { Mark } from '#web/shared/mark.tsx'
import type { Session } from '#web/shared/session.ts'
import { SignInForm } from '#web/shared/staff-sign-in.tsx'

export function SignIn({ onDone, onLanguage }: { onDone: (session: Session) => void; onLanguage: (language: Language) => void }) {
  const text = useText()
  return (
    <FrontPage onLanguage={onLanguage}>
      <h1>{text.say('signin.title')}</h1>
      <p class="quiet">{text.say('signin.lead')}</p>
      <SignInForm onDone={onDone} />
    </FrontPage>
  )
}

/** A sheet on paper, for what is said before anybody is known. */
export function FrontPage({ onLanguage, children }: { onLanguage: (language: Language) => void; children: ComponentChildren }) {
  return (
    <div class="front-page">
      <header class="front-head">
        <Mark />
        <LanguageSwitch onChange={onLanguage} />
      </header>
      <main class="front-sheet">{children}</main>
    </div>
  )
}

/** Over the open screen, when the session ended under it: nothing typed is lost. */
export function SignInAgain({ open, onDone }: { open: boolean; onDone: (session: Session) => void }) {
  const text = useText()
  return (
    <Dialog open={open} title={text.say('signin.again-title')}>
      <p class="again-lead">{text.say('signin.again-lead')}</p>
      <SignInForm onDone={onDone} />
    </Dialog>
  )
}
