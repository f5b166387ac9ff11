/** The card that is shown before anything is asked (个人信息保护法 art. 17): who I am, what for, on which law, who will see it, what may be declined. Made from the requests. */
import type { OpenDoor } from '#ground/asks/open-doors.ts'
import type { Request } from '#ground/asks/queries.ts'
import { listGrids } from '#ground/places/grids/queries.ts'
import { listTeams } from '#ground/places/grids/views.ts'
import { listRegionNames } from '#ground/places/queries.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { Card } from './contract.ts'
import type { RoundRow } from './queries.ts'

export async function cardOf(ctx: Ctx, round: RoundRow, open: { requests: Request[]; doors: OpenDoor[] }): Promise<Card> {
  const community = Math.floor(round.lo / 1000)
  const names = await listRegionNames(ctx.sql, ctx.street)
  const grids = (await listGrids(ctx.sql, ctx.street, community)).filter(({ region }) => region >= round.lo && region <= round.hi)
  const team = await listTeams(ctx, grids.map(({ id }) => id)) // biome-ignore format: one call
  const questions = open.doors.flatMap((door) => door.subjects.flatMap((subject) => subject.questions))
  const asked = new Set(questions.flatMap(({ requests }) => requests))
  const asking = open.requests.filter((_, at) => asked.has(at))
  const all = (texts: (string | null | undefined)[]) => [...new Set(texts.flatMap((text) => text ?? []))]
  const elements = new Set(questions.map(({ element }) => element))
  const obliged = new Set(questions.filter(({ optional }) => !optional).map(({ element }) => element))
  return {
    name: round.name,
    title: round.postTitle,
    office: names.get(String(community)) ?? names.get(String(ctx.street)) ?? '',
    phones: team.filter(({ from, phone }) => from <= ctx.today && phone).map(({ name, role, phone }) => ({ name, role, phone })),
    from: round.from,
    to: round.to,
    purposes: all(asking.map(({ purpose, title }) => purpose ?? title)),
    bases: all(
      asking.flatMap(({ basis, bases }) => [basis, ...Object.entries(bases).map(([element, one]) => (elements.has(element) ? one : null))]),
    ),
    recipients: all(asking.map(({ asker }) => asker)),
    optional: [...elements].filter((element) => !obliged.has(element)).sort(),
  }
}
