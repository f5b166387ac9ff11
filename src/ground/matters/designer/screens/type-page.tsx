/** One type as one reads it: its life as a line, who does what in which time, what is asked, what a reporter is told, and what is counted. */
import { say } from '#ground/forms/screens/known-here.ts'
import { Facts, Section } from '#kit/page.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import type { MatterType, Step } from '../../types/type.ts'
import { clockNames } from '../../types/type.ts'
import { sayTerm, sayWhen, sayWho, sayWords } from './say-type.ts'

export function TypePage({ type }: { type: MatterType }) {
  const text = useText()
  return (
    <>
      <StageLine type={type} />
      {type.stages.map((stage) => (
        <Section key={stage.id} title={text.say('type.stage-named', { name: sayWords(text, stage.title) })}>
          <ol class="plain-list type-steps">
            {stage.steps.map((step) => (
              <StepRow key={step.id} type={type} step={step} />
            ))}
          </ol>
        </Section>
      ))}
      <Section title={text.say('type.clocks')}>
        <Facts items={clockFacts(text, type)} />
      </Section>
      <Section title={text.say('type.told')}>
        <Facts
          items={(['received', 'answered', 'closed', 'refused'] as const).map((which) => ({
            label: text.say(`type-told.${which}`),
            value: sayWords(text, type.texts[which]),
          }))}
        />
      </Section>
      <Section title={text.say('type.about')}>
        <Facts
          items={[
            { label: text.say('type-part.purpose'), value: sayWords(text, type.purpose) },
            { label: text.say('type-part.basis'), value: text.list(type.basis.map((one) => sayWords(text, one))) },
            { label: text.say('type-part.recipients'), value: sayWords(text, type.recipients) },
            { label: text.say('type-part.categories'), value: text.list(type.categories.map(({ label }) => sayWords(text, label))) },
            { label: text.say('type-part.opened'), value: text.list(type.opened.map((one) => text.say(`type-opened.${one}`))) },
            ...(type.about.length > 0
              ? [{ label: text.say('type-part.about'), value: text.list(type.about.map((one) => text.say(`subject.${one}`))) }]
              : []),
            { label: text.say('type-part.keepYears'), value: text.say('type.years', { n: type.keepYears }) },
          ]}
        />
      </Section>
    </>
  )
}

/** Received, the stages of this type, answered, closed: the first and the last are every matter's. */
export function StageLine({ type }: { type: MatterType }) {
  const text = useText()
  return (
    <ol class="stage-line" aria-label={text.say('type.line')}>
      <li data-fixed>{text.say('matter.stand.received')}</li>
      {type.stages.map((stage) => (
        <li key={stage.id}>
          <strong>{sayWords(text, stage.title)}</strong>
          {stage.steps.map((step) => (
            <span key={step.id} class="small">
              {sayWords(text, step.title)}
              {step.contact && <span class="quiet"> · {text.say('type-part.contact')}</span>}
              {step.every && <span class="quiet"> · {text.say('type.every', { term: sayTerm(text, step.every) })}</span>}
            </span>
          ))}
        </li>
      ))}
      <li data-fixed>{text.say('matter.stand.answered')}</li>
      <li data-fixed>{text.say('matter.stand.closed')}</li>
    </ol>
  )
}

function StepRow({ type, step }: { type: MatterType; step: Step }) {
  const text = useText()
  const { questions = [] } = step
  return (
    <li>
      <span class="type-step-name">
        <strong>{sayWords(text, step.title)}</strong> {step.optional && <Tag>{text.say('type.optional')}</Tag>}
      </span>
      <span class="small">{stepFacts(text, type, step).join(' · ')}</span>
      {questions.length > 0 && (
        <ul class="small quiet type-questions">
          {questions.map((question) => (
            <li key={question.id}>
              {question.choices
                ? text.aside(sayWords(text, question.label), text.list(question.choices.map((choice) => say(choice, text.language))))
                : sayWords(text, question.label)}
              {question.required && ` · ${text.say('type.required')}`}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

/** Who, in which time, how often, when at all. */
export function stepFacts(text: ReturnType<typeof useText>, type: MatterType, step: Step): string[] {
  return [
    sayWho(text, step),
    step.term ? text.say('type.within', { term: sayTerm(text, step.term) }) : text.say('type.no-term'),
    ...(step.contact ? [text.say('type-part.contact')] : []),
    ...(step.every ? [text.say('type.every', { term: sayTerm(text, step.every) })] : []),
    ...(step.form ? [text.say('type.fills', { form: step.form })] : []),
    ...(step.when ? [text.say('type.only-if', { what: sayWhen(text, type, step.when) })] : []),
  ]
}

function clockFacts(text: ReturnType<typeof useText>, type: MatterType) {
  const clocks = clockNames.flatMap((name) => {
    const clock = type.clocks[name]
    if (!clock) return []
    const citation = clock.citation ? ` ${sayWords(text, clock.citation)}` : ''
    return [{ label: text.say(`matter.clock.${name}`), value: `${sayTerm(text, clock.term)}${citation}` }]
  })
  return [
    ...clocks,
    ...(type.again ? [{ label: text.say('type-part.again'), value: sayTerm(text, type.again) }] : []),
    ...(type.reopenWithin ? [{ label: text.say('type-part.reopenWithin'), value: sayTerm(text, type.reopenWithin) }] : []),
    ...(type.escalations.length > 0
      ? [
          {
            label: text.say('type-part.escalations'),
            value: text.list(
              type.escalations.map(({ clock, after, to }) =>
                text.say('type.escalates', {
                  clock: text.say(`matter.clock.${clock}`),
                  after: after ? sayTerm(text, after) : text.say('type.at-once'),
                  to: text.say(`type-raised.${to}`),
                }),
              ),
            ),
          },
        ]
      : []),
    ...(type.pauses.length > 0
      ? [{ label: text.say('type-part.pauses'), value: text.list(type.pauses.map(({ label }) => sayWords(text, label))) }]
      : []),
  ]
}
