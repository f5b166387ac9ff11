/** The pages of the board: which communities there are, one of them in one month, and that there is none. */
import type { OutputOf } from '#base/contract.ts'
import type { listBoards, readBoard } from '#circles/management/board/contract.ts'
import type { Language } from '#kit/text.ts'
import { addressOf, drawPage, textOf } from './frame.tsx'
import { Answers, How, Numbers } from './parts.tsx'

export type Boards = OutputOf<typeof listBoards>
export type Board = OutputOf<typeof readBoard>

const other = (language: Language): Language => (language === 'zh' ? 'en' : 'zh')

export function drawList(streets: readonly Boards[], language: Language): string {
  const text = textOf(language)
  return drawPage({
    language,
    title: text.say('board.title'),
    other: addressOf('/board', other(language)),
    children: (
      <>
        <h1>{text.say('board.choose')}</h1>
        <p class="lead">{text.say('board.subtitle')}</p>
        {streets.map(({ street, communities }) => (
          <section key={street}>
            <h2>{street}</h2>
            <ul class="places">
              {communities.map(({ community, name }) => (
                <li key={community}>
                  <a href={addressOf(`/board/${community}`, language)}>{name}</a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </>
    ),
  })
}

export function drawBoard(board: Board, language: Language): string {
  const text = textOf(language)
  const path = `/board/${board.community}`
  const { month, told } = board
  const at = (of: string, tongue: Language) => addressOf(path, tongue, of === board.months[0] ? {} : { month: of })
  return drawPage({
    language,
    title: text.list([board.name, text.say('board.title')]),
    other: month === null ? addressOf(path, other(language)) : at(month, other(language)),
    back: addressOf('/board', language),
    children: (
      <>
        <h1>{board.name}</h1>
        <p class="lead">
          {board.street} · {text.say('board.subtitle')}
        </p>
        {told && month !== null ? (
          <>
            <p class="month">{text.day(month, 'month')}</p>
            <Numbers told={told} text={text} />
          </>
        ) : (
          <section>
            <h2>{text.say('board.none')}</h2>
            <p>{text.say('board.first-time')}</p>
          </section>
        )}
        <Answers answers={board.answers} text={text} />
        {board.months.length > 1 && (
          <section class="no-print">
            <h2>{text.say('board.months')}</h2>
            <p class="links">
              {board.months.map((of) =>
                of === month ? (
                  <strong key={of} aria-current="page">
                    {text.day(of, 'month')}
                  </strong>
                ) : (
                  <a key={of} href={at(of, language)}>
                    {text.day(of, 'month')}
                  </a>
                ),
              )}
            </p>
          </section>
        )}
        <How text={text} />
      </>
    ),
  })
}

export function drawNotFound(language: Language): string {
  const text = textOf(language)
  return drawPage({
    language,
    title: text.say('board.not-found'),
    other: addressOf('/board', other(language)),
    back: addressOf('/board', language),
    children: (
      <>
        <h1>{text.say('board.not-found')}</h1>
        <p class="lead">{text.say('board.not-found-lead')}</p>
      </>
    ),
  })
}
