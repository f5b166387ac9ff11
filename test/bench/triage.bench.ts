/**
 * Alike open matters among a million of one street, under the policies and through the function that holds the scope, against the bare token query; for a clerk of
 * one community and for a street officer. Beside it, reported only: a thousand texts classed.
 */
import type { Sql } from 'postgres'
import { shippedThemes } from '#catalogue/triage.ts'
import { enterMatters } from '#ground/matters/scope.ts'
import { tokensFor } from '#ground/matters/similar/keep.ts'
import { listAlikeOpen } from '#ground/matters/similar/queries.ts'
import { placeToken, type Tokens } from '#ground/matters/similar/tokens.ts'
import { classify, makeClassifier } from '#ground/matters/triage/classify.ts'
import { shippedWeights } from '#ground/matters/triage/shipped-weights.ts'
import type { Actor } from '#kernel/access/actor.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { dayOf } from '#kernel/action/house.ts'
import { readAppeals } from '../corpus/appeals/appeals.ts'
import { openBenchHouse, say } from './house.ts'
import { fillMatters } from './matters-of-street.ts'
import { inTurns, report, reportRounds, timed } from './report.ts'
import { officer } from './requests.ts'
import { communityCode, STREET, scale } from './street.ts'

const ROUNDS = 7
const LIMIT = 3
const WANTED = Math.round(1_000_000 * scale)
const ASKED = 40
const TEXTS = 1000

const texts = readAppeals('written').map(({ text }) => text)
const classifier = makeClassifier(shippedThemes, shippedWeights())
classify(classifier, texts[0]!)
report({
  name: `triage: ${TEXTS.toLocaleString('en')} texts classed`,
  unit: 'ms',
  ours: await timed(async () => {
    for (let at = 0; at < TEXTS; at += 1) classify(classifier, texts[at % texts.length]!)
  }),
})

const bench = await openBenchHouse()
try {
  const { house } = bench.running
  await fillMatters(bench.floor, WANTED)
  await fillTokens(bench.floor)
  for (const [name, from, to] of [
    ['one community', 7, 7],
    ['the street', 1, 100],
  ] as const) {
    const actor = officer(from, to)
    const near = from === to ? [placeToken(STREET, communityCode(from) * 1000)] : []
    const asked = texts.slice(0, ASKED).map((text) => tokensFor(STREET, text))
    let found = { ours: 0, floor: 0 }
    const rounds = await inTurns(ROUNDS, {
      ours: async () => {
        found = { ...found, ours: 0 }
        for (const tokens of asked) found.ours += await inside(actor, (ctx) => alike(ctx, tokens, near))
      },
      floor: async () => {
        found = { ...found, floor: 0 }
        for (const tokens of asked) found.floor += await bare(bench.floor, tokens, near)
      },
    })
    reportRounds(
      {
        name: `triage: alike open ones among ${WANTED.toLocaleString('en')} matters, ${name}`,
        unit: 'ms',
        limit: LIMIT,
        note: `${ASKED} texts, ${found.ours} and ${found.floor} found`,
      },
      rounds,
    )
  }

  function inside<T>(actor: Actor, run: (ctx: Ctx) => Promise<T>): Promise<T> {
    const scope = { street: STREET, lo: actor.lo, hi: actor.hi, login: actor.login, post: actor.post, sensitive: false }
    return house.transaction(scope, (sql) => {
      const now = house.now()
      return run({ house, sql, street: STREET, actor, now, today: dayOf(now), dryRun: false, note: () => undefined, look: () => undefined })
    })
  }
} finally {
  await bench.close()
}

async function alike(ctx: Ctx, tokens: Tokens, near: number[]): Promise<number> {
  await enterMatters(ctx)
  return (await listAlikeOpen(ctx.sql, ctx.street, { tokens, near, except: undefined, limit: 30 })).length
}

/** The query somebody would write by hand: no policies, no scope, nothing but the ids and how alike they are. */
async function bare(sql: Sql, { sought, weights }: Tokens, near: number[]): Promise<number> {
  const own = weights.reduce((sum, one) => sum + one, 0)
  const rows = await sql`
    select f.matter_id, sum(w.weight) / sqrt(${own} * max(f.weight)) as likeness
    from (select matter_id, tokens, weight from matter_token
      where street_id = ${STREET} and open and tokens && ${sought}::int[] ${near.length > 0 ? sql`and tokens @> ${near}::int[]` : sql``} limit 1000) f
    cross join lateral unnest(f.tokens) as k(token) join unnest(${sought}::int[], ${weights}::real[]) as w(token, weight) on w.token = k.token
    group by 1 order by 2 desc limit 30`
  return rows.length
}

/** Every matter says one of the texts, or two halves of two. */
async function fillTokens(sql: Sql): Promise<void> {
  const [there] = await sql<{ n: number }[]>`select count(*)::int as n from matter_token where street_id = ${STREET}`
  if (there!.n >= WANTED) return
  say(`writing what ${WANTED.toLocaleString('en')} matters are found by …`)
  const half = (text: string, from: number) => text.slice(from * (text.length >> 1), (1 + from) * (text.length >> 1) + from)
  const pool = Array.from({ length: 5000 }, (_, at) => {
    const one = texts[at % texts.length]!
    const { sought, weights } = tokensFor(STREET, at < texts.length ? one : half(one, 0) + half(texts[(at * 7 + 3) % texts.length]!, 1))
    return { at, tokens: sought, weight: weights.reduce((sum, weight) => sum + weight, 0) }
  })
  const places = Array.from({ length: 101 }, (_, at) => ({ code: communityCode(at), token: placeToken(STREET, communityCode(at) * 1000) }))
  await sql`
    insert into matter_token (street_id, matter_id, region_no, tokens, weight, open)
    select m.street_id, m.id, m.region_no, p.tokens || c.token, p.weight, m.stand <> 'closed' from matter m
    join jsonb_to_recordset(${sql.json(pool)}) as p(at int, tokens int[], weight real) on p.at = abs(hashtext(m.id::text)) % 5000
    join jsonb_to_recordset(${sql.json(places)}) as c(code bigint, token int) on c.code = m.region_no / 1000
    where m.street_id = ${STREET} and not m.sealed on conflict do nothing`
  await sql`vacuum analyze matter_token`
}
