/** Where the day begins. */
import { Icon } from '#kit/icon.tsx'
import { EmptyState, Page, Section } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { sectionsFor } from './routes.ts'
import { useSession } from './session.ts'

export function Screen() {
  const text = useText()
  const { session } = useSession()
  const doors = sectionsFor(session.may).filter(({ path }) => path !== '/desk')
  return (
    <Page title={text.say('home.hello', { name: session.name })} lead={text.say('home.lead', { day: text.day(session.today, 'weekday') })}>
      {doors.length === 0 ? (
        <EmptyState icon="door" title={text.say('home.none')}>
          {text.say('home.none-lead')}
        </EmptyState>
      ) : (
        <Section title={text.say('home.where')}>
          <ul class="doors-list">
            {doors.map((section) => (
              <li key={section.path}>
                <a class="door-card" href={section.path}>
                  <Icon name={section.icon} />
                  {text.say(section.say)}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}
