/** Topics: what crosses the wire. Browser-safe. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import type { Words } from '#ground/forms/contract.ts'

const Id = Type.String({ format: 'uuid' })
const Told = Type.Unsafe<Words>(Type.Object({ zh: Type.String(), en: Type.String() }))
const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) => Type.Union([shape, Type.Null()])
const Title = Type.String({ minLength: 4, maxLength: 60 })
const About = Type.String({ maxLength: 400 })
const Community = Type.Integer({ minimum: 100_000_000_000, maximum: 999_999_999_999 })
const Ids = Type.Array(Id, { maxItems: 200, uniqueItems: true })

const Line = Type.Object({
  id: Type.String(),
  number: Type.String(),
  title: Type.String(),
  category: Told,
  stand: Type.String(),
  outcome: OrNull(Type.String()),
  opened: Type.String(),
  reporters: Type.Integer(),
  leadName: Type.String(),
})
export type MatterLine = Static<typeof Line>

/** Open matters of the last months that are alike and stand in no topic, the largest group first. */
export const listClusters = contract('topic.clusters', 'GET /topics/clusters', {
  input: Type.Object({}),
  output: Type.Object({
    clusters: Type.Array(
      Type.Object({ community: Type.Integer(), communityName: Type.String(), category: Told, matters: Type.Array(Line) }),
    ),
  }),
})

export const TopicView = Type.Object({
  id: Type.String(),
  rev: Type.Integer(),
  community: Type.Integer(),
  communityName: Type.String(),
  estate: OrNull(Type.Object({ id: Type.String(), name: Type.String() })),
  title: Type.String(),
  about: Type.String(),
  matters: Type.Integer(),
  supporters: Type.Integer(),
  opened: Type.String(),
  closed: OrNull(Type.String()),
  outcome: OrNull(Type.String()),
})
export type TopicView = Static<typeof TopicView>

export const listTopics = contract('topic.list', 'GET /topics', {
  input: Type.Object({}),
  output: Type.Object({ topics: Type.Array(TopicView) }),
})

export const readTopic = contract('topic.read', 'GET /topics/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ topic: TopicView, matters: Type.Array(Line) }),
})

/** The topic a matter stands in, and those of its place that it could be put into. */
export const topicOf = contract('topic.of', 'GET /matters/{id}/topic', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ topic: OrNull(TopicView), others: Type.Array(TopicView) }),
})

export const makeTopic = contract('topic.make', 'POST /topics', {
  input: Type.Object({
    community: Community,
    estate: Type.Optional(Id),
    title: Title,
    about: Type.Optional(About),
    matters: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
  }),
  output: Type.Object({ id: Type.String() }),
})

/** Words, and which matters go in and out. If-Match: the rev. */
export const changeTopic = contract('topic.change', 'PUT /topics/{id}', {
  input: Type.Object({
    id: Id,
    title: Type.Optional(Title),
    about: Type.Optional(About),
    add: Type.Optional(Ids),
    remove: Type.Optional(Ids),
  }),
  output: Type.Object({ rev: Type.Integer() }),
})

/** What came of it, for everybody. */
export const closeTopic = contract('topic.close', 'POST /topics/{id}/closing', {
  input: Type.Object({ id: Id, outcome: Type.String({ minLength: 4, maxLength: 400 }) }),
  output: Type.Object({}),
})

/** For the board: those behind which not too few stand. */
export const readPublicTopics = contract('topic.public', 'GET /board/{community}/topics', {
  input: Type.Object({ community: Community }),
  output: Type.Object({
    topics: Type.Array(Type.Object({ title: Type.String(), supporters: Type.Integer(), outcome: OrNull(Type.String()) })),
  }),
})

export const OwnTopic = Type.Object({
  id: Type.String(),
  title: Type.String(),
  about: Type.String(),
  outcome: OrNull(Type.String()),
  /** Null while they are few. */
  supporters: OrNull(Type.Integer()),
  /** Her matter stands in it. */
  mine: Type.Boolean(),
  /** She said that it concerns her. */
  supported: Type.Boolean(),
})
export type OwnTopic = Static<typeof OwnTopic>

export const listOwnTopics = contract('own.topics', 'GET /mine/{person}/matters/{id}/topics', {
  input: Type.Object({ person: Id, id: Id }),
  output: Type.Object({ topics: Type.Array(OwnTopic) }),
})

export const supportTopic = contract('own.support', 'POST /mine/{person}/topics/{id}/support', {
  input: Type.Object({ person: Id, id: Id, support: Type.Boolean() }),
  output: Type.Object({ supported: Type.Boolean() }),
})
