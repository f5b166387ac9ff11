/**
 * Measures the matcher on synthetic streets, beside two rules that shipped systems use: trigram similarity ≥ 0.65 and edit distance ≤ 3.
 *
 *   node --import tsx test/bench/matching.ts [people=2000] [seeds=101,102,103]
 *   node --import tsx test/bench/matching.ts large [people=200000]
 */
import { indexPeople } from '#ground/people/matching/blocking.ts'
import { importOptions, type PersonRecord } from '#ground/people/matching/contract.ts'
import { learnFrequencies } from '#ground/people/matching/frequencies.ts'
import type { World } from '#ground/people/matching/generator.ts'
import { makeWorld } from '#ground/people/matching/make-world.ts'
import { matchRows } from '#ground/people/matching/match-rows.ts'

type Score = { right: number; wrong: number; truths: number }
type Index = (row: PersonRecord) => PersonRecord[]

function judge(world: World, answers: (string | undefined)[]): Score {
  const score: Score = { right: 0, wrong: 0, truths: 0 }
  for (const [at, row] of world.rows.entries()) {
    if (row.truth !== undefined) score.truths++
    const answer = answers[at]
    if (answer === undefined) continue
    if (answer === row.truth) score.right++
    else score.wrong++
  }
  return score
}

function shown(score: Score): string {
  const precision = score.right / Math.max(1, score.right + score.wrong)
  return `precision ${precision.toFixed(4)} recall ${(score.right / score.truths).toFixed(4)}`
}

/** Trigrams as pg_trgm makes them: two spaces before, one after. */
function trigrams(name: string): Set<string> {
  const padded = Array.from(`  ${name} `)
  return new Set(padded.slice(2).map((_, at) => padded.slice(at, at + 3).join('')))
}

function similarity(first: string, second: string): number {
  const [one, two] = [trigrams(first), trigrams(second)]
  const shared = [...one].filter((trigram) => two.has(trigram)).length
  return shared / (one.size + two.size - shared)
}

function distance(first: string, second: string): number {
  const [one, two] = [Array.from(first), Array.from(second)]
  let line = two.map((_, at) => at + 1)
  for (const [row, character] of one.entries()) {
    const next: number[] = []
    for (const [at, other] of two.entries()) {
      const above = line[at] ?? 0
      const corner = at === 0 ? row : (line[at - 1] ?? 0)
      const left = at === 0 ? row + 1 : (next[at - 1] ?? 0)
      next.push(Math.min(above + 1, left + 1, corner + (character === other ? 0 : 1)))
    }
    line = next
  }
  return line[two.length - 1] ?? one.length
}

/** A rule on names alone takes the likest of the same candidates; `checked` also asks that no birth date contradicts. */
function byName(
  world: World,
  index: Index,
  likeness: (a: string, b: string) => number,
  least: number,
  checked: boolean,
): (string | undefined)[] {
  return world.rows.map(({ record }) => {
    const like = index(record)
      .filter((person) => !checked || !record.birth || !person.birth || person.birth.startsWith(record.birth))
      .map((person) => ({ id: person.id, likeness: likeness(record.name ?? '', person.name ?? '') }))
      .filter((candidate) => candidate.likeness >= least)
      .sort((one, two) => two.likeness - one.likeness)
    return like[0]?.id
  })
}

function measure(people: number, seed: number): void {
  const world = makeWorld({ seed, people, rows: Math.floor(people * 0.9) })
  const frequencies = learnFrequencies(world.known)
  const index = indexPeople(world.known)
  const rows = world.rows.map((row) => row.record)
  const found = matchRows(rows, index, frequencies)
  const same = judge(
    world,
    found.map((match) => (match.verdict === 'same' ? match.candidates[0]?.person : undefined)),
  )
  const doubtful = found.filter((match) => match.verdict === 'doubtful').length / rows.length
  const offered = world.rows.filter(
    (row, at) => row.truth !== undefined && found[at]?.candidates.some((candidate) => candidate.person === row.truth),
  ).length
  console.log(`people ${people} seed ${seed}`)
  console.log(
    `  matcher, same ≥ ${importOptions.same}: ${shown(same)}; doubtful to a human ${(100 * doubtful).toFixed(1)} % of rows; right person taken or offered ${(offered / same.truths).toFixed(4)}`,
  )
  for (const checked of [false, true]) {
    const note = checked ? 'and no other birth date' : 'alone'
    console.log(`  trigram ≥ 0.65 ${note}: ${shown(judge(world, byName(world, index, similarity, 0.65, checked)))}`)
    console.log(
      `  edit distance ≤ 3 ${note}: ${shown(
        judge(
          world,
          byName(world, index, (a, b) => 3 - distance(a, b), 0, checked),
        ),
      )}`,
    )
  }
}

function measureLarge(people: number): void {
  const world = makeWorld({ seed: 5, people, rows: people })
  const start = { wall: performance.now(), cpu: process.cpuUsage() }
  const lap = (what: string) => {
    const cpu = process.cpuUsage(start.cpu)
    console.log(
      `  ${what}: ${((performance.now() - start.wall) / 1000).toFixed(1)} s, cpu ${((cpu.user + cpu.system) / 1e6).toFixed(1)} s, heap ${Math.round(process.memoryUsage().heapUsed / 1e6)} MB`,
    )
  }
  const frequencies = learnFrequencies(world.known)
  lap('counted')
  const index = indexPeople(world.known)
  lap('indexed')
  let pairs = 0
  const found = matchRows(
    world.rows.map((row) => row.record),
    (row) => {
      const candidates = index(row)
      pairs += candidates.length
      return candidates
    },
    frequencies,
  )
  lap(`matched ${world.rows.length} rows with ${people} people, ${pairs} pairs compared`)
  console.log(
    `  ${shown(
      judge(
        world,
        found.map((match) => (match.verdict === 'same' ? match.candidates[0]?.person : undefined)),
      ),
    )}`,
  )
}

const [first = '2000', second = ''] = process.argv.slice(2)
if (first === 'large') measureLarge(Number(second || 200000))
else for (const seed of (second || '101,102,103').split(',')) measure(Number(first), Number(seed))
