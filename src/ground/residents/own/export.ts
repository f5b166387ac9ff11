/** Everything this house keeps of a person, for herself to take along (PIPL 45): as data, or as lines for a table. Neither masked nor to a helper. */

import { Problem } from '#base/problem.ts'
import type { Catalogue } from '#ground/facts/catalogue.ts'
import type { FactValue } from '#ground/facts/contract.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { findSubjects, listStatements } from '#ground/facts/queries.ts'
import { openValues } from '#ground/facts/seal.ts'
import { registerExport } from '#ground/purposes/leaving/leaving.ts'
import { getOwnPerson } from '#kernel/access/actor.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import * as contracts from '../contract.ts'
import { showMandate } from '../mandate-view.ts'
import { listBindings, listMandates } from '../queries.ts'
import { csvOf, type Line } from './csv.ts'
import * as queries from './queries.ts'

/** Looks go along up to here; beyond it the list says so. */
const MOST_LOOKS = 10_000

export const takeAlong = view(contracts.exportOwn, {
  may: 'own.read',
  personal: true,
  async run(ctx, { person, format }) {
    if (getOwnPerson(ctx.actor, person, 'see').as === 'helper') throw new Problem('access.not-yours')
    const catalogue = await getStreetCatalogue(ctx)
    const [own] = await findSubjects(ctx.sql, ctx.street, [person])
    if (!own) throw new Problem('thing.unknown')
    const copy = await gather(ctx, catalogue, { person, region: own.region_no })
    const elements = [...new Set(copy.sayings.map((saying) => saying.element))]
    ctx.look({ subjects: [person], fields: elements })
    const { mark } = await registerExport(ctx, { kind: 'own', what: format, subjects: 1, elements, region: own.region_no })
    const name = `linli-${ctx.today}.${format}`
    if (format === 'json')
      return { name, type: 'application/json', text: JSON.stringify({ made: ctx.now.toISOString(), mark, person, ...copy }, null, 2) }
    return { name, type: 'text/csv', text: csvOf([...linesOf(copy), ['标记 mark', mark, '', '', '', '']]) }
  },
})

type Copy = Awaited<ReturnType<typeof gather>>

async function gather(ctx: Ctx, catalogue: Catalogue, { person, region }: { person: string; region: number }) {
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const statements = await listStatements(ctx.sql, ctx.street, [person])
  const withdrawn = new Set(statements.map((statement) => statement.withdraws))
  const sayings = statements
    .filter(({ withdraws }) => !withdraws)
    .flatMap((statement) =>
      Object.entries(openValues(keys, catalogue.elements, statement.body)).map(([element, value]) => ({
        element,
        label: catalogue.elements.get(element)?.label.zh ?? element,
        value: sayValue(ctx, catalogue, element, value),
        source: statement.source,
        asOf: statement.asOf,
        saidOn: statement.saidOn,
        basis: catalogue.elements.get(element)?.basis ?? null,
        withdrawn: withdrawn.has(statement.id),
      })),
    )
  const bindings = await listBindings(ctx.sql, ctx.street, [person], false)
  const mandates = await listMandates(ctx.sql, ctx.street, { principals: [person] })
  const looks = await queries.listLooks(ctx.sql, ctx.street, { person, region }, undefined, MOST_LOOKS, ctx)
  const others = await Promise.all(ctx.house.linked.map((linked) => linked(ctx, person)))
  return {
    sayings,
    telephones: bindings.map(({ phone, how, at, ended }) => ({ phone: keys.open(phone), how, at, ended })),
    helpers: mandates.map((row) => showMandate(row, keys, ctx.today)),
    looks: looks.map(({ at, who, title, view: did, fields, reason, named }) => ({
      at,
      who: who ?? '',
      title: title ?? '',
      did,
      fields,
      reason,
      named,
    })),
    // Copies of this kind that were taken before: by herself, or by whoever is her guardian. A helper takes none.
    copies: looks.flatMap(({ at, view: did, login }) =>
      did === 'own.export' ? [{ at, by: login === ctx.actor.login ? 'this sign-in' : 'another' }] : [],
    ),
    ...Object.assign({}, ...others),
  } as {
    sayings: typeof sayings
    telephones: { phone: string; how: string; at: string; ended: string | null }[]
    helpers: contracts.Mandate[]
    looks: { at: string; who: string; title: string; did: string; fields: string[]; reason: string | null; named: boolean }[]
    copies: { at: string; by: string }[]
  } & Record<string, object[]>
}

/** Codes in words, doors by their address. */
function sayValue(ctx: Ctx, catalogue: Catalogue, id: string, value: FactValue | null): unknown {
  const codes = catalogue.elements.get(id)?.codes
  const list = codes ? catalogue.codeLists.get(codes) : undefined
  const word = (code: unknown) => list?.entries.find((entry) => entry.code === code)?.zh ?? code
  if (Array.isArray(value)) return value.map(word)
  if (typeof value === 'object' && value !== null)
    return { ...value, dwelling: ctx.actor.resident?.labels.get(value.dwelling) ?? value.dwelling }
  return word(value)
}

function linesOf(copy: Copy): Line[] {
  const { sayings, telephones, helpers, looks, copies, ...others } = copy
  const text = (value: unknown) => (typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? ''))
  return [
    ['类别 part', '内容 what', '值 value', '来源 source', '时间 when', '依据 basis'],
    ...sayings.map(
      (one): Line => [
        '信息',
        one.label,
        text(one.value),
        one.withdrawn ? `${one.source}（已撤回）` : one.source,
        one.asOf,
        one.basis ?? '',
      ],
    ),
    ...telephones.map((one): Line => ['登录手机', one.phone, one.ended ? `已解除 ${one.ended}` : '', one.how, one.at, '']),
    ...helpers.map((one): Line => ['代办人', one.helper.name, one.scope.join(' '), one.channel, `${one.from}–${one.to}`, one.state]),
    ...looks.map((one): Line => ['谁看过', `${one.who} ${one.title}`.trim(), one.fields.join(' '), one.did, one.at, one.reason ?? '']),
    ...copies.map((one): Line => ['已带走的副本', one.by, '', '', one.at, '']),
    ...Object.entries(others).flatMap(([part, rows]) => rows.map((row): Line => [partNames.get(part) ?? part, '', text(row), '', '', ''])),
  ]
}

/** What modules hand in, as it is called in the table. */
const partNames = new Map([
  ['forms', '填过的表'],
  ['told', '告知过的'],
  ['consents', '同意和撤回'],
  ['staged', '名册里还没入册或刚入册的行'],
  ['asked', '问过的'],
  ['declined', '不愿答的'],
  ['notices', '通知'],
  ['channels', '通知方式'],
  ['matters', '反映的事'],
  ['topics', '附议的议题'],
  ['deliveries', '报送过、里面有您的表'],
])
