/** Parts of a community's page: numbers, public answers, and where the numbers come from. */
import type { BoardMonth, PublicAnswer } from '#circles/management/board/contract.ts'
import type { Text } from '#kit/text.ts'

type Share = BoardMonth['onTime']

export function Numbers({ told, text }: { told: BoardMonth; text: Text }) {
  const pieces = (n: number | null) => (n === null ? text.say('board.few') : text.say('board.pieces', { n }))
  return (
    <>
      <dl class="bigs">
        <Big label={text.say('board.asked')} value={pieces(told.asked)} />
        <Big label={text.say('board.answered')} value={pieces(told.answered)} />
        <Big
          label={text.say('board.hours')}
          value={told.hours === null ? text.say('board.unsaid') : text.say('board.hours-n', { n: told.hours })}
        />
        <Big label={text.say('board.on-time')} value={sayShare(told.onTime, text)} />
      </dl>
      {told.asked !== null && <Categories told={told} text={text} />}
      {told.answered !== null && (
        <section>
          <h2>{text.say('board.rated')}</h2>
          <dl class="says">
            {(['solved', 'satisfied', 'reopened'] as const).map((name) => (
              <div key={name}>
                <dt>{text.say(`board.${name}`)}</dt>
                <dd>{sayShare(told[name], text)}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {told.asked !== null && <Channels told={told} text={text} />}
    </>
  )
}

function Big({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function Categories({ told, text }: { told: BoardMonth; text: Text }) {
  const rows = [
    ...told.categories.map(({ label, n }) => ({ name: label[text.language], n })),
    ...(told.otherCategories === null ? [] : [{ name: text.say('board.other-categories'), n: told.otherCategories }]),
  ]
  if (rows.length === 0)
    return (
      <section>
        <h2>{text.say('board.by-category')}</h2>
        <p>{text.say('board.category-none')}</p>
      </section>
    )
  const most = Math.max(...rows.map(({ n }) => n))
  return (
    <section>
      <h2>{text.say('board.by-category')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.say('board.category')}</th>
            <td class="bar" />
            <th scope="col" class="n">
              {text.say('board.asked')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, n }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td class="bar">
                <span style={{ width: `${Math.round((n / most) * 100)}%` }} />
              </td>
              <td class="n">{text.say('board.pieces', { n })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Channels({ told, text }: { told: BoardMonth; text: Text }) {
  const heads = ['asked', 'answered', 'on-time', 'satisfied'] as const
  return (
    <section>
      <h2>{text.say('board.by-channel')}</h2>
      {told.channels.length === 0 ? (
        <p>{text.say('board.channel-none')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys too
        <section class="wide" aria-label={text.say('board.by-channel')} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{text.say('board.channel')}</th>
                {heads.map((head) => (
                  <th key={head} scope="col" class="n">
                    {text.say(`board.${head}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {told.channels.map((row) => (
                <tr key={row.channel}>
                  <th scope="row">{text.say(`board.channel.${row.channel}`)}</th>
                  <td class="n">{text.number(row.asked)}</td>
                  <td class="n">{text.number(row.answered)}</td>
                  <td class="n">{sayShare(row.onTime, text)}</td>
                  <td class="n">{sayShare(row.satisfied, text)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  )
}

function sayShare(share: Share, text: Text): string {
  return share === null ? text.say('board.unsaid') : text.say(`board.${share.is}`, { percent: text.percent(share.percent / 100) })
}

export function Answers({ answers, text }: { answers: readonly PublicAnswer[]; text: Text }) {
  return (
    <section>
      <h2>{text.say('board.answers')}</h2>
      {answers.length === 0 ? (
        <p>{text.say('board.answers-none')}</p>
      ) : (
        <>
          <p class="small">{text.say('board.answers-lead')}</p>
          <ul class="answers">
            {answers.map(({ id, category, question, answer, day }) => (
              <li key={id}>
                <h3>{question}</h3>
                <p>{answer}</p>
                <p class="small">
                  {category[text.language]} · {text.day(day)}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

export function How({ text }: { text: Text }) {
  return (
    <section class="how small">
      <h2>{text.say('board.how')}</h2>
      {(['month', 'hours', 'ontime', 'small', 'not', 'law'] as const).map((part) => (
        <p key={part}>{text.say(`board.how.${part}`)}</p>
      ))}
    </section>
  )
}
