/** What is shown once: a first password, a key of one-time codes. To be printed and handed over. */
import { Facts, PrintButton } from '#kit/page.tsx'
import { SquareCode } from '#kit/square-code.tsx'
import { useText } from '#kit/text-context.tsx'

export type Shown = { password?: string; secret?: string; link?: string }

export function Secrets({ name, signIn, shown }: { name: string; signIn: string; shown: Shown }) {
  const text = useText()
  if (!shown.password && !shown.secret) return <p>{text.say('staff.replayed')}</p>
  const items = [
    { label: text.say('staff.name'), value: name },
    { label: text.say('staff.sign-in'), value: <code>{signIn}</code> },
    ...(shown.password ? [{ label: text.say('staff.password'), value: <code>{shown.password}</code> }] : []),
    ...(shown.secret ? [{ label: text.say('staff.secret'), value: <code>{shown.secret.replace(/.{4}/g, '$& ').trim()}</code> }] : []),
  ]
  return (
    <>
      <p>{text.say('staff.once-lead')}</p>
      <Facts items={items} />
      {shown.secret && <p class="quiet">{text.say('staff.secret-hint')}</p>}
      {shown.link && <SquareCode class="key-code" link={shown.link} label={text.say('staff.code-picture')} />}
      {shown.link && (
        <p class="quiet no-print">
          {text.say('staff.link')} <code class="key-link">{shown.link}</code>
        </p>
      )}
      <div class="row no-print">
        <PrintButton />
      </div>
    </>
  )
}
