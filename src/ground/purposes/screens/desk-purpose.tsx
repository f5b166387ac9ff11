/** One purpose whole, as it is told to people; how many were told, and of which version; print it, change it, take it out of use. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { InputOf, OutputOf } from '#base/contract.ts'
import { type CatalogueHere, useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { Confirm } from '#kit/dialog.tsx'
import { Page, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { useToldRead } from '#kit/use-told.ts'
import { changePurpose, readPurpose, retirePurpose } from '../contract.ts'
import { isProtected } from '../rules.ts'
import { countTold, type NoticePart } from '../telling/contract.ts'
import { Assessments } from './assessments.tsx'
import { NoticeLines } from './notice-lines.tsx'
import { sayEdition } from './say-keep.ts'
import { say } from './words.ts'
import './purposes.css'

type Read = OutputOf<typeof readPurpose>

export function Screen({ params }: { params: Record<string, string> }) {
  const text = useText()
  const { route } = useLocation()
  const { tell } = useTell()
  const id = params.id!
  const catalogue = useCatalogue()
  const read = useRead(id, (signal) => call(readPurpose, { id }, { signal }), 'once')
  const told = useToldRead(`told ${id}`, (signal) => call(countTold, { id }, { signal }), 'once')
  const [retiring, setRetiring] = useState(false)
  const retire = useDo((input: { id: string }, options) => call(retirePurpose, input, options))
  const restore = useDo((input: InputOf<typeof changePurpose>, options) => call(changePurpose, input, options))
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply || !catalogue) return <Loading lines={12} />
  const { purpose, edition, retired, faults, versions } = read.reply.data
  const may = read.reply.may.includes('purpose.change')
  const takeOut = async () => {
    if (!(await retire.run({ id }))) return setRetiring(false)
    tell({ text: text.say('purposes.retired-done') })
    route('/desk/purposes')
  }
  const takeBack = async () => {
    if (!(await restore.run({ id, purpose, edition }))) return
    tell({ text: text.say('purposes.restored') })
    read.reload()
  }
  const refusal = retire.refusal ?? restore.refusal
  const title = say(purpose.title, text.language)
  return (
    <Page
      title={title}
      width="measure"
      crumbs={[{ label: text.say('purposes.title'), href: '/desk/purposes' }, { label: title }]}
      actions={
        <>
          <LinkButton icon="print" href={`/desk/purposes/notice/${id}`}>
            {text.say('purposes.notice')}
          </LinkButton>
          {may && !retired && <Button onPress={() => setRetiring(true)}>{text.say('purposes.retire')}</Button>}
          {may && !retired && (
            <LinkButton icon="edit" tone="primary" href={`/desk/purposes/${id}/change`}>
              {text.say('purposes.edit')}
            </LinkButton>
          )}
          {may && retired && (
            <Button tone="primary" busy={restore.busy} onPress={takeBack}>
              {text.say('purposes.restore')}
            </Button>
          )}
        </>
      }
    >
      {refusal && <ProblemNote refusal={refusal} />}
      {(refusal?.fields.length ?? 0) > 0 && (
        <ul class="faults">
          {refusal!.fields.map((field) => (
            <li key={field.say + JSON.stringify(field.with)}>{text.say(field.say, field.with)}</li>
          ))}
        </ul>
      )}
      {retired && <Tag tone="stale">{text.say('purposes.is-retired')}</Tag>}
      {faults.length > 0 && (
        <ul class="faults">
          {faults.map((fault) => (
            <li key={fault.path + fault.say}>{text.say(fault.say, fault.with)}</li>
          ))}
        </ul>
      )}
      <NoticeLines part={partOf(read.reply.data, catalogue)} catalogue={catalogue} />
      {told.reply && (
        <p class="quiet purpose-told">
          {told.reply.data.older > 0
            ? text.say('purposes.told-older', { n: told.reply.data.told, m: told.reply.data.older })
            : text.say('purposes.told', { n: told.reply.data.told })}
        </p>
      )}
      <Assessments id={id} read={read.reply.data} may={may && !retired} onDone={read.reload} />
      <Section title={text.say('purposes.versions')}>
        <ul class="plain-list">
          {versions.map((version) => (
            <li key={version.edition}>
              {sayEdition(text, version.edition)} <span class="quiet">{text.moment(version.at)}</span>{' '}
              {version.retired && <span class="quiet">{text.say('purposes.is-retired')}</span>}
            </li>
          ))}
        </ul>
      </Section>
      <Confirm
        open={retiring}
        title={text.say('purposes.retire-ask', { name: title })}
        verb={text.say('purposes.retire')}
        onConfirm={takeOut}
        onClose={() => setRetiring(false)}
      >
        {text.say('purposes.retire-what')}
      </Confirm>
    </Page>
  )
}

/** The same lines as on the notice, over everything it covers. */
function partOf({ purpose, edition, elements }: Read, catalogue: CatalogueHere): NoticePart {
  const guarded = elements.filter((id) => {
    const element = catalogue.element(id)
    return element !== undefined && isProtected(element)
  })
  return { ...purpose, edition, elements, protected: guarded, eachTime: purpose.eachTime ?? false, effect: purpose.effect ?? null }
}
