/** One letter in the reader's language, whoever prints it. */
import { makeText } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { streetDay } from '#kit/today.ts'
import type { Letter } from '../letters/contract.ts'
import en from '../texts/letter.en.json' with { type: 'json' }
import zh from '../texts/letter.zh.json' with { type: 'json' }
import { blank, LetterFrame, mm } from './letter-frame.tsx'

/** @param day a moment of the day it is dated */
export function LetterSheet({ letter, day }: { letter: Letter; day: string }) {
  const desk = useText()
  const text = makeText({ language: letter.language, words: letter.language === 'zh' ? zh : en })
  const { office, no, name, notices } = letter
  const reader = name ?? text.say('letter.household')
  return (
    <LetterFrame
      name={desk.say('letter.sheet', { no: String(no) })}
      locale={text.locale}
      large={letter.large}
      office={{ sign: office.sign, ring: text.say('letter.head-ring', { phone: office.phone }) }}
      address={letter.address}
      to={text.say('letter.to', { name: reader })}
    >
      <dl class="letter-number" style={{ left: mm(blank.right + 4), top: mm(blank.top), height: mm(blank.bottom - blank.top) }}>
        <dt>{text.say('letter.number')}</dt>
        <dd>{no}</dd>
        <dt>{text.say('letter.day')}</dt>
        <dd>{text.day(streetDay(new Date(day)))}</dd>
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
    </LetterFrame>
  )
}
