/** Every part of the kit on one hidden page, for looking at and for the tests that look. `?part=wall` shows one chapter alone. */
import type { ComponentType } from 'preact'
import { LinkButton } from '#kit/button.tsx'
import { Page, Section } from '#kit/page.tsx'
import { ComfortSwitch, ThemeSwitch } from '#kit/switches.tsx'
import { useText } from '#kit/text-context.tsx'
import type { ScreenProps } from '#web/shared/route.ts'
import { Feedback } from './feedback.tsx'
import { Fields } from './fields.tsx'
import { Frames } from './frames.tsx'
import { Lists } from './lists.tsx'
import { Walls } from './walls.tsx'
import './gallery.css'

const chapters: Record<string, ComponentType> = { fields: Fields, lists: Lists, wall: Walls, feedback: Feedback, frames: Frames }

export function Screen({ query }: ScreenProps) {
  const text = useText()
  const chosen = query.part && query.part in chapters ? [query.part] : Object.keys(chapters)
  return (
    <main class="desk-main">
      <Page
        title={text.say('kit-page.title')}
        lead={text.say('kit-page.lead')}
        crumbs={[{ label: text.say('nav.home'), href: '/desk' }, { label: text.say('kit-page.title') }]}
        actions={
          <>
            <ThemeSwitch />
            <ComfortSwitch />
          </>
        }
      >
        <nav class="row" aria-label={text.say('kit-page.chapters')}>
          {Object.keys(chapters).map((name) => (
            <LinkButton key={name} size="small" href={`/desk/kit?part=${name}`}>
              {text.say(`kit-page.${name}`)}
            </LinkButton>
          ))}
        </nav>
        {chosen.map((name) => {
          const Chapter = chapters[name]!
          return (
            <Section key={name} title={text.say(`kit-page.${name}`)}>
              <Chapter />
            </Section>
          )
        })}
      </Page>
    </main>
  )
}
