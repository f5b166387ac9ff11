/** What the parts say to those who listen, rendered without a browser. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Button } from './button.tsx'
import { Field, Form } from './field.tsx'
import { TextInput } from './input.tsx'
import { ProblemNote } from './problem-note.tsx'
import { Progress } from './progress.tsx'
import { Refusal } from './refusal.ts'
import { Table } from './table.tsx'
import { makeText } from './text.ts'
import { TextProvider } from './text-context.tsx'
import texts from './texts/en.json' with { type: 'json' }

const text = makeText({ language: 'en', words: { ...texts, 'thing.changed': 'This record was changed a moment ago.' } })
const render = (node: VNode) => renderToString(<TextProvider value={text}>{node}</TextProvider>)
const attribute = (html: string, name: string) => new RegExp(`${name}="([^"]*)"`).exec(html)?.[1]

test('a field ties label, hint and the error of the refused form to its input', () => {
  const refusal = new Refusal('thing.changed', 409, { fields: [{ path: '/name', say: 'input.required' }] })
  const html = render(
    <Form onSubmit={() => undefined} refusal={refusal}>
      <Field label="Name" hint="As on the card" path="/name">
        <TextInput value="" onInput={() => undefined} />
      </Field>
    </Form>,
  )
  const id = attribute(html, 'for')
  assert.ok(html.includes(`id="${id}"`))
  assert.equal(attribute(html, 'aria-describedby'), `${id}-hint ${id}-error`)
  assert.equal(attribute(html, 'aria-invalid'), 'true')
  assert.ok(html.includes(`id="${id}-error"`) && html.includes('Please fill this in.'))
  assert.ok(html.includes('This record was changed a moment ago.'))
})

test('a button that shows only an icon still has a name; a busy one can be reached and says so', () => {
  assert.equal(attribute(render(<Button icon="more" label="More" />), 'aria-label'), 'More')
  const busy = render(<Button busy>Save</Button>)
  assert.equal(attribute(busy, 'aria-busy'), 'true')
  assert.equal(/\sdisabled/.test(busy), false)
})

test('a problem nobody has words for is still said', () => {
  assert.ok(render(<ProblemNote refusal={new Refusal('way.stale-page', 0)} />).includes('just updated'))
  assert.ok(render(<ProblemNote refusal={new Refusal('matter.unheard-of' as 'internal', 409)} />).includes('could not be understood'))
})

test('progress is told as a number only where one is known', () => {
  assert.equal(attribute(render(<Progress label="Reading" share={0.413} />), 'aria-valuenow'), '41')
  assert.equal(attribute(render(<Progress label="Reading" share={undefined} />), 'aria-valuenow'), undefined)
})

test('a table names its rows, its order and what is chosen', () => {
  const rows = [
    { id: 'a', name: '王建国', age: 36 },
    { id: 'b', name: '李桂兰', age: 71 },
  ]
  const html = render(
    <Table
      label="People"
      rows={rows}
      rowId={(row) => row.id}
      chosen={new Set(['b'])}
      onChoose={() => undefined}
      sort={{ column: 'age', down: true }}
      onSort={() => undefined}
      columns={[
        { id: 'name', label: 'Name', text: (row) => row.name, head: true },
        { id: 'age', label: 'Age', text: (row) => String(row.age), sortable: true },
      ]}
    />,
  )
  assert.equal((html.match(/scope="row"/g) ?? []).length, 2)
  assert.equal(attribute(html, 'aria-sort'), 'descending')
  assert.deepEqual(
    [...html.matchAll(/aria-selected="(\w+)"/g)].map(([, value]) => value),
    ['false', 'true'],
  )
  assert.ok(html.includes('aria-label="Choose 李桂兰"'))
})
