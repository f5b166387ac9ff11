/** A dialog that holds one form: it is sent by one button, or left as it was. */
import type { ComponentChildren } from 'preact'
import { Button } from './button.tsx'
import { Dialog, type DialogProps } from './dialog.tsx'
import { Form } from './field.tsx'
import type { Refusal } from './refusal.ts'
import { useText } from './text-context.tsx'

export type FormDialogProps = {
  title: string
  size?: DialogProps['size']
  /** What the button does, as a verb. */
  verb: string
  tone?: 'primary' | 'danger'
  act: { busy: boolean; refusal?: Refusal | undefined }
  /** Whether all is said that must be. */
  ready?: boolean
  onSend: () => void
  onClose: () => void
  children: ComponentChildren
}

export function FormDialog({
  title,
  size = 'narrow',
  verb,
  tone = 'primary',
  act,
  ready = true,
  onSend,
  onClose,
  children,
}: FormDialogProps) {
  const text = useText()
  return (
    <Dialog
      open
      size={size}
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone={tone} busy={act.busy} disabled={!ready} onPress={onSend}>
            {verb}
          </Button>
        </>
      }
    >
      <Form onSubmit={onSend} refusal={act.refusal} label={title}>
        {children}
      </Form>
    </Dialog>
  )
}
