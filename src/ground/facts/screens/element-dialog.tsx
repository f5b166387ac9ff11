/** Change an element's words and rules, or make one. Kind and type of a shipped element stay: what was said under it must keep its meaning. */
import { useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Confirm, Dialog } from '#kit/dialog.tsx'
import { Field, FieldPairs, Form } from '#kit/field.tsx'
import { Select, TextArea, TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo } from '#kit/use-data.ts'
import { changeElement, type Element, type ElementType, retireElement, type Sensitivity, type SubjectKind } from '../contract.ts'

const types: ElementType[] = ['text', 'day', 'integer', 'decimal', 'boolean', 'phone', 'name', 'address']
const sensitivities: Sensitivity[] = ['ordinary', 'personal', 'sensitive', 'forbidden']

export type ElementDialogProps = { element: Element | undefined; kind: SubjectKind; onClose: () => void; onDone: () => void }

export function ElementDialog({ element, kind, onClose, onDone }: ElementDialogProps) {
  const text = useText()
  const { tell } = useTell()
  const [draft, setDraft] = useState<Element>(() => element ?? blank(kind))
  const [typedName, setTypedName] = useState<string>()
  const [retiring, setRetiring] = useState(false)
  const save = useDo((input: { id: string; element: Element }, options) => call(changeElement, input, options))
  const retire = useDo((input: { id: string }, options) => call(retireElement, input, options))
  const set = (change: Partial<Element>) => setDraft({ ...draft, ...change })
  const name = typedName ?? codeFrom(draft.label.en)
  const id = element?.id ?? `${kind}.${name}`
  const finish = (said: string) => {
    tell({ text: said })
    onDone()
    onClose()
  }
  const send = async () => {
    if (await save.run({ id, element: withoutOrigin({ ...draft, id }) })) finish(text.say('elements.saved'))
  }
  const takeOut = async () => {
    setRetiring(false)
    if (await retire.run({ id })) finish(text.say('elements.retired'))
  }
  return (
    <Dialog
      open
      size="wide"
      title={element ? element.label[text.language] : text.say('elements.add')}
      onClose={onClose}
      actions={
        <>
          {element && (
            <span class="dialog-aside">
              <Button tone="quiet" busy={retire.busy} onPress={() => setRetiring(true)}>
                {text.say('elements.retire')}
              </Button>
            </span>
          )}
          <Button onPress={onClose}>{text.say('correct.cancel')}</Button>
          <Button tone="primary" busy={save.busy} disabled={draft.label.zh.trim() === '' || (!element && name === '')} onPress={send}>
            {text.say('correct.save')}
          </Button>
        </>
      }
    >
      <Form onSubmit={send} refusal={save.refusal ?? retire.refusal}>
        <FieldPairs>
          <Field label={text.say('elements.zh')}>
            <TextInput value={draft.label.zh} onInput={(zh) => set({ label: { ...draft.label, zh } })} autofocus maxLength={60} />
          </Field>
          <Field label={text.say('elements.en')}>
            <TextInput value={draft.label.en} onInput={(en) => set({ label: { ...draft.label, en } })} maxLength={80} />
          </Field>
          <Field wide label={text.say('elements.synonyms')} hint={text.say('elements.synonyms-hint')}>
            <TextArea value={draft.synonyms.join('\n')} onInput={(words) => set({ synonyms: words.split('\n') })} rows={5} />
          </Field>
          <Field label={text.say('elements.type')} path="/element/type">
            <Select
              value={draft.type}
              onChange={(type) => set({ type: type as ElementType })}
              disabled={element !== undefined}
              options={(element ? [element.type] : types).map((one) => ({ value: one, label: text.say(`type.${one}`) }))}
            />
          </Field>
          <Field label={text.say('elements.sensitivity')}>
            <Select
              value={draft.sensitivity}
              onChange={(one) => set({ sensitivity: one as Sensitivity })}
              options={sensitivities.map((one) => ({ value: one, label: text.say(`sensitivity.${one}`) }))}
            />
          </Field>
          <Field wide label={text.say('elements.basis')} optional>
            <TextInput value={draft.basis ?? ''} onInput={(basis) => set({ basis })} maxLength={200} />
          </Field>
          <Field label={text.say('elements.life')} hint={text.say('elements.life-hint')} optional>
            <TextInput
              value={draft.shelfLifeDays ? String(draft.shelfLifeDays) : ''}
              onInput={(days) => set({ shelfLifeDays: Number(days.replace(/\D/g, '')) })}
              mode="numeric"
              width={6}
            />
          </Field>
          {!element && (
            <Field label={text.say('elements.id')} hint={text.say('elements.id-hint')} path="/id">
              <TextInput value={name} onInput={setTypedName} maxLength={60} />
            </Field>
          )}
        </FieldPairs>
      </Form>
      <Confirm
        open={retiring}
        title={text.say('elements.retire-ask', { name: element?.label[text.language] ?? '' })}
        verb={text.say('elements.retire')}
        onConfirm={takeOut}
        onClose={() => setRetiring(false)}
      >
        <p>{text.say('elements.retire-what')}</p>
      </Confirm>
    </Dialog>
  )
}

/** Follows the English name until somebody writes another. */
function codeFrom(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-$/g, '')
    .slice(0, 60)
}

function blank(kind: SubjectKind): Element {
  return {
    id: '',
    kind,
    label: { zh: '', en: '' },
    type: 'text',
    synonyms: [],
    sensitivity: 'ordinary',
    merge: 'latest',
    group: 'identity',
  }
}

/** Where a row came from is not part of the element; empty lines and empty rules are left out. */
function withoutOrigin(element: Element & { origin?: string }): Element {
  const { origin: _origin, basis, shelfLifeDays, ...rest } = element
  return {
    ...rest,
    label: { zh: rest.label.zh.trim(), en: rest.label.en.trim() || rest.label.zh.trim() },
    synonyms: rest.synonyms.map((word) => word.trim()).filter(Boolean),
    ...(basis?.trim() ? { basis: basis.trim() } : {}),
    ...(shelfLifeDays ? { shelfLifeDays } : {}),
  }
}
