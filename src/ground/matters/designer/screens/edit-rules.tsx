/** Clocks, pauses, refusals, sending back, escalation: the rules a matter runs under. */
import type { ComponentChildren } from 'preact'
import { say, write } from '#ground/forms/screens/known-here.ts'
import { Checkbox } from '#kit/checkbox.tsx'
import { Field, FieldPairs } from '#kit/field.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { type ClockName, clockNames, type Escalation, type MatterType } from '../../types/type.ts'
import { type EditProps, Ticks } from './edit-basics.tsx'
import { codedFrom, codedLines } from './edit-type.ts'
import { LinesInput } from './lines-input.tsx'
import { sayWords } from './say-type.ts'
import { TermInput } from './term-input.tsx'

export function EditRules({ type, onChange }: EditProps) {
  const text = useText()
  const { language } = text
  return (
    <div class="type-fields">
      {clockNames.map((name) => (
        <ClockFields key={name} name={name} type={type} onChange={onChange} />
      ))}
      <FieldPairs>
        <Labelled label={text.say('type-part.again')}>
          <TermInput
            label={text.say('type-part.again')}
            value={type.again}
            onChange={(again) => onChange(withTerm(type, 'again', again))}
          />
        </Labelled>
        <Labelled label={text.say('type-part.reopenWithin')}>
          <TermInput
            label={text.say('type-part.reopenWithin')}
            value={type.reopenWithin}
            onChange={(term) => onChange(withTerm(type, 'reopenWithin', term))}
          />
        </Labelled>
      </FieldPairs>
      <Ticks
        label={text.say('type-part.escalations')}
        all={escalations}
        chosen={type.escalations.map(nameOf).filter((one): one is (typeof escalations)[number] => escalations.includes(one as never))}
        word={(one) => text.say(`type-escalation.${one}`)}
        onChange={(chosen) => onChange({ ...type, escalations: escalationsFrom(type.escalations, chosen) })}
      />
      <Field label={text.say('type.who-confirms')} path="/confirm">
        <Select
          value={type.confirm}
          onChange={(confirm) => onChange({ ...type, confirm: confirm as MatterType['confirm'] })}
          options={['first', 'all'].map((value) => ({ value, label: text.say(`type-confirm.${value}`) }))}
        />
      </Field>
      <Field label={text.say('type-part.pauses')} hint={text.say('type.lines-hint')} path="/pauses">
        <LinesInput
          begun={codedLines(type.pauses, language)}
          onChange={(said) => onChange({ ...type, pauses: codedFrom(type.pauses, language, said, []) })}
        />
      </Field>
      <Field label={text.say('type-part.refusals')} hint={text.say('type.lines-hint')} path="/refusals">
        <LinesInput
          begun={codedLines(type.refusals, language)}
          onChange={(said) => onChange({ ...type, refusals: codedFrom(type.refusals, language, said, []) })}
        />
      </Field>
      {type.refusals.map((refusal, at) => (
        <Field key={refusal.code} label={text.say('type.office-for', { name: sayWords(text, refusal.label) })} optional>
          <TextInput
            value={say(refusal.office, language)}
            onInput={(said) => {
              const { office = { zh: '', en: '' }, ...rest } = refusal
              const next = said.trim() === '' ? rest : { ...rest, office: write(office, language, said) }
              onChange({ ...type, refusals: type.refusals.map((one, index) => (index === at ? next : one)) })
            }}
            maxLength={100}
          />
        </Field>
      ))}
      <Field label={text.say('type-part.reasons')} hint={text.say('type.lines-hint')} path="/returns/reasons">
        <LinesInput
          begun={codedLines(type.returns.reasons, language)}
          onChange={(said) => {
            const reasons = codedFrom(type.returns.reasons, language, said, [])
            // Reasons without a time to use them would be an empty promise.
            onChange({ ...type, returns: { ...type.returns, reasons, most: reasons.length === 0 ? 0 : Math.max(1, type.returns.most) } })
          }}
        />
      </Field>
      <Field label={text.say('type-part.whistle')} group hint={text.say('type.whistle-hint')}>
        <Checkbox
          label={text.say('type.whistle-on')}
          checked={type.whistle !== undefined}
          onChange={(on) => {
            const { whistle: _before, ...rest } = type
            onChange(on ? { ...rest, whistle: { arrive: { minutes: 30 }, finish: { workdays: 3 } } } : rest)
          }}
        />
      </Field>
      {type.whistle && (
        <FieldPairs>
          {(['arrive', 'finish'] as const).map((name) => (
            <Labelled key={name} label={text.say(`type-part.${name}`)}>
              <TermInput
                label={text.say(`type-part.${name}`)}
                value={type.whistle![name]}
                onChange={(term) => term && onChange({ ...type, whistle: { ...type.whistle!, [name]: term } })}
              />
            </Labelled>
          ))}
        </FieldPairs>
      )}
    </div>
  )
}

function Labelled({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <Field label={label} group>
      {children}
    </Field>
  )
}

function ClockFields({ name, type, onChange }: EditProps & { name: ClockName }) {
  const text = useText()
  const clock = type.clocks[name]
  const put = (next: MatterType['clocks'][ClockName]) => {
    const { [name]: _before, ...rest } = type.clocks
    onChange({ ...type, clocks: (next ? { ...rest, [name]: next } : rest) as MatterType['clocks'] })
  }
  return (
    <FieldPairs>
      <Labelled label={text.say(`matter.clock.${name}`)}>
        <TermInput
          label={text.say(`matter.clock.${name}`)}
          value={clock?.term}
          onChange={(term) => {
            // Every matter is answered in some time.
            if (term) put({ ...clock, term })
            else if (name !== 'resolve') put(undefined)
          }}
        />
      </Labelled>
      <Field label={text.say('type.citation')} optional={name !== 'confirm'} path={`/clocks/${name}/citation`}>
        <TextInput
          value={say(clock?.citation, text.language)}
          onInput={(said) => {
            if (!clock) return
            const { citation = { zh: '', en: '' }, ...rest } = clock
            put(said.trim() === '' ? rest : { ...rest, citation: write(citation, text.language, said) })
          }}
          maxLength={200}
        />
      </Field>
    </FieldPairs>
  )
}

function withTerm(type: MatterType, name: 'again' | 'reopenWithin', term: MatterType['again']): MatterType {
  const { [name]: _before, ...rest } = type
  return term ? { ...rest, [name]: term } : rest
}

const escalations = ['response-street', 'response-head', 'resolve-street', 'resolve-head', 'step-street', 'step-head'] as const

function nameOf({ clock, to }: Escalation): string {
  return `${clock}-${to}`
}

/** Those that stay keep how long after they come. */
function escalationsFrom(before: readonly Escalation[], chosen: readonly string[]): Escalation[] {
  return chosen.map((name) => {
    const [clock, to] = name.split('-') as [Escalation['clock'], Escalation['to']]
    return before.find((one) => nameOf(one) === name) ?? { clock, to }
  })
}
