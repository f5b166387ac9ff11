/** Before anybody is known: what this is, and the ways in, the most used one nearest to the thumb. */
import { Icon, type IconName } from '#kit/icon.tsx'
import { Page } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'

const ways: readonly { href: string; icon: IconName; say: string; tone: 'primary' | 'plain' | 'quiet' }[] = [
  { href: '/doorstep/in/staff', icon: 'person', say: 'front.staff', tone: 'quiet' },
  { href: '/doorstep/in/letter', icon: 'letter', say: 'front.letter', tone: 'plain' },
  { href: '/doorstep/in/phone', icon: 'phone', say: 'front.phone', tone: 'primary' },
]

export function Front() {
  const text = useText()
  return (
    <Page title={text.say('front.title')} lead={text.say('front.lead')}>
      <Doors />
      <nav class="ways" aria-label={text.say('front.ways')}>
        {ways.map(({ href, icon, say, tone }) => (
          <a key={href} class="way" href={href} data-tone={tone}>
            <Icon name={icon} />
            <span class="way-words">
              {text.say(say)}
              <span class="way-about">{text.say(`${say}-about`)}</span>
            </span>
          </a>
        ))}
      </nav>
      <p class="no-phone">{text.say('front.no-phone')}</p>
    </Page>
  )
}

/** A stairwell: of all its doors, one is open. */
function Doors() {
  const floors = [0, 1, 2]
  return (
    <svg class="doors" viewBox="0 0 320 132" aria-hidden="true" focusable="false">
      {floors.map((floor) => (
        <path key={floor} class="doors-line" d={`M8 ${42 + floor * 42}h304`} />
      ))}
      {floors.flatMap((floor) =>
        [0, 1, 2, 3, 4].map((at) => {
          const x = 26 + at * 60
          const y = 10 + floor * 42
          return floor === 2 && at === 2 ? (
            <g key="open">
              <path class="doors-light" d={`M${x} ${y + 32}V${y}h22v32z`} />
              <path class="doors-leaf" d={`M${x} ${y + 32}V${y}l-13 5v32z`} />
            </g>
          ) : (
            <path key={`${floor}-${at}`} class="doors-shut" d={`M${x} ${y + 32}V${y}h22v32M${x + 17} ${y + 17}v2`} />
          )
        }),
      )}
    </svg>
  )
}
