/** Somebody wants something of us: what do the lists and the rules say? Nothing is kept. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Radios } from '#kit/checkbox.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Field, FieldPairs, Form } from '#kit/field.tsx'
import { Select, TextArea, TextInput } from '#kit/input.tsx'
import { Page, Section } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useDo } from '#kit/use-data.ts'
import { useToldRead } from '#kit/use-told.ts'
import { listDuties } from '../../contract.ts'
import { RaiseDialog } from '../../objections/screens/raise-dialog.tsx'
import { type AdmissionRequest, askerLevels, judgeRequest, requestKinds } from '../contract.ts'
import { CitedItems } from './cited-items.tsx'
import { JudgementView } from './judgement-view.tsx'
import { reasonsToObject } from './reasons-to-object.ts'

type Said = 'yes' | 'no' | 'unsaid'
const blank: AdmissionRequest = { title: '', asker: '', askerLevel: 'county', laidOn: 'street', cited: [], kind: 'form' }

export function Screen() {
  const text = useText()
  const today = streetToday()
  const [request, setRequest] = useState(blank)
  const [objecting, setObjecting] = useState(false)
  const items = useToldRead('duties of today', (signal) => call(listDuties, {}, { signal }), 'once')
  const act = useDo((input: InputOf<typeof judgeRequest>, options) => call(judgeRequest, input, options))
  const [answer, setAnswer] = useState<{ about: AdmissionRequest; reply: Awaited<ReturnType<typeof act.run>> }>()
  const set = (change: Partial<AdmissionRequest>) => setRequest({ ...request, ...change })
  const ready = request.title.trim().length > 1
  const ask = async (one: AdmissionRequest) => {
    if (one.title.trim().length < 2) return
    setRequest(one)
    const reply = await act.run({ request: withoutEmpty(one) })
    if (reply) setAnswer({ about: one, reply })
  }
  const judged = answer?.reply?.data
  const may = answer?.reply?.may ?? []
  const about = aboutOf(request, judged?.judgement.suggestions.flatMap((suggestion) => suggestion.about) ?? [])
  return (
    <Page
      title={text.say('admission.title')}
      lead={text.say('admission.lead')}
      width="measure"
      crumbs={[{ label: text.say('duties.title'), href: '/desk/duties' }, { label: text.say('admission.title') }]}
    >
      <Form
        onSubmit={() => ask(request)}
        refusal={act.refusal}
        actions={
          <Button tone="primary" type="submit" busy={act.busy} disabled={!ready}>
            {text.say('admission.ask')}
          </Button>
        }
      >
        <Field label={text.say('admission.text')} hint={text.say('admission.text-hint')} path="/request/title">
          <TextArea value={request.title} onInput={(title) => set({ title })} rows={2} maxLength={300} />
        </Field>
        <FieldPairs>
          <Field label={text.say('admission.asker')} path="/request/asker" optional>
            <TextInput value={request.asker} onInput={(asker) => set({ asker })} maxLength={100} />
          </Field>
          <Field label={text.say('admission.asker-level')}>
            <Select
              value={request.askerLevel}
              onChange={(one) => set({ askerLevel: one as AdmissionRequest['askerLevel'] })}
              options={askerLevels.map((one) => ({ value: one, label: text.say(`admission.level.${one}`) }))}
            />
          </Field>
          <Field label={text.say('admission.kind')}>
            <Select
              value={request.kind}
              onChange={(one) => set({ kind: one as AdmissionRequest['kind'] })}
              options={requestKinds.map((one) => ({ value: one, label: text.say(`admission.kind.${one}`) }))}
            />
          </Field>
          <Field label={text.say('admission.laid-on')}>
            <Select
              value={request.laidOn}
              onChange={(one) => set({ laidOn: one as AdmissionRequest['laidOn'] })}
              options={(['street', 'community'] as const).map((one) => ({ value: one, label: text.say(`duties.level.${one}`) }))}
            />
          </Field>
        </FieldPairs>
        <details class="more-fields">
          <summary>{text.say('admission.more')}</summary>
          <FieldPairs>
            {request.kind === 'form' && (
              <>
                <YesNo label={text.say('admission.survey')} value={request.survey} onChange={(survey) => set({ survey })} />
                <Field label={text.say('admission.form-no')} optional>
                  <TextInput value={request.formNo ?? ''} onInput={(formNo) => set({ formNo })} maxLength={60} />
                </Field>
                <Field label={text.say('admission.form-maker')} optional>
                  <TextInput value={request.formMaker ?? ''} onInput={(formMaker) => set({ formMaker })} maxLength={100} />
                </Field>
                <Field label={text.say('admission.form-approval')} optional>
                  <TextInput value={request.formApproval ?? ''} onInput={(formApproval) => set({ formApproval })} maxLength={100} />
                </Field>
                <Field label={text.say('admission.form-valid-to')} optional>
                  <DayInput
                    value={request.formValidTo ?? ''}
                    onChange={(formValidTo) => set({ formValidTo })}
                    today={today}
                    example={today}
                  />
                </Field>
              </>
            )}
            {(request.kind === 'inspection' || request.kind === 'supervision') && (
              <YesNo label={text.say('admission.planned')} value={request.planned} onChange={(planned) => set({ planned })} />
            )}
            <YesNo label={text.say('admission.personal')} value={request.personal} onChange={(personal) => set({ personal })} />
            <Field label={text.say('admission.basis')} optional>
              <TextInput value={request.basis ?? ''} onInput={(basis) => set({ basis })} maxLength={400} />
            </Field>
            <Field label={text.say('admission.funded-by')} optional>
              <TextInput value={request.fundedBy ?? ''} onInput={(fundedBy) => set({ fundedBy })} maxLength={200} />
            </Field>
            <Field label={text.say('admission.people-from')} optional>
              <TextInput value={request.peopleFrom ?? ''} onInput={(peopleFrom) => set({ peopleFrom })} maxLength={200} />
            </Field>
            <Field label={text.say('admission.powers')} optional>
              <TextInput value={request.powers ?? ''} onInput={(powers) => set({ powers })} maxLength={200} />
            </Field>
            <Field label={text.say('admission.admitted-until')} hint={text.say('admission.admitted-until-hint')} optional>
              <DayInput
                value={request.admittedUntil ?? ''}
                onChange={(admittedUntil) => set({ admittedUntil })}
                today={today}
                example={today}
              />
            </Field>
          </FieldPairs>
        </details>
      </Form>
      {judged && (
        <>
          <Section title={text.say('admission.items')}>
            <CitedItems
              cited={request.cited}
              matches={judged.matches}
              items={items.reply?.data.items ?? []}
              onChange={(cited) => ask({ ...request, cited })}
            />
          </Section>
          <Section
            title={text.say('admission.says')}
            actions={
              may.includes('objection.raise') && about && <Button onPress={() => setObjecting(true)}>{text.say('objections.raise')}</Button>
            }
          >
            <JudgementView judgement={judged.judgement} />
          </Section>
        </>
      )}
      {objecting && judged && about && (
        <RaiseDialog about={about} asker={request.asker} reasons={reasonsToObject(judged.judgement)} onClose={() => setObjecting(false)} />
      )}
    </Page>
  )
}

/** Nothing was received yet: what is objected to is the duty it was said to be, or looks like. */
function aboutOf({ title, cited }: AdmissionRequest, spoken: readonly string[]): { kind: 'duty'; id: string; title: string } | undefined {
  const id = cited[0] ?? spoken[0]
  return id ? { kind: 'duty', id, title } : undefined
}

/** What was left empty is not known. */
function withoutEmpty(request: AdmissionRequest): AdmissionRequest {
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== '' && value !== undefined)) as AdmissionRequest & {
    asker: string
  }
}

function YesNo({ label, value, onChange }: { label: string; value: boolean | undefined; onChange: (value: boolean | undefined) => void }) {
  const text = useText()
  const said: Said = value === undefined ? 'unsaid' : value ? 'yes' : 'no'
  return (
    <Field group label={label}>
      <Radios
        joined
        value={said}
        onChange={(one) => onChange(one === 'unsaid' ? undefined : one === 'yes')}
        options={(['yes', 'no', 'unsaid'] as const).map((one) => ({ value: one, label: text.say(`admission.${one}`) }))}
      />
    </Field>
  )
}
