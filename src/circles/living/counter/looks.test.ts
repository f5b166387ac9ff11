/** Who looked, read to her at the counter: as she would find it on her own telephone, and itself a look at her request. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { person } from '#ground/households/views.ts'
import { close } from '#ground/residents/closings/actions.ts'
import { employ, settleHousehold } from '../../../../test/lookers.ts'
import { COMMUNITY, OTHER_COMMUNITY, useStage } from '../../../../test/stage.ts'
import { looks } from './views.ts'

const story = useStage()

test(
  'she hears who, in which post, and why; the reading is noted with its reason; what is closed for now is not read out, and to another community nothing is',
  story(async (stage) => {
    const { her } = await settleHousehold(stage, COMMUNITY)
    const clerk = await employ(stage, 'clerk', COMMUNITY)
    const officer = await employ(stage, 'street')
    await stage.does(person, officer, { id: her }, { reason: '核实补贴' })
    const ask = () => stage.does(looks, clerk, { party: her, contact: 'counter' as const })
    const first = (await ask()).looks
    assert.ok(first.some(({ view, who, reason }) => view === 'household.person' && who === 'street' && reason === '核实补贴'))
    const read = (await ask()).looks.find(({ view }) => view === 'counter.looks')
    assert.match(read?.reason ?? '', /应本人要求/)
    const head = await employ(stage, 'head')
    await stage.does(close, head, {
      id: her,
      looker: officer.login,
      from: '2026-11-01',
      why: 'safety',
      basis: '人身安全保护令',
      until: '2026-12-20',
    })
    assert.ok(!(await ask()).looks.some(({ view }) => view === 'household.person'))
    await stage.refused(looks, await employ(stage, 'clerk', OTHER_COMMUNITY), { party: her, contact: 'counter' }, 'thing.unknown')
    await stage.refused(looks, await employ(stage, 'grid', COMMUNITY), { party: her, contact: 'counter' }, 'access.forbidden')
  }),
)
