/** Colours hold WCAG 2.2 AA in both themes, and no style needs more than Chrome 86 has. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const here = new URL('.', import.meta.url)
const tokens = readFileSync(new URL('tokens.css', here), 'utf8')

function colours(selector: string): Record<string, string> {
  const at = tokens.indexOf(`${selector} {`)
  assert.ok(at >= 0, selector)
  const body = tokens.slice(at, tokens.indexOf('}', at))
  return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name!, value!]))
}

const light = colours(':root')
const dark = { ...light, ...colours(':root[data-theme="dark"]') }

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const grounds = ['paper', 'sheet', 'shade']
const texts = ['ink', 'ink-soft', 'ink-faint', 'bamboo-deep', 'cinnabar-deep', 'ochre-deep', 'plum-deep']
const washes = ['bamboo', 'cinnabar', 'ochre', 'plum']
const readable: [string, string][] = [
  ...grounds.flatMap((ground) => texts.map((text): [string, string] => [text, ground])),
  ...washes.flatMap((hue): [string, string][] => [`${hue}-deep`, 'ink', 'ink-soft', 'ink-faint'].map((text) => [text, `${hue}-wash`])),
  ...[1, 2, 3, 4, 5, 6].map((step): [string, string] => [`on-value-${step}`, `value-${step}`]),
  ['ink-faint', 'shade-deep'],
  ['ink-soft', 'stone-wash'],
  ['on-bamboo', 'bamboo'],
  ['on-cinnabar', 'cinnabar'],
]
const visible: [string, string][] = grounds.flatMap((ground): [string, string][] => [
  ['bamboo', ground],
  ['line-strong', ground],
])

for (const [name, theme] of [
  ['light', light],
  ['dark', dark],
] as const) {
  test(`text reads at 4.5 : 1 and controls are seen at 3 : 1 in the ${name} theme`, () => {
    for (const [text, ground] of readable) {
      const found = contrast(theme[text]!, theme[ground]!)
      assert.ok(found >= 4.5, `${text} on ${ground}: ${found.toFixed(2)}`)
    }
    for (const [line, ground] of visible) {
      const found = contrast(theme[line]!, theme[ground]!)
      assert.ok(found >= 3, `${line} on ${ground}: ${found.toFixed(2)}`)
    }
  })
}

test('the dark theme is the same chosen by hand and by the system', () => {
  assert.deepEqual(colours(':root[data-theme="dark"]'), colours(':root:not([data-theme])'))
})

test('no style needs more than Chrome 86', () => {
  const tooNew =
    /:where\(|:has\(|:is\(|@layer|@container|aspect-ratio|oklch|oklab|color-mix|color-contrast|\d[dsl]v[hw]\b|(^|[\s;{])inset(-\w+)?:|text-wrap|accent-color|scrollbar-gutter|@property|&\s*[.:{[]|translate:|overflow:\s*clip/m
  const files = [
    'tokens.css',
    'kit.css',
    ...readdirSync(new URL('styles/', here)).map((name) => `styles/${name}`),
    '../web/desk/desk.css',
    '../web/desk/cards.css',
  ]
  for (const file of files) {
    const css = readFileSync(new URL(file, here), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
    const found = tooNew.exec(css)
    assert.equal(found, null, `${file}: ${found?.[0]}`)
  }
})
