/** Colours hold WCAG 2.2 AA in both themes, and no style needs more than Chrome 86 has. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const here = new URL('.', import.meta.url)
const tokens = readFileSync(new URL('tokens.css', here), 'utf8')
/** The doorstep's own, over those of the kit. */
const doorstep = readFileSync(new URL('../web/doorstep/tokens.css', here), 'utf8')

function colours(selector: string, from = tokens): Record<string, string> {
  const at = from.indexOf(`${selector} {`)
  assert.ok(at >= 0, selector)
  const body = from.slice(at, from.indexOf('}', at))
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

for (const [name, theme] of [
  ['light', { ...light, ...colours(':root', doorstep) }],
  ['dark', { ...dark, ...colours(':root', doorstep), ...colours(':root[data-theme="dark"]', doorstep) }],
] as const) {
  test(`at the doorstep text reads at 7 : 1 in the ${name} theme`, () => {
    for (const [text, ground] of readable.filter(([first]) => !first.startsWith('on-value'))) {
      // What is pressed down for a moment is a shade deeper.
      const least = ground === 'shade-deep' ? 6 : 7
      const found = contrast(theme[text]!, theme[ground]!)
      assert.ok(found >= least, `${text} on ${ground}: ${found.toFixed(2)}`)
    }
  })
}

test('at the doorstep what is pressed is 48 px and more, in elder mode 60, and text is 18 px and more there', () => {
  const px = (from: string, selector: string, name: string) => {
    const at = from.indexOf(`${selector} {`)
    const found = new RegExp(`--${name}:\\s*([\\d.]+)rem`).exec(from.slice(at, from.indexOf('}', at)))
    return Number(found?.[1]) * 16
  }
  for (const control of ['control', 'control-small', 'row', 'bar']) assert.ok(px(doorstep, ':root', control) >= 48, control)
  const elder = ':root[data-comfort="elder"]'
  for (const control of ['control', 'control-small', 'row']) assert.ok(px(tokens, elder, control) >= 60, control)
  assert.ok(px(doorstep, elder, 'bar') >= 60)
  for (const text of ['text-small', 'text', 'text-large', 'text-title']) assert.ok(px(tokens, elder, text) >= 18, text)
})

test('at the doorstep nothing moves', () => {
  const styles = readFileSync(new URL('../web/doorstep/doorstep.css', here), 'utf8')
  assert.match(doorstep, /--quick: 0ms/)
  const taken = [...styles.matchAll(/@import "([^"]+)"/g)].map(([, path]) =>
    readFileSync(new URL(path!, new URL('../web/doorstep/', here)), 'utf8'),
  )
  const moved = taken.flatMap((css) => [...css.matchAll(/([^{}]+)\{[^{}]*animation: (?!none)/g)].map(([, selector]) => selector!.trim()))
  for (const selector of moved) assert.ok(styles.includes(`${selector} {\n  animation: none`), selector)
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
    '../web/shared/shared.css',
    '../web/doorstep/tokens.css',
    '../web/doorstep/doorstep.css',
  ]
  for (const file of files) {
    const css = readFileSync(new URL(file, here), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
    const found = tooNew.exec(css)
    assert.equal(found, null, `${file}: ${found?.[0]}`)
  }
})
