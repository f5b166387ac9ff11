/** The doorstep around a screen: whose it is above, the sections under the thumb, the line about a lost network between them. */
import type { ComponentChildren } from 'preact'
import { useContext, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { keepComfort, storedComfort } from '#kit/appearance.ts'
import { Button } from '#kit/button.tsx'
import { Icon } from '#kit/icon.tsx'
import { OutgoingContext } from '#kit/outbox/context.ts'
import type { Language } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { Mark } from '#web/shared/mark.tsx'
import { type Session, useReached } from '#web/shared/session.ts'
import { HOME, UNSENT } from './paths.ts'
import { sectionsFor } from './sections.ts'

export type ShellProps = { session?: Session; onLanguage: (language: Language) => void; children: ComponentChildren }

export function Shell({ session, onLanguage, children }: ShellProps) {
  const text = useText()
  const reached = useReached()
  return (
    <div class="doorstep" data-bar={session ? '' : undefined}>
      <header class="door-head no-print">
        <a class="door-mark" href={HOME}>
          <Mark />
        </a>
        <ComfortButton />
        <LanguageButton onLanguage={onLanguage} />
      </header>
      <div role="status">
        {!reached && (
          <p class="cut-off no-print">
            <Icon name="warning" />
            {text.say('doorstep.unreachable')}
          </p>
        )}
      </div>
      <main class="door-main">
        <OutgoingLine />
        {children}
      </main>
      {session && <FootBar session={session} />}
    </div>
  )
}

/** What is on this phone only, on every screen but the one that tells it whole; as still as the rest of the page. */
function OutgoingLine() {
  const text = useText()
  const { path } = useLocation()
  const outgoing = useContext(OutgoingContext)
  if (!outgoing || outgoing.waiting + outgoing.returned === 0 || path === HOME || path === UNSENT) return null
  const { waiting, returned, rests } = outgoing
  const say = returned > 0 ? 'unsent.returned' : rests && rests !== 'network' ? 'unsent.stuck' : 'unsent.waiting'
  return (
    <a class="outgoing no-print" href={UNSENT}>
      <Icon name={say === 'unsent.waiting' ? 'upload' : 'warning'} />
      <span>{text.say(say, { n: returned || waiting })}</span>
    </a>
  )
}

/** One touch makes everything larger, wherever one is. */
function ComfortButton() {
  const text = useText()
  const [comfort, setComfort] = useState(storedComfort)
  const other = comfort === 'elder' ? 'usual' : 'elder'
  const change = () => {
    keepComfort(other)
    setComfort(other)
  }
  return (
    <Button tone="quiet" icon="text-size" pressed={comfort === 'elder'} onPress={change}>
      {text.say('kit.comfort-elder')}
    </Button>
  )
}

/** Each language names itself, so that it is found by the one who needs it. */
function LanguageButton({ onLanguage }: { onLanguage: (language: Language) => void }) {
  const text = useText()
  const other = text.language === 'zh' ? 'en' : 'zh'
  return (
    <Button tone="quiet" onPress={() => onLanguage(other)}>
      <span lang={other === 'zh' ? 'zh-CN' : 'en-GB'}>{other === 'zh' ? '中文' : 'English'}</span>
    </Button>
  )
}

function FootBar({ session }: { session: Session }) {
  const text = useText()
  const { path } = useLocation()
  return (
    <nav class="foot-bar no-print" aria-label={text.say('doorstep.sections')}>
      {sectionsFor(session).map((section) => (
        <a
          key={section.path}
          class="bar-link"
          href={section.path}
          aria-current={path === section.path || (section.path !== HOME && path.startsWith(`${section.path}/`)) ? 'page' : undefined}
        >
          <Icon name={section.icon} />
          <span>{text.say(section.say)}</span>
        </a>
      ))}
    </nav>
  )
}
