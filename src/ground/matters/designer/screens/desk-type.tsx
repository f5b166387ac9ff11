/** One type as it holds now: read it, make another version or another type of it, share it, take it out of use. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { Confirm } from '#kit/dialog.tsx'
import { Facts, Page, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { save } from '#kit/transfer.ts'
import { useDo, useRead } from '#kit/use-data.ts'
import { beginDraft, exportType, readDesign, retireType } from '../contract.ts'
import { DifferenceList, FaultList } from './findings.tsx'
import { sayEdition, sayWords } from './say-type.ts'
import { TypePage } from './type-page.tsx'
import './designer.css'

export function Screen({ params }: { params: Record<string, string> }) {
  // While the next screen is on its way this one still stands, under that one's address: what it is about stays.
  const [id] = useState(params.id ?? '')
  const text = useText()
  const { route } = useLocation()
  const { tell } = useTell()
  const [retiring, setRetiring] = useState(false)
  const read = useRead(id, (signal) => call(readDesign, { id }, { signal }), 'once')
  const begin = useDo((input: InputOf<typeof beginDraft>, options) => call(beginDraft, input, options))
  const retire = useDo((input: { id: string }, options) => call(retireType, input, options))
  const fetchFile = useDo((input: { id: string }) => call(exportType, input))
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return <Loading lines={12} />
  const { type, edition, retired, draft, faults, versions, differs, indicators, running } = read.reply.data
  const may = new Set(read.reply.may)
  const title = sayWords(text, type.title)
  const make = async (as: 'version' | 'copy') => {
    const reply = await begin.run({ from: id, as })
    if (reply) route(`/desk/type-drafts/${reply.data.id}`)
  }
  const share = async () => {
    const reply = await fetchFile.run({ id })
    if (!reply) return
    save({ name: reply.data.name, blob: new Blob([JSON.stringify(reply.data.file, null, 2)], { type: 'application/json' }) })
  }
  const takeOut = async () => {
    setRetiring(false)
    if (!(await retire.run({ id }))) return
    tell({ text: text.say('type.retired-done') })
    read.reload()
  }
  const refusal = begin.refusal ?? retire.refusal ?? fetchFile.refusal
  return (
    <Page
      title={title}
      lead={`${sayEdition(text, edition)} · ${text.say('type.running', { n: running })}`}
      crumbs={[{ label: text.say('type.title'), href: '/desk/types' }, { label: title }]}
      actions={
        <>
          <Button icon="download" busy={fetchFile.busy} onPress={share}>
            {text.say('type.export')}
          </Button>
          {may.has('type.publish') && !retired && <Button onPress={() => setRetiring(true)}>{text.say('type.retire')}</Button>}
          {may.has('type.design') && (
            <Button icon="copy" busy={begin.busy} onPress={() => make('copy')}>
              {text.say('type.copy')}
            </Button>
          )}
          {may.has('type.design') &&
            (draft ? (
              <LinkButton tone="primary" icon="edit" href={`/desk/type-drafts/${draft}`}>
                {text.say('type.go-on')}
              </LinkButton>
            ) : (
              <Button tone="primary" icon="edit" busy={begin.busy} onPress={() => make('version')}>
                {text.say(retired ? 'type.restore' : 'type.change')}
              </Button>
            ))}
        </>
      }
    >
      {refusal && <ProblemNote refusal={refusal} />}
      {retired && <Tag tone="stale">{text.say('type.is-retired')}</Tag>}
      {faults.length > 0 && <FaultList type={type} faults={faults} />}
      <TypePage type={type} />
      <Section title={text.say('type-part.indicators')}>
        {indicators.length === 0 ? (
          <p class="quiet">{text.say('type.no-indicators')}</p>
        ) : (
          <Facts
            items={indicators.map((rate) => ({
              label: sayWords(text, rate.title),
              value: (
                <>
                  <span class="digits">
                    {rate.percent ?? '—'} {text.say('type.of', { n: rate.numerator, all: rate.denominator })}
                  </span>{' '}
                  <span class="small quiet">{sayWords(text, rate.says)}</span>
                </>
              ),
            }))}
          />
        )}
      </Section>
      {differs.length > 0 && (
        <Section title={text.say('type.differs-shipped')}>
          <DifferenceList type={type} differs={differs} />
        </Section>
      )}
      <Section title={text.say('type.versions')}>
        <ul class="plain-list">
          {versions.map((version) => (
            <li key={version.edition}>
              {sayEdition(text, version.edition)} <span class="quiet">{text.moment(version.at)}</span>{' '}
              {version.retired && <span class="quiet">{text.say('type.is-retired')}</span>}
            </li>
          ))}
        </ul>
      </Section>
      <Confirm
        open={retiring}
        title={text.say('type.retire-ask', { name: title })}
        verb={text.say('type.retire')}
        onConfirm={takeOut}
        onClose={() => setRetiring(false)}
      >
        {text.say('type.retire-what')}
      </Confirm>
    </Page>
  )
}
