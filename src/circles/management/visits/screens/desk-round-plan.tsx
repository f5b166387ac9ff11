/** Planning a round: whose doors, how long, who walks; the doors it would have, to be taken out one by one; and handing it over. */
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { InputOf, OutputOf } from '#base/contract.ts'
import { addDays } from '#base/values/day.ts'
import { listOpen } from '#ground/asks/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Checkbox } from '#kit/checkbox.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Field, Form } from '#kit/field.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { streetToday } from '#kit/today.ts'
import { useDo, useRead } from '#kit/use-data.ts'
import { assignRound, listRounds, planRound } from '../contract.ts'
import { type Grid, joinGrids } from './grids.ts'
import './rounds.css'

type Plan = OutputOf<typeof planRound>
const LASTS_DAYS = 7
const lengths = ['60', '120', '180', '240']

export function Screen({ query }: { query: Record<string, string> }) {
  const text = useText()
  const open = useRead('open', (signal) => call(listOpen, {}, { signal }), 'once')
  const [area, setArea] = useState(query.area && wholeOf(query.area))
  const [post, setPost] = useState('')
  const [minutes, setMinutes] = useState('120')
  const [early, setEarly] = useState(false)
  const rounds = useRead('rounds', (signal) => call(listRounds, {}, { signal }), 'once')
  const grids = open.reply && rounds.reply && joinGrids(open.reply.data.grids, rounds.reply.data.due)
  const chosen = area ?? (grids?.[0] ? wholeOf(String(grids[0].region)) : undefined)
  const input = chosen && {
    area: chosen,
    ...(post ? { post } : {}),
    ...(minutes ? { minutes: Number(minutes) } : {}),
    ...(early ? { early } : {}),
  }
  const plan = useRead(
    input ? JSON.stringify(input) : undefined,
    (signal) => call(planRound, input as InputOf<typeof planRound>, { signal }),
    'once',
  )
  const failed = [open, rounds].find(({ refusal }) => refusal) ?? (plan.reply ? undefined : plan)
  if (failed?.refusal) return <ProblemPage refusal={failed.refusal} onRetry={failed.reload} />
  if (!grids) return <Loading lines={12} />
  const several = new Set(grids.map(({ community }) => community)).size > 1
  const found = plan.reply?.data
  return (
    <Page
      title={text.say('rounds.plan')}
      lead={text.say('rounds.plan-lead')}
      crumbs={[{ label: text.say('rounds.title'), href: '/desk/rounds' }, { label: text.say('rounds.plan') }]}
    >
      {grids.length === 0 || !chosen ? (
        <EmptyState icon="check" title={text.say('rounds.nothing-open')}>
          {text.say('rounds.nothing-open-lead')}
        </EmptyState>
      ) : (
        <>
          <div class="row plan-choices">
            <Field label={text.say('rounds.grid')}>
              <Select value={chosen} onChange={setArea} options={areasOf(grids, several, text.say('rounds.whole'))} />
            </Field>
            <Field label={text.say('rounds.walker')}>
              <Select
                value={post}
                onChange={setPost}
                empty={text.say('rounds.choose-walker')}
                options={(found?.walkers ?? []).map((one) => ({
                  value: one.post,
                  label: text.say(one.team ? 'rounds.walker-team' : 'rounds.walker-of', { name: one.name, title: one.title }),
                }))}
              />
            </Field>
            <Field label={text.say('rounds.how-long')}>
              <Select
                value={minutes}
                onChange={setMinutes}
                empty={text.say('rounds.no-limit')}
                options={lengths.map((one) => ({ value: one, label: text.say('rounds.minutes-n', { n: one }) }))}
              />
            </Field>
          </div>
          {found && (early || found.first.doors > 0) && (
            <div class="plan-first">
              {!early && found.first.from && (
                <p>{text.say('rounds.left-first', { n: found.first.doors, day: text.day(found.first.from) })}</p>
              )}
              <Checkbox label={text.say('rounds.early')} checked={early} onChange={setEarly} />
            </div>
          )}
          {found ? (
            <Doors key={JSON.stringify(input)} plan={found} area={(input as { area: string }).area} post={post} onTaken={plan.reload} />
          ) : (
            <Loading lines={8} />
          )}
        </>
      )}
    </Page>
  )
}

/** Of doors in no grid the community whole. */
function wholeOf(region: string): string {
  return region.length === 15 && region.endsWith('000') ? region.slice(0, 12) : region
}

/** Each community whole, and its grids. */
function areasOf(grids: readonly Grid[], several: boolean, whole: string): { value: string; label: string }[] {
  const communities = new Map(grids.map(({ region, community }) => [String(region).slice(0, 12), community]))
  return [...communities].flatMap(([code, community]) => [
    { value: code, label: `${community} · ${whole}` },
    ...grids
      .filter(({ region }) => String(region).startsWith(code) && region % 1000 > 0)
      .map(({ region, name }) => ({ value: String(region), label: several ? `${community} · ${name}` : name })),
  ])
}

function Doors({ plan, area, post, onTaken }: { plan: Plan; area: string; post: string; onTaken: () => void }) {
  const text = useText()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(plan.doors.map(({ dwelling }) => dwelling)))
  useEffect(() => setChosen(new Set(plan.doors.map(({ dwelling }) => dwelling))), [plan])
  const taken = plan.doors.filter(({ dwelling }) => chosen.has(dwelling))
  const sum = (of: (door: Plan['doors'][number]) => number) => taken.reduce((total, door) => total + of(door), 0)
  const { more, inRounds, visited, protected: closed } = plan.left
  const left = [
    more > 0 ? text.say('rounds.left-more', { n: more }) : '',
    inRounds > 0 ? text.say('rounds.left-in-rounds', { n: inRounds }) : '',
    visited > 0 ? text.say('rounds.left-visited', { n: visited }) : '',
    closed > 0 ? text.say('rounds.left-protected', { n: closed }) : '',
  ].filter(Boolean)
  if (plan.doors.length === 0)
    return (
      <EmptyState icon="check" title={text.say('rounds.nothing-here')}>
        {left.join(' ')}
      </EmptyState>
    )
  return (
    <div class="plan">
      <div>
        <p class="plan-sum" aria-live="polite">
          {text.say('rounds.sum', {
            doors: taken.length,
            people: sum(({ people }) => people),
            questions: sum(({ questions }) => questions),
            minutes: Math.ceil(sum((door) => door.minutes)),
          })}
        </p>
        <p class="small quiet">
          {text.say(plan.measured ? 'rounds.measured' : 'rounds.assumed')} {left.join(' ')}
        </p>
        <Table
          label={text.say('rounds.doors-list')}
          rows={plan.doors}
          rowId={(door) => door.dwelling}
          chosen={chosen}
          onChoose={setChosen}
          columns={[
            { id: 'label', label: text.say('rounds.door'), text: (door) => door.label, head: true, fills: true },
            { id: 'people', label: text.say('rounds.people'), text: (door) => text.number(door.people), align: 'end', width: '6rem' },
            {
              id: 'questions',
              label: text.say('rounds.questions'),
              text: (door) => text.number(door.questions),
              align: 'end',
              width: '6rem',
            },
            { id: 'minutes', label: text.say('rounds.minutes'), text: (door) => text.number(door.minutes, 1), align: 'end', width: '6rem' },
            { id: 'until', label: text.say('rounds.until'), text: (door) => (door.until ? text.day(door.until) : ''), width: '9rem' },
          ]}
        />
      </div>
      <Assign area={area} post={post} doors={taken.map(({ dwelling }) => dwelling)} onTaken={onTaken} />
    </div>
  )
}

function Assign({ area, post, doors, onTaken }: { area: string; post: string; doors: string[]; onTaken: () => void }) {
  const text = useText()
  const { route } = useLocation()
  const { tell } = useTell()
  const today = streetToday()
  const [title, setTitle] = useState(text.say('rounds.title-of', { day: text.day(today) }))
  const [from, setFrom] = useState(today)
  const [to, setTo] = useState(addDays(today, LASTS_DAYS))
  const act = useDo((input: InputOf<typeof assignRound>, options) => call(assignRound, input, options))
  const send = async () => {
    if (!post || !from || !to) return
    const reply = await act.run({ area, post, title, from, to, doors })
    if (!reply) return
    tell({ text: text.say('rounds.assigned', { n: reply.data.doors }) })
    route(`/desk/rounds/${reply.data.id}`)
  }
  const changed = act.refusal?.code === 'thing.changed'
  return (
    <aside class="card plan-assign" aria-label={text.say('rounds.assign')}>
      <h2>{text.say('rounds.assign')}</h2>
      <Form onSubmit={send} refusal={act.refusal} label={text.say('rounds.assign')}>
        <Field label={text.say('rounds.name')} path="/title">
          <TextInput value={title} onInput={setTitle} maxLength={60} />
        </Field>
        <Field label={text.say('rounds.from')} path="/from">
          <DayInput value={from} onChange={setFrom} today={today} earliest={today} example={today} />
        </Field>
        <Field label={text.say('rounds.to')} path="/to">
          <DayInput value={to} onChange={setTo} today={today} earliest={from || today} example={to} />
        </Field>
        {changed && (
          <Button icon="back" onPress={onTaken}>
            {text.say('rounds.look-again')}
          </Button>
        )}
        <Button
          type="submit"
          tone="primary"
          icon="walk"
          busy={act.busy}
          disabled={!post || !from || !to || doors.length === 0 || title.trim() === ''}
        >
          {text.say('rounds.hand-over')}
        </Button>
        {!post && <p class="small quiet">{text.say('rounds.choose-first')}</p>}
      </Form>
    </aside>
  )
}
