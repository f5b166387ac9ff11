/** What the person is told before anything is asked: what for, on which basis, who sees it, how long, what may be refused (PIPL art. 17). */

import { sayEdition, sayKeep } from '#ground/purposes/screens/say-keep.ts'
import type { Notice as Told } from '#ground/purposes/telling/contract.ts'
import { useText } from '#kit/text-context.tsx'
import type { Form } from '../contract.ts'
import { say } from './known-here.ts'

export function Notice({ form, notice }: { form: Form; notice: Told }) {
  const text = useText()
  const lines = [
    { label: text.say('forms.purpose'), said: [say(form.purpose, text.language)] },
    { label: text.say('forms.basis'), said: form.basis.map((basis) => say(basis, text.language)) },
    { label: text.say('forms.recipients'), said: [say(form.recipients, text.language)] },
    { label: text.say('forms.keep'), said: [text.say('forms.keep-years', { n: form.keepYears })] },
    {
      label: text.say('forms.registered-for'),
      said: notice.parts.map((part) =>
        text.say('forms.registered-as', {
          name: say(part.title, text.language),
          keep: sayKeep(text, part.keep),
          edition: sayEdition(text, part.edition),
        }),
      ),
    },
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
