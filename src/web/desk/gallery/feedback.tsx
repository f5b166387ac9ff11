import { useState } from 'preact/hooks'
import { Button } from '#kit/button.tsx'
import { Confirm, Dialog } from '#kit/dialog.tsx'
import { Field } from '#kit/field.tsx'
import { TextInput } from '#kit/input.tsx'
import { EmptyState } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { Progress } from '#kit/progress.tsx'
import { Refusal } from '#kit/refusal.ts'
import { ShortcutsHelp } from '#kit/shortcuts.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { Toast, useTell } from '#kit/toast.tsx'

export function Feedback() {
  const text = useText()
  const word = (name: string) => text.say(`sample.${name}`)
  const [share, setShare] = useState(0.41)
  return (
    <div class="stack">
      <div class="row">
        <Tag>{word('tag-plain')}</Tag>
        <Tag tone="good">{word('state-fresh')}</Tag>
        <Tag tone="stale">{word('state-stale')}</Tag>
        <Tag tone="conflict">{word('state-conflict')}</Tag>
        <Tag tone="late">{word('state-late')}</Tag>
      </div>
      <Overlays />
      <div class="gallery-columns">
        <div class="stack">
          <ProblemNote
            refusal={new Refusal('access.reason-needed', 403)}
            actions={<Button size="small">{text.say('face.retry')}</Button>}
          />
          <ProblemNote refusal={new Refusal('way.unreachable', 0)} />
          <Progress label={word('importing')} share={share} note={word('importing-note')} onCancel={() => setShare(0)} />
          <Progress label={word('reading')} share={undefined} />
        </div>
        <div class="stack">
          <div class="gallery-toasts">
            <Toast news={{ text: word('saved') }} onDone={() => undefined} />
            <Toast
              news={{ text: word('withdrawn'), tone: 'plain', action: { label: word('undo'), onPress: () => undefined } }}
              onDone={() => undefined}
            />
            <Toast news={{ text: word('not-saved'), tone: 'problem' }} onDone={() => undefined} />
          </div>
          <div class="card">
            <EmptyState icon="check" title={word('all-done')} actions={<Button>{word('edit')}</Button>}>
              {word('all-done-why')}
            </EmptyState>
          </div>
        </div>
      </div>
    </div>
  )
}

function Overlays() {
  const text = useText()
  const word = (name: string) => text.say(`sample.${name}`)
  const [open, setOpen] = useState<'dialog' | 'confirm' | 'side' | 'keys'>()
  const [name, setName] = useState('')
  const { tell, tellRefusal } = useTell()
  const close = () => setOpen(undefined)
  return (
    <div class="row">
      <Button onPress={() => setOpen('dialog')}>{word('open-dialog')}</Button>
      <Button onPress={() => setOpen('side')}>{word('open-side')}</Button>
      <Button onPress={() => setOpen('confirm')}>{word('withdraw')}</Button>
      <Button icon="keyboard" onPress={() => setOpen('keys')}>
        {text.say('desk.keys')}
      </Button>
      <Button onPress={() => tell({ text: word('saved') })}>{word('tell')}</Button>
      <Button onPress={() => tellRefusal(new Refusal('thing.changed', 409))}>{word('tell-refusal')}</Button>
      <Dialog
        open={open === 'dialog'}
        title={word('open-dialog')}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>{text.say('kit.cancel')}</Button>
            <Button tone="primary" onPress={close}>
              {word('save')}
            </Button>
          </>
        }
      >
        <p>{word('dialog-said')}</p>
        <Field label={word('name')}>
          <TextInput value={name} onInput={setName} />
        </Field>
      </Dialog>
      <Dialog open={open === 'side'} title={word('open-side')} onClose={close} size="side">
        <p>{word('dialog-said')}</p>
      </Dialog>
      <Confirm open={open === 'confirm'} title={word('confirm-title')} verb={word('withdraw')} danger onConfirm={close} onClose={close}>
        <p>{word('confirm-said')}</p>
      </Confirm>
      <ShortcutsHelp open={open === 'keys'} onClose={close} />
    </div>
  )
}
