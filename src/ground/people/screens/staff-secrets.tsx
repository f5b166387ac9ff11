/** What is shown once: a first password, a key of one-time codes. To be printed and handed over. */
import { useEffect, useState } from 'preact/hooks'
import { Facts, PrintButton } from '#kit/page.tsx'
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
      {shown.link && <Code link={shown.link} />}
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

/** The link as squares for a telephone's camera, drawn here: the key never leaves the page. */
function Code({ link }: { link: string }) {
  const text = useText()
  const [squares, setSquares] = useState<boolean[][]>([])
  useEffect(() => {
    let shown = true
    void import('uqr').then(({ encode }) => {
      if (shown) setSquares(encode(link).data)
    })
    return () => {
      shown = false
    }
  }, [link])
  if (squares.length === 0) return null
  const path = squares.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg class="key-code" viewBox={`0 0 ${squares.length} ${squares.length}`} role="img" aria-label={text.say('staff.code-picture')}>
      <path fill="#fff" d={`M0 0h${squares.length}v${squares.length}h-${squares.length}z`} />
      <path fill="#000" d={path} />
    </svg>
  )
}
