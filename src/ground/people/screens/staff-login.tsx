/** One login: its posts given and ended, the login locked, opened and reset. */
import { useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { streetToday } from '#kit/today.ts'
import { useDo } from '#kit/use-data.ts'
import { endPost, givePost, lockLogin, resetLogin } from '../staff/contract.ts'
import { emptyPost, isPostReady, PostFields, postOf } from './staff-post.tsx'
import { Secrets, type Shown } from './staff-secrets.tsx'
import { type Staff, type StaffLogin, sayPost } from './staff-words.ts'

type Props = { staff: Staff; login: StaffLogin; onClose: () => void; onChange: () => void }
type Step =
  | { kind: 'list' }
  | { kind: 'give' }
  | { kind: 'end'; post: string }
  | { kind: 'lock' }
  | { kind: 'reset'; what: 'password' | 'code' }

export function LoginDialog({ staff, login, onClose, onChange }: Props) {
  const text = useText()
  const { tell } = useTell()
  const [step, setStep] = useState<Step>({ kind: 'list' })
  const [post, setPost] = useState(() => emptyPost(staff))
  const [last, setLast] = useState('')
  const [shown, setShown] = useState<Shown>()
  const act = useDo<string, Shown & { post?: string }>(async (_, options) => {
    if (step.kind === 'give') return call(givePost, { id: login.id, post: postOf(post) }, options)
    if (step.kind === 'end') return call(endPost, { id: step.post, ...(last ? { last } : {}) }, options)
    if (step.kind === 'reset') return call(resetLogin, { id: login.id, what: step.what }, options)
    return call(lockLogin, { id: login.id, locked: !login.locked }, options)
  })
  const send = async () => {
    const reply = await act.run(JSON.stringify([step, post, last, login.locked]))
    if (!reply) return
    onChange()
    if (step.kind === 'reset') setShown(reply.data)
    else {
      tell({ text: step.kind === 'give' ? text.say('staff.post-given', { title: post.title }) : text.say('staff.done') })
      setStep({ kind: 'list' })
    }
  }
  const go = (next: Step) => {
    act.reset()
    setStep(next)
  }
  const title = `${login.name} · ${login.signIn}`
  if (shown) {
    return (
      <Dialog open title={text.say('staff.once')} actions={<Button onPress={onClose}>{text.say('kit.close')}</Button>}>
        <Secrets name={login.name} signIn={login.signIn} shown={shown} />
      </Dialog>
    )
  }
  if (step.kind === 'list') return <Posts title={title} login={login} onClose={onClose} onStep={go} />
  const verb = verbOf(step, login)
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={() => go({ kind: 'list' })}>{text.say('kit.cancel')}</Button>
          <Button
            tone={step.kind === 'give' ? 'primary' : 'danger'}
            busy={act.busy}
            disabled={step.kind === 'give' && !isPostReady(post)}
            onPress={send}
          >
            {text.say(verb)}
          </Button>
        </>
      }
    >
      {act.refusal?.fields.map((field) => field.path === '/id' && <p class="field-error">{text.say(field.say, field.with)}</p>)}
      {step.kind === 'give' ? (
        <Form onSubmit={send} refusal={act.refusal} label={title}>
          <PostFields staff={staff} post={post} onChange={setPost} />
          <button type="submit" hidden />
        </Form>
      ) : step.kind === 'end' ? (
        <Form onSubmit={send} refusal={act.refusal} label={title}>
          <p>{text.say('staff.end-lead')}</p>
          <Field label={text.say('staff.last')} path="/last" optional>
            <DayInput value={last} onChange={setLast} today={streetToday()} />
          </Field>
        </Form>
      ) : (
        <>
          {act.refusal && <ProblemNote refusal={act.refusal} />}
          <p>{text.say(step.kind === 'lock' ? 'staff.lock-lead' : 'staff.reset-lead')}</p>
        </>
      )}
    </Dialog>
  )
}

function verbOf(step: Step, login: StaffLogin): string {
  if (step.kind === 'give') return 'staff.give'
  if (step.kind === 'end') return 'staff.end'
  if (step.kind === 'lock') return login.locked ? 'staff.unlock' : 'staff.lock'
  return step.kind === 'reset' && step.what === 'password' ? 'staff.reset-password' : 'staff.reset-code'
}

type PostsProps = { title: string; login: StaffLogin; onClose: () => void; onStep: (step: Step) => void }

function Posts({ title, login, onClose, onStep }: PostsProps) {
  const text = useText()
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.close')}</Button>
          <Button tone="primary" icon="add" onPress={() => onStep({ kind: 'give' })}>
            {text.say('staff.give')}
          </Button>
        </>
      }
    >
      <ul class="staff-posts">
        {login.posts.map((post) => (
          <li key={post.id}>
            <span>
              {text.say(`staff.role.${post.role}`)} · {sayPost(text, post)}
            </span>{' '}
            {post.state === 'in-force' ? null : <Tag>{text.say(`staff.${post.state}`)}</Tag>}
            {post.state !== 'over' && (
              <Button size="small" onPress={() => onStep({ kind: 'end', post: post.id })}>
                {text.say('staff.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div class="row">
        {(login.locked ? login.mayReset : login.mayLock) && (
          <Button icon="lock" onPress={() => onStep({ kind: 'lock' })}>
            {text.say(login.locked ? 'staff.unlock' : 'staff.lock')}
          </Button>
        )}
        {login.mayReset && (
          <>
            <Button onPress={() => onStep({ kind: 'reset', what: 'password' })}>{text.say('staff.reset-password')}</Button>
            <Button onPress={() => onStep({ kind: 'reset', what: 'code' })}>{text.say('staff.reset-code')}</Button>
          </>
        )}
        {!login.mayReset && <p class="quiet">{text.say(login.own ? 'staff.own-login' : 'staff.beyond-hers')}</p>}
      </div>
    </Dialog>
  )
}
