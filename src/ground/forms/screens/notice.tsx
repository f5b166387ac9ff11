/** What the person is told before anything is asked: what for, on which basis, who sees it, how long, what may be refused (PIPL art. 17). */
import { useText } from '#kit/text-context.tsx'
import type { Form } from '../contract.ts'
import { say } from './known-here.ts'

export function Notice({ form }: { form: Form }) {
  const text = useText()
  const lines = [
    { label: text.say('forms.purpose'), said: [say(form.purpose, text.language)] },
    { label: text.say('forms.basis'), said: form.basis.map((basis) => say(basis, text.language)) },
    { label: text.say('forms.recipients'), said: [say(form.recipients, text.language)] },
    { label: text.say('forms.keep'), said: [text.say('forms.keep-years', { n: form.keepYears })] },
  ]
  return (
    <div class="notice-lines">
      <p class="notice-said">{say(form.notice, text.language)}</p>
      <dl class="facts">
        {lines.map(({ label, said }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {said.map((one) => (
                <p key={one}>{one}</p>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
