/** How the file is understood: whose roster it is, of which day, from which source, and sheet by sheet what its columns say. */
import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import { listCommunities } from '#ground/places/contract.ts'
import { call } from '#kit/api.ts'
import { Checkbox } from '#kit/checkbox.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Field } from '#kit/field.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { isAbort, type Refusal, refusalOf } from '#kit/refusal.ts'
import { Tabs } from '#kit/tabs.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useToldRead } from '#kit/use-told.ts'
import { planImport } from '../contract.ts'
import type { ImportWhole } from '../shapes.ts'
import { SheetEditor } from './import-sheet.tsx'
import type { PlanChange } from './plan-change.ts'

type PlanEditorProps = {
  whole: ImportWhole
  may: boolean
  catalogue: CatalogueHere
  onChanged: (whole: ImportWhole) => void
  /** Leads on; stands below the columns too. */
  next: ComponentChildren
}

export function PlanEditor({ whole, may, catalogue, onChanged, next }: PlanEditorProps) {
  const text = useText()
  const { change, saving, refusal } = useChanges(whole.id, onChanged)
  const [open, setOpen] = useState(() => (whole.sheets.find(({ use }) => use) ?? whole.sheets[0])?.sheet ?? 1)
  const sheet = whole.sheets.find((one) => one.sheet === open)
  const view = sheet && (
    <SheetEditor
      key={sheet.sheet}
      id={whole.id}
      sheet={sheet}
      catalogue={catalogue}
      may={may}
      onChange={(more) => change({ sheets: [{ sheet: sheet.sheet, ...more }] })}
    />
  )
  return (
    <>
      {refusal && <ProblemNote refusal={refusal} />}
      {may && <About whole={whole} onChange={change} />}
      {whole.sheets.length > 1 ? (
        <Tabs
          label={text.say('sheet.all')}
          tabs={whole.sheets.map((one) => ({
            id: String(one.sheet),
            label: one.use ? one.name : text.say('sheet.unused', { name: one.name }),
          }))}
          value={String(open)}
          onChange={(id) => setOpen(Number(id))}
        >
          {view}
        </Tabs>
      ) : (
        view
      )}
      <div class="row">
        {next}
        <span class="small quiet" role="status">
          {saving ? text.say('plan.saving') : ''}
        </span>
      </div>
    </>
  )
}

/** One change after the other; each reply is the whole plan as it then stands. */
function useChanges(
  id: string,
  onChanged: (whole: ImportWhole) => void,
): { change: (change: PlanChange) => void; saving: boolean; refusal: Refusal | undefined } {
  const [under, setUnder] = useState(0)
  const [refusal, setRefusal] = useState<Refusal>()
  const line = useRef(Promise.resolve())
  const change = (next: PlanChange) => {
    setUnder((now) => now + 1)
    line.current = line.current
      .then(() => call(planImport, { id, ...next }, { limit: 120_000 }))
      .then(
        ({ data }) => {
          setRefusal(undefined)
          onChanged(data)
        },
        (thrown: unknown) => {
          if (!isAbort(thrown)) setRefusal(refusalOf(thrown))
        },
      )
      .then(() => setUnder((now) => now - 1))
  }
  return { change, saving: under > 0, refusal }
}

const plainSources = ['register', 'seen', 'self'] as const

function About({ whole, onChange }: { whole: ImportWhole; onChange: (change: PlanChange) => void }) {
  const text = useText()
  const communities = useToldRead('communities', (signal) => call(listCommunities, {}, { signal }), 'once').reply?.data.communities ?? []
  const department = whole.source.startsWith('department:') ? whole.source.slice('department:'.length) : undefined
  const [named, setNamed] = useState(department)
  const [estate, setEstate] = useState(whole.estate ?? '')
  const pickSource = (source: string) => {
    setNamed(source === 'department' ? '' : undefined)
    if (source !== 'department') onChange({ source })
  }
  return (
    <div class="import-about">
      <Field label={text.say('plan.community')}>
        <Select
          value={String(whole.community)}
          onChange={(community) => onChange({ community: Number(community) })}
          options={communities.map(({ region, name }) => ({ value: String(region), label: name }))}
        />
      </Field>
      <Field label={text.say('plan.as-of')}>
        <DayInput
          value={whole.asOf}
          onChange={(asOf) => asOf && asOf !== whole.asOf && onChange({ asOf })}
          today={streetToday()}
          latest={streetToday()}
        />
        <p class="small quiet as-of-from" data-look={whole.asOfFrom === 'today' ? '' : undefined}>
          {text.say(`plan.as-of-${whole.asOfFrom}`)}
        </p>
      </Field>
      <Field label={text.say('plan.source')}>
        <Select
          value={named === undefined ? whole.source : 'department'}
          onChange={pickSource}
          options={[
            ...plainSources.map((source) => ({ value: source as string, label: text.say(`source.${source}`) })),
            { value: 'department', label: text.say('plan.department') },
          ]}
        />
      </Field>
      {named !== undefined && (
        <Field label={text.say('plan.which-department')}>
          <TextInput
            value={named}
            maxLength={40}
            onInput={setNamed}
            onLeave={() => named.trim() && onChange({ source: `department:${named.trim()}` })}
          />
        </Field>
      )}
      <details class="import-doors" open={whole.estate !== null || !whole.newDoors}>
        <summary>{text.say('plan.doors')}</summary>
        <Field label={text.say('plan.estate')} optional>
          <TextInput
            value={estate}
            maxLength={60}
            onInput={setEstate}
            onLeave={() => (estate.trim() || null) !== whole.estate && onChange({ estate: estate.trim() || null })}
          />
          <p class="small quiet">{text.say('plan.estate-hint')}</p>
        </Field>
        <Checkbox
          label={text.say('plan.new-doors')}
          hint={text.say('plan.new-doors-hint')}
          checked={whole.newDoors}
          onChange={(newDoors) => onChange({ newDoors })}
        />
      </details>
    </div>
  )
}
