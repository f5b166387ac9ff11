/** Behind the glass: the person or household as on the pages of one's own area, until the stated second. */
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { OutputOf } from '#base/contract.ts'
import { FactList } from '#ground/facts/screens/fact-list.tsx'
import { type CatalogueHere, useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Page, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { closeGlass, readGlass, revealGlass } from '../glass/contract.ts'

type Read = OutputOf<typeof readGlass>
type Part = Read['parts'][number]

export function Screen({ params }: { params: Record<string, string> }) {
  const text = useText()
  const { route } = useLocation()
  const catalogue = useCatalogue()
  const id = params.id!
  const read = useRead(id, (signal) => call(readGlass, { id }, { signal }))
  const close = useDo((input: { id: string }, options) => call(closeGlass, input, options))
  const ends = read.reply?.data.expiresAt
  const reload = read.reload
  // At its second the house refuses it; what is on the screen goes too.
  useEffect(() => {
    if (!ends) return
    const left = Math.max(0, Date.parse(ends) - Date.now())
    const timer = setTimeout(reload, left + 1000)
    return () => clearTimeout(timer)
  }, [ends, reload])
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply || !catalogue) return <Loading lines={12} />
  const { reason, parts, door, expiresAt } = read.reply.data
  const end = async () => {
    if (await close.run({ id })) route('/desk/glass')
  }
  return (
    <Page
      title={text.say('glass.behind')}
      lead={text.say('glass.behind-lead', { until: text.moment(expiresAt), reason })}
      crumbs={[{ label: text.say('glass.title'), href: '/desk/glass' }, { label: text.say('glass.behind') }]}
      actions={
        <Button tone="primary" busy={close.busy} onPress={end}>
          {text.say('glass.close')}
        </Button>
      }
    >
      {close.refusal && <ProblemNote refusal={close.refusal} />}
      {[...parts].sort(byKind).map((part) => (
        <GlassPart
          key={part.id}
          glass={id}
          part={part}
          door={door}
          catalogue={catalogue}
          may={read.reply!.may.includes('sensitive.open')}
        />
      ))}
    </Page>
  )
}

const kinds = ['person', 'household', 'dwelling']
function byKind(a: Part, b: Part): number {
  return kinds.indexOf(a.kind) - kinds.indexOf(b.kind)
}

type GlassPartProps = { glass: string; part: Part; door: string | null; catalogue: CatalogueHere; may: boolean }

function GlassPart({ glass, part, door, catalogue, may }: GlassPartProps) {
  const text = useText()
  const [opened, setOpened] = useState<OutputOf<typeof revealGlass>['facts']>()
  const reveal = useDo((input: { id: string; subject: string }, options) => call(revealGlass, input, options))
  const name = part.facts.find((fact) => fact.element === 'person.name')?.value
  const title = part.kind === 'dwelling' ? (door ?? '') : typeof name === 'string' ? name : text.say(`subject.${part.kind}`)
  const press = async () => {
    const reply = await reveal.run({ id: glass, subject: part.id })
    if (reply) setOpened(reply.data.facts)
  }
  return (
    <Section
      title={title}
      actions={
        may &&
        part.kind === 'person' &&
        !opened && (
          <Button size="small" icon="lock" busy={reveal.busy} onPress={press}>
            {text.say('glass.reveal')}
          </Button>
        )
      }
    >
      {reveal.refusal && <ProblemNote refusal={reveal.refusal} />}
      <FactList facts={part.facts} catalogue={catalogue} />
      {opened && <FactList facts={opened} catalogue={catalogue} only={opened.map(({ element }) => element)} />}
    </Section>
  )
}
