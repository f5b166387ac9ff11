/** Which communities are named to which post of the desk: the street names them, a community lets the desk sign for it. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Field } from '#kit/field.tsx'
import { Select } from '#kit/input.tsx'
import { Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import { useToldRead } from '#kit/use-told.ts'
import { type Area, assignArea, entrustArea, listAreas, releaseArea } from '../contract.ts'

export function AreasPanel({ may, onDone }: { may: readonly string[]; onDone: () => void }) {
  const text = useText()
  const read = useToldRead('desk areas', (signal) => call(listAreas, {}, { signal }), 'once')
  const [post, setPost] = useState('')
  const [community, setCommunity] = useState('')
  const assigning = useDo((input: InputOf<typeof assignArea>, options) => call(assignArea, input, options))
  const data = read.reply?.data
  if (!data) return null
  const assigns = may.includes('desk.assign')
  const done = () => {
    read.reload()
    onDone()
  }
  const assign = async () => {
    if (await assigning.run({ post, community: Number(community) })) {
      setCommunity('')
      done()
    }
  }
  if (!assigns && data.areas.length === 0) return null
  return (
    <Section title={text.say('desk.areas')}>
      <p class="small quiet">{text.say('desk.areas-lead')}</p>
      <ul class="desk-areas">
        {data.areas.map((area) => (
          <AreaLine key={area.id} area={area} may={may} onDone={done} />
        ))}
      </ul>
      {data.areas.length === 0 && <p class="quiet">{text.say('desk.no-areas')}</p>}
      {assigns && data.posts.length === 0 && <p class="basis-note">{text.say('desk.no-posts')}</p>}
      {assigns && data.posts.length > 0 && (
        <div class="desk-assign no-print">
          <Field label={text.say('desk.post')} path="/post">
            <Select
              value={post}
              onChange={setPost}
              options={[{ value: '', label: '—' }, ...data.posts.map((one) => ({ value: one.post, label: `${one.title} ${one.who}` }))]}
            />
          </Field>
          <Field label={text.say('desk.community')} path="/community">
            <Select
              value={community}
              onChange={setCommunity}
              options={[{ value: '', label: '—' }, ...data.communities.map((one) => ({ value: String(one.community), label: one.name }))]}
            />
          </Field>
          <Button busy={assigning.busy} disabled={post === '' || community === ''} onPress={assign}>
            {text.say('desk.assign')}
          </Button>
        </div>
      )}
      {assigning.refusal && <ProblemNote refusal={assigning.refusal} />}
    </Section>
  )
}

function AreaLine({ area, may, onDone }: { area: Area; may: readonly string[]; onDone: () => void }) {
  const text = useText()
  const { id, name, title, who, signsSince } = area
  const entrusting = useDo((input: InputOf<typeof entrustArea>, options) => call(entrustArea, input, options))
  const releasing = useDo((input: InputOf<typeof releaseArea>, options) => call(releaseArea, input, options))
  const act = async (doing: Promise<unknown>) => {
    if (await doing) onDone()
  }
  const refusal = entrusting.refusal ?? releasing.refusal
  return (
    <li>
      <span>
        <strong>{name}</strong> {title} {who}
      </span>
      <span class="small quiet">
        {signsSince ? text.say('desk.signs-since', { day: text.moment(signsSince, 'short') }) : text.say('desk.signs-not')}
      </span>
      <span class="row no-print">
        {may.includes('desk.entrust') && (
          <Button size="small" busy={entrusting.busy} onPress={() => act(entrusting.run({ id, signs: signsSince === null }))}>
            {text.say(signsSince === null ? 'desk.entrust' : 'desk.entrust-not')}
          </Button>
        )}
        {may.includes('desk.assign') && (
          <Button size="small" busy={releasing.busy} onPress={() => act(releasing.run({ id }))}>
            {text.say('desk.release')}
          </Button>
        )}
      </span>
      {refusal && <ProblemNote refusal={refusal} />}
    </li>
  )
}
