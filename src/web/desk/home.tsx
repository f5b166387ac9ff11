/** Where the day begins: what waits, and what can be done here. What waits is asked of the house, so its part comes after the page is there. */
import { Icon } from '#kit/icon.tsx'
import { Later } from '#kit/later.tsx'
import { EmptyState, Page, Section } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useSession } from '#web/shared/session.ts'
import { sectionsFor } from './sections.ts'

const loadWork = () => import('./home-work.tsx').then(({ HomeWork }) => HomeWork)

export function Screen() {
  const text = useText()
  const { session } = useSession()
  const doors = sectionsFor(session.may).filter(({ path }) => path !== '/desk')
  return (
    <Page title={text.say('home.hello', { name: session.name })} lead={text.say('home.lead', { day: text.day(streetToday(), 'weekday') })}>
      {doors.length === 0 && (
        <EmptyState icon="door" title={text.say('home.none')}>
          {text.say('home.none-lead')}
        </EmptyState>
      )}
      <Later load={loadWork} />
      {doors.length > 0 && (
        <Section title={text.say('home.where')}>
          <ul class="place-cards">
            {doors.map((section) => (
              <li key={section.path}>
                <a class="door-card" href={section.path}>
                  <Icon name={section.icon} />
                  <span class="card-words">
                    {text.say(section.say)}
                    <span class="quiet">{text.say(section.say.replace('nav.', 'home.about-'))}</span>
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}
