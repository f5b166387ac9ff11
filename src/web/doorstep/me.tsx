/** Who one is here, how the pages should look, and the way out. */
import { useState } from 'preact/hooks'
import { Button } from '#kit/button.tsx'
import { Radios } from '#kit/checkbox.tsx'
import { Field } from '#kit/field.tsx'
import { Foot } from '#kit/foot.tsx'
import { Icon } from '#kit/icon.tsx'
import { Page } from '#kit/page.tsx'
import { refusalOf } from '#kit/refusal.ts'
import { ThemeSwitch } from '#kit/switches.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useSession } from '#web/shared/session.ts'

export function Screen() {
  const text = useText()
  const { session, hold } = useSession()
  const { tellRefusal } = useTell()
  const [leaving, setLeaving] = useState(false)
  const attempt = (work: Promise<void>) => work.catch((thrown: unknown) => tellRefusal(refusalOf(thrown)))
  const leave = async () => {
    setLeaving(true)
    await attempt(hold.leave())
    setLeaving(false)
  }
  return (
    <Page title={session.name || text.say('bar.me')} lead={session.post?.title}>
      {session.posts.length > 1 && (
        <Field group label={text.say('me.post')}>
          <Radios
            value={session.post?.id ?? ''}
            options={session.posts.map(({ id, title }) => ({ value: id, label: title }))}
            onChange={(post) => attempt(hold.changePost(post))}
          />
        </Field>
      )}
      {session.streets.length > 1 && (
        <Field group label={text.say('me.street')}>
          <Radios
            value={String(session.street ?? '')}
            options={session.streets.map(({ street, name }) => ({ value: String(street), label: name }))}
            onChange={(street) => attempt(hold.changeStreet(Number(street)))}
          />
        </Field>
      )}
      {session.kind === 'resident' && !session.letter && session.persons.length > 0 && (
        <ul class="ways">
          {['phones', 'who'].map((what) => (
            <li key={what}>
              <a class="way" data-tone="plain" href={`/doorstep/${what}`}>
                <Icon name={what === 'phones' ? 'phone' : 'add'} />
                <span class="way-words">{text.say(`me.${what}`)}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {session.kind === 'staff' && (
        <nav class="ways" aria-label={text.say('staff.work')}>
          <a class="way" data-tone="plain" href="/doorstep/pin">
            <Icon name="lock" />
            <span class="way-words">{text.say('pin.title')}</span>
          </a>
          <a class="way" data-tone="plain" href="/desk">
            <Icon name="keyboard" />
            <span class="way-words">{text.say('staff.to-desk')}</span>
          </a>
        </nav>
      )}
      <Field group label={text.say('kit.theme')}>
        <ThemeSwitch />
      </Field>
      <Foot>
        <Button icon="sign-out" busy={leaving} onPress={leave}>
          {text.say('face.sign-out')}
        </Button>
      </Foot>
    </Page>
  )
}
