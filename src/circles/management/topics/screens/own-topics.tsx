/** On the page of her own matter: the topic it stands in, and others of her place that she may stand behind. */
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import { useToldRead } from '#kit/use-told.ts'
import { listOwnTopics, type OwnTopic, supportTopic } from '../contract.ts'
import './topics.css'

export function OwnTopics({ person, matter }: { person: string; matter: string }) {
  const text = useText()
  const read = useToldRead(`own-topics ${person} ${matter}`, (signal) => call(listOwnTopics, { person, id: matter }, { signal }))
  const topics = read.reply?.data.topics ?? []
  if (topics.length === 0) return null
  return (
    <section>
      <h2>{text.say('topic.own')}</h2>
      <ul class="plain-list own-topics">
        {topics.map((topic) => (
          <OneTopic key={topic.id} topic={topic} person={person} onDone={read.reload} />
        ))}
      </ul>
    </section>
  )
}

function OneTopic({ topic, person, onDone }: { topic: OwnTopic; person: string; onDone: () => void }) {
  const text = useText()
  const act = useDo((input: InputOf<typeof supportTopic>, options) => call(supportTopic, input, options))
  const press = async () => {
    if (await act.run({ person, id: topic.id, support: !topic.supported })) onDone()
  }
  return (
    <li>
      <strong>{topic.title}</strong>
      {topic.about && <span class="small">{topic.about}</span>}
      <span class="small quiet">
        {topic.supporters === null ? text.say('topic.own-few') : text.say('topic.own-people', { n: topic.supporters })}
        {topic.mine && ` · ${text.say('topic.own-mine')}`}
      </span>
      {topic.outcome && <span>{text.say('topic.own-outcome', { outcome: topic.outcome })}</span>}
      {!topic.mine && topic.outcome === null && (
        <Button pressed={topic.supported} icon={topic.supported ? 'check' : 'add'} busy={act.busy} onPress={press}>
          {text.say(topic.supported ? 'topic.own-supported' : 'topic.own-support')}
        </Button>
      )}
      {act.refusal && <ProblemNote refusal={act.refusal} />}
    </li>
  )
}
