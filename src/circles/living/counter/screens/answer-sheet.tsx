/**
 * One letter on A4 in large type, folded twice for a window envelope: who asks and why, the number, four ways to answer, and the questions with room to write, since
 * the sheet may simply be sent back.
 */
import { useEffect, useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { addressBox, blankBox, FOLDS } from '#ground/notices/letters/envelope.ts'
import { makeText, type Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import type { printLetters, Sheet } from '../letters/contract.ts'
import en from '../texts/sheet.en.json' with { type: 'json' }
import zh from '../texts/sheet.zh.json' with { type: 'json' }
import '#ground/notices/screens/letter.css'
import './answer-sheet.css'

type Sheets = NonNullable<OutputOf<typeof printLetters>['sheets']>
type Asked = Sheets['elements'][number]

const mm = (length: number) => `${length}mm`
const [address, blank] = [addressBox(), blankBox()]
const frame = (box: typeof address) => ({
  left: mm(box.left),
  top: mm(box.top),
  width: mm(box.right - box.left),
  height: mm(box.bottom - box.top),
})
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
    <article
      class="letter answer-letter"
      lang={text.locale}
      style={{ paddingTop: mm(FOLDS[0] + 5) }}
      aria-label={desk.say('letters.sheet', { name: reader })}
    >
      {FOLDS.map((at) => (
        <span key={at} class="letter-fold" style={{ top: mm(at) }} />
      ))}
      <header class="letter-head" style={{ height: mm(blank.top) }}>
        <strong>{office.sign}</strong>
        <span>{text.say('sheet.ring', { phone: office.phone })}</span>
      </header>
      <div class="letter-address" style={frame(address)}>
        {sheet.address.map((line) => (
          <span key={line}>{line}</span>
        ))}
        <strong>{text.say('sheet.to', { name: reader })}</strong>
      </div>
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
            <p class="answer-small">{text.say('sheet.number-until', { day: text.day(civil(until)), place })}</p>
          </div>
          <Code link={`${place}#${number}`} label={desk.say('letters.code')} />
        </section>
        {sheet.groups.map((group) => (
          <Group key={group.whose} group={group} of={of} text={text} title={text.say(`sheet.of-${group.whose}`, { name: reader })} />
        ))}
        {sheet.more > 0 && <p>{text.say('sheet.more', { n: sheet.more })}</p>}
        <p class="answer-small">{text.say('sheet.foot', { mark })}</p>
      </div>
    </article>
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

/** The address of the doorstep with the number behind `#`, which a browser tells nobody: it holds nothing of anybody, and is good once. */
function Code({ link, label }: { link: string; label: string }) {
  const [squares, setSquares] = useState<boolean[][]>([])
  useEffect(() => {
    let shown = true
    void import('uqr').then(({ encode }) => {
      if (shown) setSquares(encode(link).data)
    })
    return () => {
      shown = false
    }
  }, [link])
  const path = squares.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg class="answer-code" viewBox={`0 0 ${squares.length || 1} ${squares.length || 1}`} role="img" aria-label={label}>
      <path fill="#000" d={path} />
    </svg>
  )
}

/** The civil day of a moment in China. */
function civil(moment: string): string {
  return new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(0, 10)
}
