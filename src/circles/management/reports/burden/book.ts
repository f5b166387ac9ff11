/**
 * The numbers of a page as a workbook. It holds nothing of anybody and stands in no register of what left; a week later its bytes are nobody's and go
 * (`ground/forgetting`).
 */

import { type SimpleSheet, writeSimpleWorkbook } from '#ground/workbooks/write/simple.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { keepFile } from '#kernel/files/store.ts'
import { type Language, makeText, type Text } from '#kit/text.ts'
import { mediaOf } from '../deliver.ts'
import reportsEn from '../texts/en.json' with { type: 'json' }
import reportsZh from '../texts/zh.json' with { type: 'json' }
import en from './texts/en.json' with { type: 'json' }
import zh from './texts/zh.json' with { type: 'json' }

const words = { zh: { ...reportsZh, ...zh }, en: { ...reportsEn, ...en } }

export async function keepBook(
  ctx: Ctx,
  sheetsOf: (text: Text) => SimpleSheet[],
  { period, language }: { period: string; language: Language },
): Promise<{ file: string }> {
  const text = makeText({ language, words: words[language] })
  const title = text.say('burden.title')
  const written = await ctx.house.files.write(ctx.street, writeSimpleWorkbook({ sheets: sheetsOf(text), title, at: ctx.now }))
  await keepFile(ctx, { ...written, name: `${title} ${period}.xlsx`, media: mediaOf.xlsx })
  return { file: written.id }
}
