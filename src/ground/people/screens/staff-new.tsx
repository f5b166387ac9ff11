/** A new login with its first post. Its first password and key are shown once. */
import { useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field } from '#kit/field.tsx'
import { FormDialog } from '#kit/form-dialog.tsx'
import { TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import { addStaff, type NewPost } from '../staff/contract.ts'
import { emptyPost, isPostReady, PostFields, postOf } from './staff-post.tsx'
import { Secrets, type Shown } from './staff-secrets.tsx'
import type { Staff } from './staff-words.ts'

export function NewStaff({ staff, onClose, onChange }: { staff: Staff; onClose: () => void; onChange: () => void }) {
  const text = useText()
  const [name, setName] = useState('')
  const [signIn, setSignIn] = useState('')
  const [post, setPost] = useState(() => emptyPost(staff))
  const [shown, setShown] = useState<Shown>()
  const act = useDo((input: { name: string; signIn: string; post: NewPost }, options) => call(addStaff, input, options))
  const send = async () => {
    const reply = await act.run({ name, signIn: signIn.trim(), post: postOf(post) })
    if (!reply) return
    setShown(reply.data)
    onChange()
  }
  const ready = name.trim() !== '' && signIn.trim() !== '' && isPostReady(post)
  if (shown) {
    const done = <Button onPress={onClose}>{text.say('kit.close')}</Button>
    return (
      <Dialog open title={text.say('staff.once')} actions={done}>
        <Secrets name={name} signIn={signIn} shown={shown} />
      </Dialog>
    )
  }
  return (
    <FormDialog title={text.say('staff.add')} verb={text.say('staff.add')} act={act} ready={ready} onSend={send} onClose={onClose}>
      <Field label={text.say('staff.name')} path="/name">
        <TextInput value={name} onInput={setName} maxLength={40} autofocus />
      </Field>
      <Field label={text.say('staff.sign-in')} hint={text.say('staff.sign-in-hint')} path="/signIn">
        <TextInput value={signIn} onInput={setSignIn} maxLength={30} spellcheck={false} />
      </Field>
      <PostFields staff={staff} post={post} onChange={setPost} />
      <button type="submit" hidden />
    </FormDialog>
  )
}
