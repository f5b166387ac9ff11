/** What is in the pack of a matter, before it is taken: whoever takes it answers for whom she gives it to. */
import { useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Page, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { type Refusal, refusalOf } from '#kit/refusal.ts'
import { useText } from '#kit/text-context.tsx'
import { save } from '#kit/transfer.ts'
import { takeEvidence } from '../contract.ts'
import { blobOf } from './blob.ts'

export function Screen({ params }: { params: Record<string, string> }) {
  const text = useText()
  const id = params.id ?? ''
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()
  const take = async () => {
    setBusy(true)
    setRefusal(undefined)
    try {
      const { data } = await call(takeEvidence, { id, language: text.language })
      save({ blob: blobOf(data), name: data.name })
    } catch (thrown) {
      setRefusal(refusalOf(thrown))
    }
    setBusy(false)
  }
  return (
    <Page
      crumbs={[{ label: text.say('matter.title'), href: '/desk/matters' }, { label: text.say('evidence.title') }]}
      title={text.say('evidence.title')}
      lead={text.say('evidence.lead')}
      actions={
        <Button tone="primary" icon="download" busy={busy} onPress={take}>
          {text.say('evidence.take')}
        </Button>
      }
    >
      {refusal && <ProblemNote refusal={refusal} />}
      <Section title={text.say('evidence.inside')}>
        <ul class="plain-list">
          {['page', 'photos', 'log', 'names'].map((part) => (
            <li key={part}>{text.say(`evidence.inside.${part}`)}</li>
          ))}
        </ul>
        <p>{text.say('evidence.words')}</p>
        <p class="quiet">{text.say('evidence.registered')}</p>
      </Section>
    </Page>
  )
}
