/** Reads of forms. What is about persons notes a look with the form as its reason. */
import type { OutputOf } from '#base/contract.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { describeSubjects, type SubjectView } from '#ground/facts/views.ts'
import { listStopped } from '#ground/purposes/consents/consents.ts'
import { view } from '#kernel/action/action.ts'
import { elementsRead, isProtected, listAsked, nameOf } from './asked.ts'
import { formFaults } from './check-form.ts'
import * as contracts from './contract.ts'
import { editionOf, getForm, getPlayable, noticeOfForm, type Placed, placeForm } from './forms.ts'
import { type AnswerRow, listAnswerRows, listFormRows } from './queries.ts'
import { MEMBER } from './rules.ts'

/** Filled forms shown on a subject's page. */
const MOST_ANSWERS = 50

export const list = view(contracts.listForms, {
  may: 'form.read',
  personal: false,
  async run(ctx) {
    const catalogue = await getStreetCatalogue(ctx)
    const rows = await listFormRows(ctx.sql, ctx.street)
    const forms = rows.map((row) => {
      const asked = listAsked(row.body)
      const { id, title, subject, purpose } = row.body
      const guarded = asked.filter(({ question }) => isProtected(catalogue.elements.get(nameOf(question))))
      return {
        id,
        title,
        subject,
        purpose,
        edition: editionOf(row),
        origin: row.origin,
        questions: asked.length,
        protected: guarded.length,
        retired: row.retired,
        faulty: formFaults(row.body, catalogue).length > 0,
      }
    })
    return { forms }
  },
})

export const read = view(contracts.readForm, {
  may: 'form.read',
  personal: false,
  async run(ctx, { id }) {
    const { body, edition, origin, retired, faults, versions } = await getForm(ctx, await getStreetCatalogue(ctx), id)
    return {
      form: body,
      edition,
      notice: await noticeOfForm(ctx, body),
      origin,
      retired,
      faults,
      versions: versions.map((version) => ({ edition: editionOf(version), at: String(version.at), retired: version.retired })),
    }
  },
})

export const open = view(contracts.openForm, {
  may: 'form.read',
  personal: true,
  async run(ctx, { id, subject, paper }) {
    const { catalogue, form, found } = await getPlayable(ctx, id)
    const { door, label, parts } = await placeForm(ctx, form, subject)
    const ids = parts.flatMap((part) => part.subject ?? [])
    const described = new Map((await describeSubjects(ctx, catalogue, ids)).map((one) => [one.id, one]))
    const { asked, spoken } = elementsRead(form)
    // No more than the form needs: what it asks, what its conditions speak of, and by what name the subject is called.
    const needed = new Set([...asked, ...spoken, ...spoken.flatMap((name) => catalogue.elements.get(name)?.derived?.from ?? [])])
    const stopped = await listStopped(ctx, ids)
    const shown = parts.map(({ subject, ...part }) => {
      const closed = asked.filter((element) => subject && stopped.get(subject)?.has(element))
      return showPart({ subject, ...part }, subject ? described.get(subject) : undefined, needed, label, closed)
    })
    ctx.look({
      subjects: parts.filter((part) => part.kind !== 'dwelling').flatMap((part) => part.subject ?? []),
      fields: [...new Set(shown.flatMap((part) => part.facts.map((fact) => fact.element)))],
      reason: `${paper ? '打印表单' : '填表'}：${form.title.zh}`,
    })
    const notice = await noticeOfForm(ctx, form)
    return { form, edition: found.edition, notice, name: shown[0]?.name ?? '', door, parts: shown }
  },
})

function showPart(
  part: Placed,
  subject: SubjectView | undefined,
  needed: ReadonlySet<string>,
  door: string,
  closed: string[],
): contracts.FormPart {
  const kind = part.key.startsWith(MEMBER) ? 'person' : part.kind
  const name = subject?.facts.find((fact) => fact.element === `${kind}.name`)?.value
  return {
    key: part.key,
    kind,
    subject: part.subject,
    rev: subject?.rev ?? 0,
    name: typeof name === 'string' ? name : door,
    facts: (subject?.facts ?? []).filter((fact) => needed.has(fact.element) && !closed.includes(fact.element)),
    closed,
  }
}

type AnswerView = OutputOf<typeof contracts.listAnswers>['answers'][number]

export const answers = view(contracts.listAnswers, {
  may: 'form.read',
  personal: true,
  async run(ctx, { id }) {
    const rows = await listAnswerRows(ctx.sql, ctx.street, id, ctx.today, MOST_ANSWERS)
    const shown = joinFillings(rows).map(
      ({ body, local, at, ...row }): AnswerView => ({ ...row, at: String(at), title: body.title, local: showLocal(body, local) }),
    )
    ctx.look({ subjects: [id], fields: [...new Set(rows.map((row) => `form.${row.form}`))] })
    return { answers: shown }
  },
})

/** One form that spoke of a door and of the household at it is one line. */
function joinFillings(rows: AnswerRow[]): AnswerRow[] {
  const joined = new Map<string, AnswerRow>()
  for (const row of rows) {
    const before = joined.get(row.id)
    const elements = [...new Set([...(before?.elements ?? []), ...row.elements])]
    joined.set(row.id, { ...row, elements, local: { ...before?.local, ...row.local } })
  }
  return [...joined.values()]
}

/** In the words of the edition that was filled. */
function showLocal(form: contracts.Form, local: Record<string, unknown>): AnswerView['local'] {
  return listAsked(form).flatMap(({ question }) => {
    if (!('local' in question) || local[question.local] === undefined) return []
    return [{ name: question.local, label: question.label, value: wordsFor(question, local[question.local]) }]
  })
}

function wordsFor({ choices, unit }: contracts.LocalQuestion, value: unknown): contracts.Words {
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }
  const say = (one: unknown, language: 'zh' | 'en') => {
    const choice = choices?.find(({ code }) => code === one)
    return (choice && (choice[language] || choice.zh)) ?? String(one)
  }
  if (Array.isArray(value)) return { zh: value.map((one) => say(one, 'zh')).join('、'), en: value.map((one) => say(one, 'en')).join(', ') }
  const after = unit ? ` ${unit}` : ''
  return { zh: say(value, 'zh') + after, en: say(value, 'en') + after }
}
