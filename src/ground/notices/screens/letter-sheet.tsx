/**
 * One letter on A4, folded twice for a window envelope: the address where every window shows it, nothing else where one could be seen
 * (letters/envelope.ts). Words in the reader's language, whoever prints them.
 */
import { makeText } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import type { Letter } from '../letters/contract.ts'
import { addressBox, blankBox, FOLDS } from '../letters/envelope.ts'
import en from '../texts/letter.en.json' with { type: 'json' }
import zh from '../texts/letter.zh.json' with { type: 'json' }
import './letter.css'

const mm = (length: number) => `${length}mm`
const [address, blank] = [addressBox(), blankBox()]
const frame = (box: typeof address) => ({
  left: mm(box.left),
  top: mm(box.top),
  width: mm(box.right - box.left),
  height: mm(box.bottom - box.top),
})

/** @param day a moment of the day it is dated */
export function LetterSheet({ letter, day }: { letter: Letter; day: string }) {
  const desk = useText()
  const text = makeText({ language: letter.language, words: letter.language === 'zh' ? zh : en })
  const { office, no, name, notices } = letter
  const reader = name ?? text.say('letter.household')
  return (
    <article
      class="letter"
      lang={text.locale}
      data-large={letter.large ? '' : undefined}
      style={{ paddingTop: mm(FOLDS[0] + 5) }}
      aria-label={desk.say('letter.sheet', { no: String(no) })}
    >
      {FOLDS.map((at) => (
        <span key={at} class="letter-fold" style={{ top: mm(at) }} />
      ))}
      <header class="letter-head" style={{ height: mm(blank.top) }}>
        <strong>{office.sign}</strong>
        <span>{text.say('letter.head-ring', { phone: office.phone })}</span>
      </header>
      <div class="letter-address" style={frame(address)}>
        {letter.address.map((line) => (
          <span key={line}>{line}</span>
        ))}
        <strong>{text.say('letter.to', { name: reader })}</strong>
      </div>
      <dl class="letter-number" style={{ left: mm(blank.right + 4), top: mm(blank.top), height: mm(blank.bottom - blank.top) }}>
        <dt>{text.say('letter.number')}</dt>
        <dd>{no}</dd>
        <dt>{text.say('letter.day')}</dt>
        <dd>{text.day(civil(day))}</dd>
      </dl>
      <div class="letter-body">
        <p>{text.say('letter.dear', { name: reader })}</p>
        {notices.map((notice, at) => (
          <section key={at}>
            <h3>{notice.title}</h3>
            {notice.body.split('\n').map((line) => (
              <p key={line}>{line}</p>
            ))}
          </section>
        ))}
        <p class="letter-ring">
          {text.say('letter.ask', { phone: office.phone, no: String(no) })}
          {office.hours && ` ${text.say('letter.hours', { hours: office.hours })}`}
        </p>
        <p class="letter-sign">{office.sign}</p>
      </div>
    </article>
  )
}

/** The civil day of a moment in China. */
function civil(moment: string): string {
  return new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(0, 10)
}
