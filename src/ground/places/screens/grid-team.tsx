/** Who answers for a grid: each with a role, a telephone and a term; a stairwell head for her stairs. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Combobox } from '#kit/combobox.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { FormDialog } from '#kit/form-dialog.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import { Table } from '#kit/table.tsx'
import { Tag } from '#kit/tag.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { streetToday } from '#kit/today.ts'
import { useDo } from '#kit/use-data.ts'
import { addMember, changeMember, type Member, type TeamRole, teamRoles } from '../grids/contract.ts'
import type { Grid } from './grid-here.ts'

type Props = { grid: Grid; may: boolean; onChange: () => void }

export function GridTeam({ grid, may, onChange }: Props) {
  const text = useText()
  const [editing, setEditing] = useState<Member | 'new'>()
  const today = streetToday()
  return (
    <>
      <Table
        label={text.say('grids.team')}
        rows={grid.members}
        rowId={(one) => one.id}
        {...(may ? { onOpen: setEditing } : {})}
        empty={text.say('grids.team-none')}
        columns={[
          { id: 'role', label: text.say('grids.role'), text: (one) => text.say(`role.${one.role}`), width: '8rem' },
          { id: 'name', label: text.say('grids.member'), text: (one) => one.name, head: true, width: '10rem' },
          { id: 'phone', label: text.say('grids.phone'), text: (one) => one.phone, width: '9rem' },
          {
            id: 'doors',
            label: text.say('grids.answers-for'),
            text: (one) => (one.doors === null ? text.say('grids.whole') : text.say('grids.some-doors', { n: one.doors.length })),
          },
          {
            id: 'term',
            label: text.say('grids.term'),
            text: (one) => sayTerm(text, one),
            show: (one) => (
              <>
                {sayTerm(text, one)} {one.from > today && <Tag tone="plain">{text.say('grids.to-come')}</Tag>}
              </>
            ),
            width: '16rem',
          },
        ]}
      />
      {may && (
        <div class="row no-print under-table">
          <Button icon="add" onPress={() => setEditing('new')}>
            {text.say('grids.add-member')}
          </Button>
        </div>
      )}
      {editing === 'new' && <NewMember grid={grid} today={today} onClose={() => setEditing(undefined)} onDone={onChange} />}
      {editing && editing !== 'new' && (
        <ChangeMember grid={grid} member={editing} today={today} onClose={() => setEditing(undefined)} onDone={onChange} />
      )}
    </>
  )
}

function sayTerm(text: Text, { from, to }: Member): string {
  return to ? `${text.day(from)} – ${text.day(to)}` : text.say('grids.since', { day: text.day(from) })
}

type DialogProps = { grid: Grid; today: string; onClose: () => void; onDone: () => void }

function NewMember({ grid, today, onClose, onDone }: DialogProps) {
  const text = useText()
  const { tell } = useTell()
  const [role, setRole] = useState<TeamRole>('grid-worker')
  const [login, setLogin] = useState('')
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [from, setFrom] = useState(today)
  const [to, setTo] = useState('')
  const [stairs, setStairs] = useState<ReadonlySet<string>>(new Set())
  const own = grid.stairs.filter((one) => one.inside > 0)
  const act = useDo((input: InputOf<typeof addMember>, options) => call(addMember, input, options))
  const called = grid.logins.find((one) => one.id === login)?.name ?? name.trim()
  const send = async () => {
    const chosen = own.filter((one) => stairs.has(`${one.building} ${one.unit} ${one.estate}`))
    const reply = await act.run({
      id: grid.id,
      role,
      from,
      phone,
      ...(login ? { login } : { name: name.trim() }),
      ...(to ? { to } : {}),
      ...(chosen.length > 0 ? { stairs: chosen.map(({ estate, building, unit }) => ({ estate, building, unit })) } : {}),
    })
    if (!reply) return
    tell({ text: text.say('grids.member-added', { name: called }) })
    onDone()
    onClose()
  }
  const title = text.say('grids.add-member')
  return (
    <FormDialog title={title} verb={text.say('grids.add')} act={act} ready={called !== '' && from !== ''} onSend={send} onClose={onClose}>
      <Field label={text.say('grids.role')}>
        <Select
          value={role}
          onChange={(value) => setRole(value as TeamRole)}
          options={teamRoles.map((one) => ({ value: one, label: text.say(`role.${one}`) }))}
        />
      </Field>
      <Field label={text.say('grids.login')} hint={text.say('grids.login-hint')} path="/login" optional>
        <Combobox
          value={login}
          onChange={setLogin}
          options={grid.logins.map((one) => ({ value: one.id, label: one.name, note: one.title }))}
        />
      </Field>
      {!login && (
        <Field label={text.say('grids.member')} path="/name">
          <TextInput value={name} onInput={setName} maxLength={60} width={16} />
        </Field>
      )}
      <Field label={text.say('grids.phone')} path="/phone" optional>
        <TextInput value={phone} onInput={setPhone} type="tel" mode="tel" width={16} maxLength={30} />
      </Field>
      <Term from={from} to={to} today={today} onFrom={setFrom} onTo={setTo} />
      {role === 'stairwell-head' && own.length > 0 && (
        <Field label={text.say('grids.stairs')} hint={text.say('grids.stairs-hint')} path="/stairs" group optional>
          <Table
            label={text.say('grids.stairs')}
            rows={own}
            rowId={(one) => `${one.building} ${one.unit} ${one.estate}`}
            height="12rem"
            chosen={stairs}
            onChoose={setStairs}
            columns={[
              { id: 'name', label: text.say('grids.stair'), text: (one) => one.name || text.say('grids.scattered'), head: true },
              { id: 'doors', label: text.say('grids.doors'), text: (one) => text.number(one.inside), align: 'end', width: '5rem' },
            ]}
          />
        </Field>
      )}
      <button type="submit" hidden />
    </FormDialog>
  )
}

function ChangeMember({ grid, member, today, onClose, onDone }: DialogProps & { member: Member }) {
  const text = useText()
  const [phone, setPhone] = useState(member.phone)
  const [from, setFrom] = useState(member.from)
  const [to, setTo] = useState(member.to ?? '')
  const act = useDo((input: InputOf<typeof changeMember>, options) => call(changeMember, input, options))
  const send = async (last = to) => {
    if (!(await act.run({ id: grid.id, member: member.id, phone, from, to: last || null }))) return
    onDone()
    onClose()
  }
  const title = `${text.say(`role.${member.role}`)} ${member.name}`
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="danger" busy={act.busy} onPress={() => send(today)}>
            {text.say('grids.end-today')}
          </Button>
          <Button tone="primary" busy={act.busy} onPress={() => send()}>
            {text.say('places.save')}
          </Button>
        </>
      }
    >
      <Form onSubmit={() => send()} refusal={act.refusal} label={title}>
        <Field label={text.say('grids.phone')} path="/phone" optional>
          <TextInput value={phone} onInput={setPhone} type="tel" mode="tel" width={16} maxLength={30} />
        </Field>
        <Term from={from} to={to} today={today} onFrom={setFrom} onTo={setTo} />
        <button type="submit" hidden />
      </Form>
    </Dialog>
  )
}

type TermProps = { from: string; to: string; today: string; onFrom: (day: string) => void; onTo: (day: string) => void }

export function Term({ from, to, today, onFrom, onTo }: TermProps) {
  const text = useText()
  return (
    <div class="plan-fields">
      <Field label={text.say('grids.from')} path="/from">
        <DayInput value={from} onChange={onFrom} today={today} />
      </Field>
      <Field label={text.say('grids.to')} path="/to" optional>
        <DayInput value={to} onChange={onTo} today={today} />
      </Field>
    </div>
  )
}
