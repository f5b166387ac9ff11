/** She asks to see, correct, delete, or stop the use of what is kept about her: taken in as a matter with its days, and answered in her own channel. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { NewMatter } from '#ground/matters/screens/new-matter.tsx'
import { Button, LinkButton } from '#kit/button.tsx'
import { Section } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import type { Contact } from '../contract.ts'

/** The shipped type (`catalogue/matters/own-data.json`). */
const TYPE = 'own-data'
const channels = { counter: 'counter', telephone: 'telephone', paper: 'letter' } as const

export function OwnData({ person, contact }: { person: string; contact: Contact }) {
  const text = useText()
  const { route } = useLocation()
  const [taking, setTaking] = useState(false)
  return (
    <Section
      title={text.say('counter.own-data')}
      actions={
        <>
          <LinkButton href={`/desk/matters?list=open&type=${TYPE}`}>{text.say('counter.own-data-all')}</LinkButton>
          <Button icon="add" onPress={() => setTaking(true)}>
            {text.say('counter.own-data-take')}
          </Button>
        </>
      }
    >
      <p class="quiet small">{text.say('counter.own-data-lead')}</p>
      {taking && (
        <NewMatter
          known={{ type: TYPE, here: { person, channel: channels[contact] } }}
          onClose={() => setTaking(false)}
          onOpen={(id) => route(`/desk/matters/${id}`)}
        />
      )}
    </Section>
  )
}
