/** A type in the making: its parts on the left, and beside them at any time what is wrong, how a sample case runs, and what is other than before. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { InputOf, OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Confirm } from '#kit/dialog.tsx'
import { Page } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Tabs } from '#kit/tabs.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { AskUnsaved } from '#kit/unsaved.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { useToldRead } from '#kit/use-told.ts'
import type { MatterType } from '../../types/type.ts'
import { checkType, dropDraft, readDraft, saveDraft } from '../contract.ts'
import { EditBasics } from './edit-basics.tsx'
import { EditRules } from './edit-rules.tsx'
import { EditStages } from './edit-stages.tsx'
import { EditTexts } from './edit-texts.tsx'
import { DifferenceList, FaultList } from './findings.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { sayWords } from './say-type.ts'
import { TryPanel } from './try-panel.tsx'
import { StageLine } from './type-page.tsx'
import './designer.css'

type Draft = OutputOf<typeof readDraft>
const parts = ['basics', 'stages', 'rules', 'texts'] as const
const sides = ['check', 'try', 'differs'] as const
/** So long after the last key the check is asked again. */
const REST_MS = 600

export function Screen({ params }: { params: Record<string, string> }) {
  // While the next screen is on its way this one still stands, under that one's address: what it is about stays.
  const [id] = useState(params.id ?? '')
  const read = useRead(id, (signal) => call(readDraft, { id }, { signal }), 'once')
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return <Loading lines={12} />
  const { data, may } = read.reply
  // A newer state, fetched after a conflict, begins the editor anew.
  return <Editing key={data.rev} draft={data} may={may} onReload={read.reload} />
}

function Editing({ draft, may, onReload }: { draft: Draft; may: string[]; onReload: () => void }) {
  const text = useText()
  const { route } = useLocation()
  const { tell } = useTell()
  const [type, setType] = useState(draft.type)
  const [rev, setRev] = useState(draft.rev)
  const [kept, setKept] = useState(draft.type)
  const [part, setPart] = useState<(typeof parts)[number]>('basics')
  const [side, setSide] = useState<(typeof sides)[number]>('check')
  const [asking, setAsking] = useState<'publish' | 'drop'>()
  const save = useDo((input: InputOf<typeof saveDraft>, options) => call(saveDraft, input, { ...options, ifMatch: String(rev) }))
  const drop = useDo((input: { id: string }, options) => call(dropDraft, input, options))
  const settled = useRested(type)
  const check = useToldRead(JSON.stringify(settled), (signal) => call(checkType, { type: settled }, { signal }), 'once')
  const { faults, differs } = check.reply?.data ?? draft
  const changed = type !== kept
  const send = async (): Promise<number | undefined> => {
    if (!changed) return rev
    const reply = await save.run({ id: draft.id, type })
    if (!reply) return undefined
    setRev(reply.data.rev)
    setKept(type)
    tell({ text: text.say('type.saved'), tone: 'good' })
    return reply.data.rev
  }
  const throwAway = async () => {
    setAsking(undefined)
    if (await drop.run({ id: draft.id })) route('/desk/types')
  }
  const refusal = save.refusal ?? drop.refusal
  const title = sayWords(text, type.title) || text.say('type.unnamed')
  return (
    <Page
      title={title}
      lead={
        <span class="row">
          <Tag tone={changed ? 'stale' : 'plain'}>{text.say(changed ? 'type.unsaved' : 'type.draft')}</Tag>
          {draft.from && !changed && <Tag tone="good">{text.say('type.holds-from', { day: text.day(draft.from) })}</Tag>}
          <span class="small quiet">{text.say(draft.begun ? 'type.draft-of-version' : 'type.draft-of-new')}</span>
        </span>
      }
      crumbs={[{ label: text.say('type.title'), href: '/desk/types' }, { label: title }]}
      actions={
        <>
          <Button onPress={() => setAsking('drop')}>{text.say('type.drop')}</Button>
          <Button busy={save.busy} disabled={!changed} onPress={send}>
            {text.say('type.save')}
          </Button>
          {may.includes('type.publish') && (
            <Button tone="primary" disabled={faults.length > 0} onPress={() => setAsking('publish')}>
              {text.say('type.publish')}
            </Button>
          )}
        </>
      }
    >
      {refusal && (
        <ProblemNote
          refusal={refusal}
          actions={refusal.code === 'precondition.failed' && <Button onPress={onReload}>{text.say('type.reload')}</Button>}
        />
      )}
      {draft.brings.length > 0 && (
        <p class="quiet">{text.say('type.brings', { forms: text.list(draft.brings.map((form) => sayWords(text, form.title))) })}</p>
      )}
      <AskUnsaved unsaved={changed} />
      <StageLine type={type} />
      <div class="type-designer">
        <div class="type-parts">
          <Tabs
            label={text.say('type.parts')}
            tabs={parts.map((id) => ({ id, label: text.say(`type-tab.${id}`) }))}
            value={part}
            onChange={(next) => setPart(next as typeof part)}
          >
            {part === 'basics' && <EditBasics type={type} onChange={setType} />}
            {part === 'stages' && <EditStages type={type} offered={draft.offered} onChange={setType} />}
            {part === 'rules' && <EditRules type={type} onChange={setType} />}
            {part === 'texts' && <EditTexts type={type} offered={draft.offered} onChange={setType} />}
          </Tabs>
        </div>
        <aside class="type-side">
          <Tabs
            label={text.say('type.beside')}
            tabs={sides.map((id) => ({
              id,
              label: text.say(`type-tab.${id}`),
              ...(id === 'check' && faults.length > 0 ? { count: faults.length } : {}),
            }))}
            value={side}
            onChange={(next) => setSide(next as typeof side)}
          >
            {side === 'check' && <FaultList type={type} faults={faults} />}
            {side === 'try' && <TryPanel type={settled} />}
            {side === 'differs' && (draft.begun ? <DifferenceList type={type} differs={differs} /> : <p>{text.say('type.all-new')}</p>)}
          </Tabs>
        </aside>
      </div>
      {asking === 'publish' && (
        <PublishDialog
          draft={draft.id}
          title={title}
          onSave={send}
          onClose={() => setAsking(undefined)}
          onDone={(id) => {
            tell({ text: text.say(id ? 'type.published' : 'type.planned'), tone: 'good' })
            route(id ? `/desk/types/${id}` : '/desk/types')
          }}
        />
      )}
      <Confirm
        open={asking === 'drop'}
        title={text.say('type.drop-ask', { name: title })}
        verb={text.say('type.drop')}
        danger
        onConfirm={throwAway}
        onClose={() => setAsking(undefined)}
      >
        {text.say('type.drop-what')}
      </Confirm>
    </Page>
  )
}

/** The type as it stood when the keys last rested. */
function useRested(type: MatterType): MatterType {
  const [rested, setRested] = useState(type)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    timer.current = setTimeout(() => setRested(type), REST_MS)
    return () => clearTimeout(timer.current)
  }, [type])
  return rested
}
