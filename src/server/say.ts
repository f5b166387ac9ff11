/** Sentences for the console: the words of the modules a command speaks of, in the operator's language. */

import conditionsEn from '#base/text/conditions.en.json' with { type: 'json' }
import conditionsZh from '#base/text/conditions.zh.json' with { type: 'json' }
import problemsEn from '#base/text/problems.en.json' with { type: 'json' }
import problemsZh from '#base/text/problems.zh.json' with { type: 'json' }
import deskProblemsEn from '#base/text/problems-desk.en.json' with { type: 'json' }
import deskProblemsZh from '#base/text/problems-desk.zh.json' with { type: 'json' }
import valuesEn from '#base/text/values.en.json' with { type: 'json' }
import valuesZh from '#base/text/values.zh.json' with { type: 'json' }
import reportsEn from '#circles/management/reports/texts/en.json' with { type: 'json' }
import reportsZh from '#circles/management/reports/texts/zh.json' with { type: 'json' }
import importsEn from '#ground/imports/texts/en.json' with { type: 'json' }
import importsZh from '#ground/imports/texts/zh.json' with { type: 'json' }
import designsEn from '#ground/matters/designer/texts/en.json' with { type: 'json' }
import designsZh from '#ground/matters/designer/texts/zh.json' with { type: 'json' }
import mattersEn from '#ground/matters/texts/en.json' with { type: 'json' }
import mattersZh from '#ground/matters/texts/zh.json' with { type: 'json' }
import peopleEn from '#ground/people/texts/en.json' with { type: 'json' }
import peopleZh from '#ground/people/texts/zh.json' with { type: 'json' }
import placesEn from '#ground/places/texts/en.json' with { type: 'json' }
import placesZh from '#ground/places/texts/zh.json' with { type: 'json' }
import readingEn from '#ground/workbooks/read/texts/en.json' with { type: 'json' }
import readingZh from '#ground/workbooks/read/texts/zh.json' with { type: 'json' }
import workbooksEn from '#ground/workbooks/texts/en.json' with { type: 'json' }
import workbooksZh from '#ground/workbooks/texts/zh.json' with { type: 'json' }
import kitEn from '#kit/texts/en.json' with { type: 'json' }
import kitZh from '#kit/texts/zh.json' with { type: 'json' }

const words: Record<'zh' | 'en', Record<string, string>> = {
  zh: {
    ...kitZh,
    ...problemsZh,
    ...deskProblemsZh,
    ...valuesZh,
    ...placesZh,
    ...peopleZh,
    ...readingZh,
    ...workbooksZh,
    ...importsZh,
    ...reportsZh,
    ...conditionsZh,
    ...mattersZh,
    ...designsZh,
  },
  en: {
    ...kitEn,
    ...problemsEn,
    ...deskProblemsEn,
    ...valuesEn,
    ...placesEn,
    ...peopleEn,
    ...readingEn,
    ...workbooksEn,
    ...importsEn,
    ...reportsEn,
    ...conditionsEn,
    ...mattersEn,
    ...designsEn,
  },
}

/** English where the console says so (LANG, LC_ALL), otherwise Chinese. */
export function consoleLanguage(env: NodeJS.ProcessEnv): 'zh' | 'en' {
  return /^en/i.test(env.LC_ALL || env.LANG || '') ? 'en' : 'zh'
}

/** The sentence of a text key, its holes filled; a key without a sentence stands for itself. */
export function sentence(key: string, values: Record<string, string | number> = {}, language = consoleLanguage(process.env)): string {
  return (words[language][key] ?? key).replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole))
}
