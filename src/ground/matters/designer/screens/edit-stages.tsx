/** Stages and the steps in them: in which order, who does each, in which time. */
import { useState } from 'preact/hooks'
import { write } from '#ground/forms/screens/known-here.ts'
import { Button } from '#kit/button.tsx'
import { TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import type { OfferedView } from '../contract.ts'
import type { EditProps } from './edit-basics.tsx'
import { EditOpening } from './edit-opening.tsx'
import { addStage, changeStage, moveStage, moveStep, newStep, putStep, removeStage, removeStep } from './edit-type.ts'
import { sayWords } from './say-type.ts'
import { StepDialog } from './step-dialog.tsx'
import { stepFacts } from './type-page.tsx'

type Props = EditProps & { offered: OfferedView }

export function EditStages({ type, offered, onChange }: Props) {
  const text = useText()
  return (
    <div class="type-fields">
      <p class="quiet small">{text.say('type.stages-hint')}</p>
      <EditOpening type={type} onChange={onChange} />
      {type.stages.map((stage, at) => (
        <EditStage key={stage.id} type={type} offered={offered} at={at} onChange={onChange} />
      ))}
      <div>
        <Button icon="add" onPress={() => onChange(addStage(type, write({ zh: '', en: '' }, text.language, text.say('type.new-stage'))))}>
          {text.say('type.add-stage')}
        </Button>
      </div>
    </div>
  )
}

function EditStage({ type, offered, at, onChange }: Props & { at: number }) {
  const text = useText()
  const [open, setOpen] = useState<number>()
  const stage = type.stages[at]!
  const title = sayWords(text, stage.title)
  const step = open === undefined ? undefined : (stage.steps[open] ?? newStep(type))
  return (
    <section class="edit-stage" aria-label={text.say('type.stage-named', { name: title })}>
      <div class="row">
        <TextInput
          label={text.say('type.stage-title')}
          value={title}
          onInput={(said) => onChange(changeStage(type, at, { title: write(stage.title, text.language, said) }))}
          maxLength={40}
        />
        <Moves name={title} onMove={(by) => onChange(moveStage(type, at, by))} onRemove={() => onChange(removeStage(type, at))} />
      </div>
      <ol class="plain-list edit-steps">
        {stage.steps.map((one, index) => {
          const name = sayWords(text, one.title)
          return (
            <li key={one.id}>
              <button type="button" class="edit-step-name" onClick={() => setOpen(index)}>
                <strong>{name || text.say('type.unnamed')}</strong>
                <span class="small quiet">{stepFacts(text, type, one).join(' · ')}</span>
              </button>
              <Moves
                name={name}
                onMove={(by) => onChange(moveStep(type, at, index, by))}
                onRemove={() => onChange(removeStep(type, at, index))}
              />
            </li>
          )
        })}
      </ol>
      <div>
        <Button size="small" icon="add" label={text.say('type.add-step-to', { name: title })} onPress={() => setOpen(stage.steps.length)}>
          {text.say('type.add-step')}
        </Button>
      </div>
      {step && open !== undefined && (
        <StepDialog
          type={type}
          step={step}
          offered={offered}
          onClose={() => setOpen(undefined)}
          onDone={(next) => {
            onChange(putStep(type, at, open, next))
            setOpen(undefined)
          }}
        />
      )}
    </section>
  )
}

function Moves({ name, onMove, onRemove }: { name: string; onMove: (by: -1 | 1) => void; onRemove: () => void }) {
  const text = useText()
  return (
    <span class="row">
      <Button size="small" tone="quiet" icon="up" label={text.say('type.up', { name })} onPress={() => onMove(-1)} />
      <Button size="small" tone="quiet" icon="down" label={text.say('type.down', { name })} onPress={() => onMove(1)} />
      <Button size="small" tone="quiet" icon="close" label={text.say('type.remove', { name })} onPress={onRemove} />
    </span>
  )
}
