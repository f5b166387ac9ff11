/**
 * One letter on A4 in large type, folded twice for a window envelope: who asks and why, the number, four ways to answer, and the questions with room to write, since
 * the sheet may simply be sent back.
 */
import type { OutputOf } from '#base/contract.ts'
import { LetterFrame } from '#ground/notices/screens/letter-frame.tsx'
import { SquareCode } from '#kit/square-code.tsx'
import { makeText, type Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { streetDay } from '#kit/today.ts'
import type { printLetters, Sheet } from '../letters/contract.ts'
import en from '../texts/sheet.en.json' with { type: 'json' }
import zh from '../texts/sheet.zh.json' with { type: 'json' }
import './answer-sheet.css'

type Sheets = NonNullable<OutputOf<typeof printLetters>['sheets']>
type Asked = Sheets['elements'][number]

/** More choices than these are written by hand. */
const TICKED = 6

type AnswerSheetProps = { sheet: Sheet; of: Sheets; until: string; mark: string }

export function AnswerSheet({ sheet, of, until, mark }: AnswerSheetProps) {
  const desk = useText()
  const text = makeText({ language: desk.language, words: desk.language === 'zh' ? zh : en })
  const { office, number, name } = sheet
  const reader = name ?? text.say('sheet.household')
  const place = `${location.origin}/doorstep/in/letter`
  return (
    <LetterFrame
      name={desk.say('letters.sheet', { name: reader })}
      locale={text.locale}
      class="answer-letter"
      office={{ sign: office.sign, ring: text.say('sheet.ring', { phone: office.phone }) }}
      address={sheet.address}
      to={text.say('sheet.to', { name: reader })}
    >
      <div class="letter-body">
        <p>{text.say('sheet.dear', { name: reader })}</p>
        {of.askers.map(({ asker, what, basis }) => (
          <p key={asker + what}>{text.say(basis ? 'sheet.asks-on' : 'sheet.asks', { asker, what, basis: basis ?? '' })}</p>
        ))}
        <p>{text.say('sheet.count', { n: sheet.groups.reduce((sum, { elements }) => sum + elements.length, sheet.more) })}</p>
        <p>{text.say(of.optional ? 'sheet.optional' : 'sheet.obliged')}</p>
        <section class="answer-ways">
          <div>
            <p>{text.say('sheet.ways', { day: text.day(of.by) })}</p>
            <ol>
              <li>{text.say('sheet.way-phone')}</li>
              <li>{text.say('sheet.way-ring', { phone: office.phone })}</li>
              <li>{text.say('sheet.way-counter')}</li>
              <li>{text.say('sheet.way-paper')}</li>
            </ol>
            <p class="answer-number">
              {text.say('sheet.number')} <strong>{number}</strong>
            </p>
            <p class="answer-small">{text.say('sheet.number-until', { day: text.day(streetDay(new Date(until))), place })}</p>
          </div>
          {/* Behind `#`, which a browser tells nobody; it holds nothing of anybody, and is good once. */}
          <SquareCode class="answer-code" link={`${place}#${number}`} label={desk.say('letters.code')} />
        </section>
        {sheet.groups.map((group) => (
          <Group key={group.whose} group={group} of={of} text={text} title={text.say(`sheet.of-${group.whose}`, { name: reader })} />
        ))}
        {sheet.more > 0 && <p>{text.say('sheet.more', { n: sheet.more })}</p>}
        <p class="answer-small">{text.say('sheet.foot', { mark })}</p>
      </div>
    </LetterFrame>
  )
}

function Group({ group, of, title, text }: { text: Text; group: Sheet['groups'][number]; of: Sheets; title: string }) {
  return (
    <table class="answer-lines">
      <caption>{title}</caption>
      <tbody>
        {group.elements.map((id) => {
          const element = of.elements.find((one) => one.id === id)
          return (
            element && (
              <tr key={id}>
                <th scope="row">{element.label[text.language]}</th>
                <td>{boxesOf(element, of, text)}</td>
              </tr>
            )
          )
        })}
      </tbody>
    </table>
  )
}

/** Few choices are ticked; everything else is written. */
function boxesOf({ type, codes, unit }: Asked, of: Sheets, text: Text): string {
  if (type === 'boolean') return ['sheet.yes', 'sheet.no'].map((one) => `□ ${text.say(one)}`).join('　')
  const entries = codes ? (of.codes.find(({ id }) => id === codes)?.entries ?? []).filter(({ untold }) => !untold) : []
  if (entries.length > 0 && entries.length <= TICKED) return entries.map((entry) => `□ ${entry[text.language]}`).join('　')
  return unit ? `　　　　　　${unit}` : ''
}
