import { useState } from 'preact/hooks'
import { Icon } from '#kit/icon.tsx'
import { Facts, PrintButton, SplitPane } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import type { Session } from '#web/shared/session.ts'
import { Rail } from '../rail.tsx'
import { sections } from '../sections.ts'
import { TopBar } from '../top-bar.tsx'
import { people } from './samples.ts'

const session: Session = {
  kind: 'staff',
  name: '陈晓燕',
  posts: [
    { id: 'a', street: 370683001, role: 'clerk', title: '文昌社区工作者', lo: 0, hi: 0 },
    { id: 'b', street: 370683001, role: 'grid', title: '第三网格网格员', lo: 0, hi: 0 },
  ],
  post: { id: 'a', street: 370683001, role: 'clerk', title: '文昌社区工作者', lo: 0, hi: 0 },
  streets: [],
  persons: [],
  doors: [],
  letter: false,
  may: [],
  now: '2026-11-22T02:00:00Z',
}

/** The shell with every section, and a list beside what is open of it. */
export function Frames() {
  const text = useText()
  const [at, setAt] = useState(0)
  const list = people(9)
  const person = list[at]!
  return (
    <div class="gallery-shell">
      <Rail sections={sections} path="/desk/people" />
      <div class="desk-body">
        <TopBar
          session={session}
          search={async () => []}
          onLanguage={() => undefined}
          onPost={() => undefined}
          onSignOut={() => undefined}
          onKeys={() => undefined}
        />
        <div class="desk-main">
          <SplitPane
            name="gallery"
            label={text.say('sample.divider')}
            width={280}
            start={
              <ul class="gallery-list">
                {list.map((one, index) => (
                  <li key={one.id}>
                    <button type="button" aria-pressed={index === at} onClick={() => setAt(index)}>
                      <Icon name="people" />
                      <span>{one.name}</span>
                      <span class="quiet small">{one.door}</span>
                    </button>
                  </li>
                ))}
              </ul>
            }
            end={
              <div class="card">
                <h3>{person.name}</h3>
                <Facts
                  items={[
                    { label: text.say('sample.birth'), value: text.day(person.birth) },
                    { label: text.say('sample.door-place'), value: person.door },
                    { label: text.say('sample.phone-number'), value: person.phone },
                  ]}
                />
                <PrintButton />
              </div>
            }
          />
        </div>
      </div>
    </div>
  )
}
