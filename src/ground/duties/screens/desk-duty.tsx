/** One item: what it says today, and every version it had with the document it came from. */
import { useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Facts, Page, Section } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Tag } from '#kit/tag.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { type DutyItem, readDuty } from '../contract.ts'
import { ObjectionsTo } from '../objections/screens/objections-to.tsx'
import { RaiseDialog } from '../objections/screens/raise-dialog.tsx'
import { isValidOn } from '../rules.ts'
import { ChangeDialog, EndDialog } from './change-dialogs.tsx'
import { sayLeadLabel, sayList, sayTerm } from './duty-words.ts'
import './duties.css'

export function Screen({ params }: { params: Record<string, string> }) {
  const text = useText()
  const id = params.id!
  const today = streetToday()
  const read = useRead(id, (signal) => call(readDuty, { id }, { signal }), 'once')
  const [open, setOpen] = useState<'change' | 'end' | 'object'>()
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return <Loading lines={10} />
  const { versions } = read.reply.data
  const newest = versions[0]!
  const shown = versions.find((version) => isValidOn(version, today)) ?? newest
  const may = read.reply.may
  const dialog = { today, onClose: () => setOpen(undefined), onDone: read.reload }
  return (
    <Page
      title={shown.title}
      width="measure"
      crumbs={[{ label: text.say('duties.title'), href: '/desk/duties' }, { label: shown.title }]}
      actions={
        <>
          {may.includes('objection.raise') && <Button onPress={() => setOpen('object')}>{text.say('objections.raise')}</Button>}
          {may.includes('duty.change') && newest.to === null && <Button onPress={() => setOpen('end')}>{text.say('duties.end')}</Button>}
          {may.includes('duty.change') && (
            <Button tone="primary" icon="edit" onPress={() => setOpen('change')}>
              {text.say('duties.change')}
            </Button>
          )}
        </>
      }
    >
      <p class="row">
        <Tag tone={shown.list === 'withdrawn' ? 'stale' : 'plain'} mark={undefined}>
          {sayList(text, shown.level, shown.list)}
        </Tag>
        <span class="quiet">{text.say(`duties.level.${shown.level}`)}</span>
        {!isValidOn(shown, today) && <Tag tone="late">{text.say(shown.from > today ? 'duties.not-yet' : 'duties.over')}</Tag>}
      </p>
      <p class="prose">{text.say(`duties.what.${shown.level === 'community' ? 'community' : 'street'}.${shown.list}`)}</p>
      <div class="duty-facts">
        <Facts items={factsOf(text, shown)} />
      </div>
      <Section title={text.say('duties.history')}>
        <ol class="duty-history">
          {versions.map((version, at) => (
            <Version key={version.rev} version={version} before={versions[at + 1]} current={version === shown} />
          ))}
        </ol>
      </Section>
      <ObjectionsTo duty={id} />
      {open === 'change' && <ChangeDialog item={newest} {...dialog} />}
      {open === 'end' && <EndDialog item={newest} {...dialog} />}
      {open === 'object' && (
        <RaiseDialog about={{ kind: 'duty', id, title: shown.title }} asker={shown.lead} reasons={[]} onClose={() => setOpen(undefined)} />
      )}
    </Page>
  )
}

function factsOf(text: Text, item: DutyItem): { label: string; value: string }[] {
  const own = item.list === 'basic' || item.list === 'self'
  const given: [string, string][] = [
    [text.say('duties.number'), item.number],
    [text.say('duties.category'), [item.category, item.subcategory].filter(Boolean).join(' · ')],
    [own ? '' : sayLeadLabel(text, item.list), item.lead],
    [text.say('duties.partners'), item.partners.join('、')],
    [text.say(item.list === 'withdrawn' ? 'duties.how' : 'duties.tasks'), item.tasks],
    [text.say('duties.basis'), item.basis],
  ]
  return given.flatMap(([label, value]) => (label && value ? [{ label, value }] : []))
}

/** What was new with it is said in words: which of its parts it changed. */
function Version({ version, before, current }: { version: DutyItem; before: DutyItem | undefined; current: boolean }) {
  const text = useText()
  const { source, ended } = version
  const changed = before ? changedParts(version, before) : []
  const never = version.to !== null && version.to < version.from
  return (
    <li data-current={current ? '' : undefined}>
      <strong class="digits">{never ? text.say('duties.never-held') : sayTerm(text, version)}</strong>
      <span>
        {text.say('duties.by', { document: source.document })}
        {source.day && ` · ${text.day(source.day, 'short')}`}
      </span>
      {before ? (
        <span class="quiet">
          {changed.length === 0
            ? text.say('duties.same-words')
            : text.say('duties.changed-parts', { what: text.list(changed.map((part) => text.say(`duties.part.${part}`))) })}
          {before.list !== version.list &&
            ` · ${text.say('duties.moved', { from: sayList(text, before.level, before.list), to: sayList(text, version.level, version.list) })}`}
        </span>
      ) : (
        <span class="quiet">{text.say('duties.first-listed')}</span>
      )}
      {ended && <span class="quiet">{text.say('duties.ended-by', { document: ended.document })}</span>}
    </li>
  )
}

function changedParts(version: DutyItem, before: DutyItem): string[] {
  const parts = ['title', 'category', 'subcategory', 'lead', 'partners', 'tasks', 'basis'] as const
  return parts.filter((part) => String(version[part]) !== String(before[part]))
}
