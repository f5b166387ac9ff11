/** What every page of the board stands in. Drawn on the server: nothing here runs in a browser. */
import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { type Language, makeText, type Text } from '#kit/text.ts'
import { style } from './style.ts'
import en from './texts/en.json' with { type: 'json' }
import zh from './texts/zh.json' with { type: 'json' }

const words = { zh, en }

export type Frame = {
  language: Language
  title: string
  /** Of this page in the other language. */
  other: string
  /** One level up; the list of communities has none. */
  back?: string
  children: ComponentChildren
}

export const textOf = (language: Language): Text => makeText({ language, words: words[language] })

export function drawPage(frame: Frame): string {
  return `<!doctype html>\n${renderToString(<Whole {...frame} />)}`
}

function Whole({ language, title, other, back, children }: Frame) {
  const text = textOf(language)
  return (
    <html lang={text.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <header class="head">
          <div>
            <strong>{text.say('board.title')}</strong>
            <nav class="no-print" aria-label={text.say('board.title')}>
              {back && <a href={back}>{text.say('board.back')}</a>}
              <a href="/doorstep">{text.say('board.report')}</a>
              <a href={other} lang={language === 'zh' ? 'en' : 'zh-CN'}>
                {text.say('board.language')}
              </a>
            </nav>
          </div>
        </header>
        <main>{children}</main>
      </body>
    </html>
  )
}

/** Chinese is what an address without a language says. */
export function addressOf(path: string, language: Language, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({ ...more, ...(language === 'en' ? { lang: 'en' } : {}) }).toString()
  return query === '' ? path : `${path}?${query}`
}
