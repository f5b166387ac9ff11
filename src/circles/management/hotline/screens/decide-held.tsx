/** An order that came in sealed: whom it is about, or that it is nothing to be sealed. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { InputOf } from '#base/contract.ts'
import { listTypes } from '#ground/matters/contract.ts'
import { AccusedField } from '#ground/matters/screens/new-matter.tsx'
import { inWords } from '#ground/matters/screens/say-matter.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Field, FieldPairs } from '#kit/field.tsx'
import { Select } from '#kit/input.tsx'
import { Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { decideHeld } from '../contract.ts'

const USUAL = 'appeal'

export function DecideHeld({ id, onDone }: { id: string; onDone: () => void }) {
  const text = useText()
  const { route } = useLocation()
  const [accused, setAccused] = useState('')
  const [category, setCategory] = useState('')
  const types = useRead('types', (signal) => call(listTypes, {}, { signal }), 'once').reply?.data.types ?? []
  const act = useDo((input: InputOf<typeof decideHeld>, options) => call(decideHeld, input, options))
  const usual = types.find((one) => one.id === USUAL)
  const keep = async () => {
    const about = accused.startsWith('login:') ? { login: accused.slice('login:'.length) } : { party: accused }
    if (await act.run({ id, accused: about })) onDone()
  }
  const release = async () => {
    const reply = await act.run({ id, ordinary: { type: USUAL, category } })
    if (reply) route(`/desk/matters/${reply.data.matter}`)
  }
  return (
    <Section title={text.say('hotline.decide')}>
      <p>{text.say('hotline.decide-lead')}</p>
      {act.refusal && <ProblemNote refusal={act.refusal} />}
      <FieldPairs>
        <div class="decide-way">
          <AccusedField value={accused} onChange={setAccused} />
          <Button tone="primary" busy={act.busy} disabled={accused === ''} onPress={keep}>
            {text.say('hotline.decide-keep')}
          </Button>
        </div>
        <div class="decide-way">
          <Field label={text.say('hotline.decide-category')} path="/ordinary/category">
            <Select
              value={category}
              onChange={setCategory}
              empty={text.say('matter.choose')}
              options={(usual?.categories ?? [])
                .filter(({ office }) => office === null)
                .map(({ code, label }) => ({ value: code, label: inWords(text, label) }))}
            />
          </Field>
          <Button busy={act.busy} disabled={category === ''} onPress={release}>
            {text.say('hotline.decide-release')}
          </Button>
        </div>
      </FieldPairs>
    </Section>
  )
}
