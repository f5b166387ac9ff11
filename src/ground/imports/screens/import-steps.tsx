/** The three steps of an import, which of them is under way, and the buttons that lead on. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Confirm } from '#kit/dialog.tsx'
import { Icon } from '#kit/icon.tsx'
import type { Refusal } from '#kit/refusal.ts'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import { applyImport, dropImport, stageImport, undoImport } from '../contract.ts'
import type { ImportState, ImportWhole } from '../shapes.ts'
import { sayCounts } from './import-words.ts'

const steps = ['understand', 'look', 'write'] as const
const reached: Record<ImportState, number> = {
  reading: 0,
  unreadable: 0,
  understood: 0,
  staging: 1,
  staged: 1,
  applying: 2,
  applied: 3,
  undoing: 3,
  undone: 3,
  dropped: 0,
}

export function Steps({ state }: { state: ImportState }) {
  const text = useText()
  const at = reached[state]
  return (
    <ol class="steps" aria-label={text.say('import.steps')}>
      {steps.map((step, index) => (
        <li key={step} aria-current={index === at ? 'step' : undefined} data-done={index < at ? '' : undefined}>
          <span class="step-sign digits">{index < at ? <Icon name="check" label={text.say('import.step-done')} /> : index + 1}</span>
          {text.say(`import.step-${step}`)}
        </li>
      ))}
    </ol>
  )
}

export type StepsProps = {
  whole: ImportWhole
  working: boolean
  onBegun: (job: string) => void
  onChanged: () => void
  /** The plan is being corrected although rows are staged. */
  planning: boolean
  setPlanning: (planning: boolean) => void
}

type Asked = 'apply' | 'undo' | 'drop'

export function useSteps({ whole, working, onBegun, onChanged, planning, setPlanning }: StepsProps): {
  actions: ComponentChildren
  /** The button that leads on from the headings, to stand below them too. */
  next: ComponentChildren
  dialogs: ComponentChildren
  refusal: Refusal | undefined
} {
  const text = useText()
  const { route } = useLocation()
  const { id, state, counts } = whole
  const [asked, setAsked] = useState<Asked>()
  const stage = useDo((input: { id: string }, options) => call(stageImport, input, options))
  const apply = useDo((input: { id: string }, options) => call(applyImport, input, options))
  const undo = useDo((input: { id: string }, options) => call(undoImport, input, options))
  const drop = useDo((input: { id: string }, options) => call(dropImport, input, options))
  const begin = async (doing: typeof stage) => {
    setAsked(undefined)
    const reply = await doing.run({ id })
    if (reply) onBegun(reply.data.job)
  }
  const setAside = async () => {
    setAsked(undefined)
    if (await drop.run({ id })) route('/desk/imports')
    else onChanged()
  }
  const waiting = counts.waiting ?? 0
  const toDrop = (state === 'understood' || state === 'staged' || state === 'unreadable') && (
    <Button tone="quiet" onPress={() => setAsked('drop')}>
      {text.say('import.drop')}
    </Button>
  )
  const next = (state === 'understood' || (state === 'staged' && planning)) && (
    <Button tone="primary" busy={stage.busy} disabled={!whole.sheets.some(({ use }) => use)} onPress={() => begin(stage)}>
      {text.say('import.stage')}
    </Button>
  )
  const actions = !working && (
    <div class="row import-actions">
      {toDrop}
      {state === 'staged' && (
        <Button icon="columns" pressed={planning} onPress={() => setPlanning(!planning)}>
          {text.say('import.replan')}
        </Button>
      )}
      {next}
      {state === 'applied' && (
        <Button busy={undo.busy} onPress={() => setAsked('undo')}>
          {text.say('import.undo')}
        </Button>
      )}
      {((state === 'staged' && !planning) || (state === 'applied' && waiting > 0)) && (
        <Button tone="primary" icon="check" busy={apply.busy} disabled={waiting === 0} onPress={() => setAsked('apply')}>
          {text.say('import.apply', { n: waiting })}
        </Button>
      )}
    </div>
  )
  const close = () => setAsked(undefined)
  const places = (counts.estates ?? 0) + (counts.buildings ?? 0) + (counts.doors ?? 0)
  const dialogs = (
    <>
      <Confirm
        open={asked === 'apply'}
        title={text.say('import.apply-title')}
        verb={text.say('import.apply-verb')}
        onConfirm={() => begin(apply)}
        onClose={close}
      >
        <p>{text.say('import.apply-what', { counts: sayCounts(text, counts) })}</p>
        {places > 0 && (
          <p>
            {text.say('import.apply-places', { estates: counts.estates ?? 0, buildings: counts.buildings ?? 0, doors: counts.doors ?? 0 })}
          </p>
        )}
        <p class="quiet">{text.say('import.apply-undo')}</p>
      </Confirm>
      <Confirm
        open={asked === 'undo'}
        danger
        title={text.say('import.undo-title')}
        verb={text.say('import.undo')}
        onConfirm={() => begin(undo)}
        onClose={close}
      >
        <p>{text.say('import.undo-what', { n: counts.applied ?? 0 })}</p>
      </Confirm>
      <Confirm
        open={asked === 'drop'}
        title={text.say('import.drop-title')}
        verb={text.say('import.drop')}
        onConfirm={setAside}
        onClose={close}
      >
        <p>{text.say('import.drop-what')}</p>
      </Confirm>
    </>
  )
  return { actions, next, dialogs, refusal: stage.refusal ?? apply.refusal ?? undo.refusal ?? drop.refusal }
}
