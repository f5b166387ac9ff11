/** One round: how far it is, what became of each door, and giving it to somebody else. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { Select } from '#kit/input.tsx'
import { Page } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { streetToday } from '#kit/today.ts'
import { useDo, useRead } from '#kit/use-data.ts'
import { endRound, planRound, type RoundDoor, reassignRound } from '../contract.ts'
import { DoorView } from './door-view.tsx'
import { dueAt, openAt } from './due.ts'
import { Progress } from './round-progress.tsx'
import { type Round, useWalk } from './use-walk.ts'
import './rounds.css'

export function Screen({ params, query }: { params: Record<string, string>; query: Record<string, string> }) {
  const text = useText()
  const { route } = useLocation()
  const { tell } = useTell()
  const id = params.id!
  const [moving, setMoving] = useState(false)
  const walk = useWalk(id)
  const end = useDo((input: InputOf<typeof endRound>, options) => call(endRound, input, options))
  const { round, doors } = walk
  if (walk.refusal) return <ProblemPage refusal={walk.refusal} onRetry={walk.reload} />
  if (!round) return <Loading lines={12} />
  const mayPlan = walk.may.includes('round.plan') && round.state === 'open'
  const here = `/desk/rounds/${id}`
  const door = doors.find(({ dwelling }) => dwelling === query.door)
  if (door)
    return (
      <DoorView
        paper
        key={door.dwelling}
        round={round}
        door={door}
        capture={walk.capture}
        onBack={() => route(here)}
        onCard={() => route(`${here}/paper`)}
        onDone={() => route(here)}
      />
    )
  const finish = async () => {
    const reply = await end.run({ id })
    if (!reply) return
    tell({ text: text.say('rounds.ended', { n: reply.data.doors }) })
    route('/desk/rounds')
  }
  return (
    <Page
      title={round.title}
      lead={text.say('rounds.of', {
        name: round.walker.name,
        title: round.walker.title,
        from: text.day(round.from),
        to: text.day(round.to),
      })}
      crumbs={[{ label: text.say('rounds.title'), href: '/desk/rounds' }, { label: round.title }]}
      actions={
        <>
          {mayPlan && (
            <Button tone="quiet" busy={end.busy} onPress={finish}>
              {text.say('rounds.end')}
            </Button>
          )}
          {mayPlan && (
            <Button icon="people" onPress={() => setMoving(true)}>
              {text.say('rounds.reassign')}
            </Button>
          )}
          <LinkButton icon="print" href={`/desk/rounds/${id}/paper`}>
            {text.say('rounds.paper')}
          </LinkButton>
        </>
      }
    >
      {end.refusal && <ProblemNote refusal={end.refusal} />}
      <Progress round={round} />
      <DoorTable doors={doors} onOpen={(one) => route(`${here}?door=${one.dwelling}`)} />
      {moving && <ReassignDialog round={round} onClose={() => setMoving(false)} onDone={walk.reload} />}
    </Page>
  )
}

function DoorTable({ doors, onOpen }: { doors: readonly RoundDoor[]; onOpen: (door: RoundDoor) => void }) {
  const text = useText()
  const today = streetToday()
  const questions = (door: RoundDoor) => openAt(door) + dueAt(door, today).length
  const said = (door: RoundDoor) => {
    if (!door.last) return text.say(door.open ? 'rounds.not-yet' : 'rounds.released')
    const when = door.last.comeBackAt ? text.moment(door.last.comeBackAt) : text.moment(door.last.at)
    return text.say(`rounds.outcome.${door.last.outcome}`, { when })
  }
  return (
    <div class="round-doors">
      <Table
        label={text.say('rounds.doors-list')}
        rows={doors}
        rowId={(door) => door.dwelling}
        onOpen={onOpen}
        columns={[
          { id: 'place', label: text.say('rounds.place'), text: (door) => String(door.place), align: 'end', width: '3.5rem' },
          {
            id: 'label',
            label: text.say('rounds.door'),
            text: (door) => door.label,
            show: (door) => <a href={`/desk/doors/${door.dwelling}`}>{door.label}</a>,
            head: true,
            fills: true,
          },
          {
            id: 'outcome',
            label: text.say('rounds.outcome'),
            text: said,
            show: (door) => (
              <Tag tone={door.open ? (door.last ? 'stale' : 'plain') : 'good'} mark={door.open ? undefined : 'check'}>
                {said(door)}
              </Tag>
            ),
            width: '22rem',
          },
          {
            id: 'questions',
            label: text.say('rounds.still-open'),
            text: (door) => text.number(questions(door)),
            align: 'end',
            width: '8rem',
          },
        ]}
      />
    </div>
  )
}

function ReassignDialog({ round, onClose, onDone }: { round: Round; onClose: () => void; onDone: () => void }) {
  const text = useText()
  const { tell } = useTell()
  const today = streetToday()
  const [post, setPost] = useState(round.walker.post)
  const [to, setTo] = useState(round.to)
  const code = String(round.region)
  const area = code.endsWith('000') ? code.slice(0, 12) : code
  const plan = useRead(area, (signal) => call(planRound, { area, most: 1 }, { signal }), 'once')
  const act = useDo((input: InputOf<typeof reassignRound>, options) => call(reassignRound, input, options))
  const send = async () => {
    if (!post || !to || !(await act.run({ id: round.id, post, to }))) return
    tell({ text: text.say('rounds.reassigned') })
    onDone()
    onClose()
  }
  return (
    <Dialog
      open
      title={text.say('rounds.reassign')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" busy={act.busy} disabled={!post || !to} onPress={send}>
            {text.say('rounds.hand-over')}
          </Button>
        </>
      }
    >
      <Form onSubmit={send} refusal={act.refusal ?? plan.refusal} label={text.say('rounds.reassign')}>
        <p>{text.say('rounds.reassign-lead')}</p>
        <Field label={text.say('rounds.walker')} path="/post">
          <Select
            value={post}
            onChange={setPost}
            options={(plan.reply?.data.walkers ?? [{ ...round.walker, team: true }]).map((one) => ({
              value: one.post,
              label: text.say(one.team ? 'rounds.walker-team' : 'rounds.walker-of', { name: one.name, title: one.title }),
            }))}
          />
        </Field>
        <Field label={text.say('rounds.to')} path="/to">
          <DayInput value={to} onChange={setTo} today={today} earliest={today} example={round.to} />
        </Field>
      </Form>
    </Dialog>
  )
}
