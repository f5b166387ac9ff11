import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as access from '#kernel/access/contract.ts'
import { slimContracts, slimModule } from './slim-contracts.ts'

test('a contract keeps its address, a schema leaves nothing', () => {
  const source = slimModule(access, 'contract.ts')
  assert.match(source, /export const signIn = \{"name":"session.sign-in","method":"POST","path":"\/session","scope":"house"\}/)
  assert.equal(/export const (Post|Session) =/.test(source), false)
  assert.equal(/minLength|properties/.test(source), false)
})

test('plain values stay; a function is refused, for it could not be carried', () => {
  assert.equal(slimModule({ most: 3, kinds: ['a'] }, 'contract.ts'), 'export const most = 3\nexport const kinds = ["a"]\n')
  assert.throws(() => slimModule({ help: () => 1 }, 'contract.ts'), /help is a function/)
})

test('only contract modules are touched', async () => {
  const { load } = slimContracts() as { load: (id: string) => Promise<string | null> }
  assert.equal(await load('/x/src/kit/api.ts'), null)
  assert.equal(await load('/x/src/base/contract.ts'), null)
  const file = new URL('../../kernel/access/contract.ts', import.meta.url).pathname
  assert.match((await load(file)) ?? '', /session\.read/)
})
