/** Logins and posts of the street: who may do what, where, from when until when. What this post may not do is not offered, and says why. */
import { useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { TextInput } from '#kit/input.tsx'
import { Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { Tag } from '#kit/tag.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { listStaff } from '../staff/contract.ts'
import { LoginDialog } from './staff-login.tsx'
import { NewStaff } from './staff-new.tsx'
import { type StaffLogin, sayPost } from './staff-words.ts'
import './homes.css'
import '#ground/places/screens/places.css'

export function Screen() {
  const text = useText()
  const read = useRead('staff', (signal) => call(listStaff, {}, { signal }))
  const [filter, setFilter] = useState('')
  const [open, setOpen] = useState<string>()
  const [adding, setAdding] = useState(false)
  const staff = read.reply?.data
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!staff) return <Loading />
  const may = read.reply?.may.includes('staff.change') ?? false
  const typed = filter.trim()
  const order = new Intl.Collator(text.locale).compare
  const rows = staff.logins
    .filter(
      (one) =>
        one.name.includes(typed) || one.signIn.includes(typed) || one.posts.some((post) => `${post.title}${post.area}`.includes(typed)),
    )
    .sort((a, b) => order(a.name, b.name))
  const login = staff.logins.find((one) => one.id === open)
  return (
    <Page
      title={text.say('staff.title')}
      lead={text.say('staff.lead')}
      actions={
        may && (
          <Button tone="primary" icon="add" onPress={() => setAdding(true)}>
            {text.say('staff.add')}
          </Button>
        )
      }
    >
      <div class="toolbar">
        <TextInput
          type="search"
          icon="search"
          label={text.say('staff.find')}
          placeholder={text.say('staff.find')}
          value={filter}
          onInput={setFilter}
        />
      </div>
      <Table
        label={text.say('staff.title')}
        rows={rows}
        rowId={(one) => one.id}
        {...(may ? { onOpen: (one: StaffLogin) => setOpen(one.id) } : {})}
        empty={text.say('staff.none')}
        columns={[
          { id: 'name', label: text.say('staff.name'), text: (one) => one.name, head: true, width: '8rem' },
          { id: 'sign-in', label: text.say('staff.sign-in'), text: (one) => one.signIn, width: '9rem' },
          {
            id: 'posts',
            label: text.say('staff.posts'),
            text: (one) =>
              standingPosts(one)
                .map((post) => sayPost(text, post))
                .join(' · '),
          },
          {
            id: 'state',
            label: text.say('staff.state'),
            text: (one) => stateOf(text, one).join(' '),
            show: (one) => (stateOf(text, one).length > 0 ? <State login={one} /> : null),
            width: '13rem',
          },
        ]}
      />
      {login && <LoginDialog staff={staff} login={login} onClose={() => setOpen(undefined)} onChange={read.reload} />}
      {adding && <NewStaff staff={staff} onClose={() => setAdding(false)} onChange={read.reload} />}
    </Page>
  )
}

function standingPosts(login: StaffLogin): StaffLogin['posts'] {
  return login.posts.filter((post) => post.state !== 'over')
}

function stateOf(text: Text, login: StaffLogin): string[] {
  return [
    ...(login.locked ? [text.say('staff.locked')] : []),
    ...(standingPosts(login).length === 0 ? [text.say('staff.no-post')] : []),
    ...(login.given ? [text.say('staff.given')] : []),
  ]
}

function State({ login }: { login: StaffLogin }) {
  const text = useText()
  return (
    <span class="row">
      {stateOf(text, login).map((state) => (
        <Tag key={state} tone={login.locked ? 'stale' : 'plain'} mark={undefined}>
          {state}
        </Tag>
      ))}
    </span>
  )
}
