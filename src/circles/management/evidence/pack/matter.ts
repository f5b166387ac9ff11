/** One matter's pack: the page of what happened, its photographs, and the rows of the log that prove when and by which post. */
import { readFile } from 'node:fs/promises'
import type { OutputOf } from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import type { readMatter } from '#ground/matters/contract.ts'
import { findMatter, openMatters } from '#ground/matters/queries.ts'
import { type Running, unfold } from '#ground/matters/running.ts'
import { enterMatters } from '#ground/matters/scope.ts'
import { showMatter } from '#ground/matters/showing.ts'
import { namePosts } from '#ground/matters/units/queries.ts'
import type { Language } from '#ground/notices/contract.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { type FoundRow, listProof } from '#kernel/log/proof.ts'
import { pageOf, sayIn } from './page.ts'
import type { Entry } from './zip.ts'

type MatterView = OutputOf<typeof readMatter>
export type MatterPack = { number: string; region: number; reporters: number; entries: Entry[] }
/** `folder`: where in the pack it lies. */
export type Packing = { id: string; language: Language; folder: string; mark: string }

/** More stay in the house; the page says so by their number. */
const MOST_PHOTOS = 60

/** A sealed one is not there for whoever packs. @throws Problem thing.unknown */
export async function packMatter(ctx: Ctx, { id, language, folder, mark }: Packing): Promise<MatterPack> {
  const parties = await enterMatters(ctx)
  const matter = await findMatter(ctx.sql, ctx.street, id)
  if (!matter) throw new Problem('thing.unknown')
  await openMatters(ctx.sql, [id])
  const running = await unfold(ctx, matter)
  // Also the look at those who reported: their words are in it.
  const shown = await showMatter(ctx, running, parties, true)
  const proof = await listProof(ctx.sql, ctx.street, momentsOf(running), { matter: id })
  const photos = await readPhotos(ctx, shown.photos.slice(0, MOST_PHOTOS))
  const acts = await showPosts(ctx, running, shown, proof)
  const page = pageOf(
    {
      ...shown,
      type: shown.typeTitle,
      lead: shown.leadName,
      reporters: shown.people.map(({ channel, solved, satisfied }) => ({ channel, solved, satisfied })),
      acts,
      calls: shown.co,
      photos: photos.map(({ path }) => path),
      made: ctx.now.toISOString(),
      mark,
    },
    language,
  )
  const say = sayIn(language)
  const entries = [
    { path: `${say('evidence.file.page')}.html`, bytes: Buffer.from(page) },
    ...photos,
    {
      path: 'log.json',
      bytes: Buffer.from(
        `${JSON.stringify({ street: ctx.street, chain: 'log', rows: proof.map(({ refs: _refs, ...row }) => row) }, null, 2)}\n`,
      ),
    },
    { path: `${say('evidence.file.how')}.txt`, bytes: Buffer.from(say('evidence.how')) },
  ]
  return {
    number: matter.number,
    region: matter.region_no,
    reporters: shown.people.length,
    entries: entries.map((entry) => ({ ...entry, path: `${folder}${entry.path}` })),
  }
}

function momentsOf({ acts }: Running): string[] {
  return [...new Set(acts.map(({ at }) => at))]
}

/** The opening is noted without a number: it is the first. The post is public; who held it only whoever may read the list of staff is told. */
async function showPosts(ctx: Ctx, { acts }: Running, shown: MatterView, proof: readonly FoundRow[]) {
  const named = ctx.actor.rights.has('staff.read')
  const posts = await namePosts(ctx.sql, ctx.street, [...new Set(acts.map(({ post }) => post))])
  const titleOf = new Map(posts.map(({ id, title }) => [id, title]))
  const postOf = new Map(acts.map(({ seq, post }) => [seq, titleOf.get(post) ?? '']))
  return shown.acts.map((act) => ({
    ...act,
    by: named ? act.by : (postOf.get(act.seq) ?? ''),
    sealed: proof.find(({ refs }) => refs.some((ref) => (ref.seq ?? 1) === act.seq))?.seq ?? null,
  }))
}

async function readPhotos(ctx: Ctx, photos: MatterView['photos']): Promise<Entry[]> {
  return Promise.all(
    photos.map(async ({ id }, at) => ({
      path: `photos/${String(at + 1).padStart(2, '0')}.jpg`,
      bytes: await readFile(ctx.house.files.path(ctx.street, id)),
    })),
  )
}
