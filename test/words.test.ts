/** Everything an import says has a sentence where clerks read it: on the desk's screens, and on the command line. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { remedies } from '#ground/imports/reading/problems.ts'
import { ColumnPlan, ImportState, Relation, RosterSubject, SheetPlan, Verdict } from '#ground/imports/shapes.ts'
import type { Words } from '#kit/text.ts'
import { listHiddenOperations, listOperations } from '#server/house.ts'
import { sentence } from '#server/say.ts'
import { routes } from '../src/web/desk/routes.ts'
import { readSources, readText } from './sources.ts'

const languages = ['zh', 'en'] as const
type Language = (typeof languages)[number]

const sources = [...readSources().values()]
const importSources = sources.filter(({ path }) => path.startsWith('src/ground/imports/'))
const below = /^src\/(?:base\/values|ground\/(?:facts|workbooks|people\/matching)|kernel\/files)\//

/** Keys written out in a source: those given to a saying, and every other word of three parts, as in maps and lists. */
function keysIn(text: string, families: ReadonlySet<string>): string[] {
  const said = [...text.matchAll(/\b(?:say|refuse|sentence)\(\s*'([\w-]+\.[\w.-]+)'|\b(?:say|remedy):\s*'([\w-]+\.[\w.-]+)'/g)]
  const named = [...text.matchAll(/'([a-z][\w-]*(?:\.[\w-]+){2,})'/g)].map(([, key = '']) => key)
  return [
    ...said.map(([, called, given]) => called ?? given ?? ''),
    ...named.filter((key) => families.has(key.split('.')[0] ?? '') && !/\.(?:tsx?|mjs|json|css)$/.test(key)),
  ]
}

async function deskWords(language: Language): Promise<Words> {
  const shared = ['src/base/text/problems', 'src/base/text/problems-desk', 'src/base/text/values'].map((path) => `${path}.${language}.json`)
  const always = [
    ...shared,
    `src/kit/texts/${language}.json`,
    `src/web/shared/texts/${language}.json`,
    `src/web/desk/texts/${language}.json`,
  ].map((path) => JSON.parse(readText(path)) as Words)
  const screen = routes.find(({ path }) => path === '/desk/imports/:id')?.words
  assert.ok(screen)
  return Object.assign({}, ...always, (await screen[language]()).default)
}

/** Words put together from the states and verdicts of the contract. */
const composed: string[] = [
  ...Verdict.enum.flatMap((verdict) => [`verdict.${verdict}`, `verdict.${verdict}-what`]),
  ...ImportState.enum.map((state) => `state.${state}`),
  ...RosterSubject.enum.map((subject) => `subject.${subject}`),
  ...Relation.enum.map((relation) => `relation.${relation}`),
  ...ColumnPlan.properties.role.enum.map((role) => `role.${role}`),
  ...SheetPlan.properties.layout.enum.map((layout) => `import.sheet.${layout}`),
  ...['same', 'same-as', 'new', 'skip', 'take'].map((decision) => `decision.${decision}`),
  ...['title', 'file-name', 'today', 'clerk'].map((from) => `plan.as-of-${from}`),
  ...['reading', 'rows', 'writing', 'withdrawing', 'folding'].map((stage) => `import.stage.${stage}`),
]

describe('what an import says', () => {
  for (const language of languages) {
    test(`stands on its screens (${language}): keys said, keys in maps, remedies, and words put together`, async () => {
      const words = await deskWords(language)
      const families = new Set(Object.keys(words).map((key) => key.split('.')[0] ?? ''))
      const said = [
        ...importSources.flatMap(({ text }) => keysIn(text, families)),
        ...sources.filter(({ path }) => below.test(path) && !path.includes('/screens/')).flatMap(({ text }) => keysIn(text, families)),
        ...remedies,
        ...composed,
      ]
      assert.deepEqual(
        [...new Set(said)].filter((key) => !words[key]?.trim()),
        [],
      )
    })

    test(`is printed by the command line (${language}): reasons and remedies of rows, and why a sheet is used`, () => {
      const said = importSources
        .filter(({ path }) => !path.includes('/screens/'))
        .flatMap(({ text }) => keysIn(text, new Set(['import', 'workbook'])))
      for (const key of new Set([...said, ...remedies])) assert.notEqual(sentence(key, {}, language), key)
    })
  }

  test('sentences have no hole for what is not given', async () => {
    for (const language of languages) {
      const words = await deskWords(language)
      const open = importSources.flatMap(({ text }) =>
        [...text.matchAll(/\bsay: '([\w-]+\.[\w.-]+)'(?:, with: \{([^}]*)\})?/g)].flatMap(([, key = '', given = '']) => {
          const holes = [...(words[key] ?? '').matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
          return holes.filter((name) => !new RegExp(`\\b${name}\\b`).test(given)).map((name) => `${key}: {${name}}`)
        }),
      )
      assert.deepEqual(open, [])
    }
  })
})

describe('who looked at somebody', () => {
  test('every view of people says in her words what was done', () => {
    const views = [...listOperations(), ...listHiddenOperations()].filter((one) => one.kind === 'view' && one.personal)
    for (const language of languages) {
      const words = JSON.parse(readText(`src/ground/residents/texts/${language}.json`)) as Words
      const missing = views.map(({ contract }) => contract.name).filter((name) => !words[`own.did.${name}`])
      assert.deepEqual(missing, [], language)
    }
  })
})
