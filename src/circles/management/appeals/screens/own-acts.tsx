/** What she can do: say whether it is solved, judge the service, say more, open it again, take it back. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Radios } from '#kit/checkbox.tsx'
import { Field, Form } from '#kit/field.tsx'
import { TextArea } from '#kit/input.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo } from '#kit/use-data.ts'
import { actOwn, type OwnAct, type OwnMatter } from '../own/contract.ts'
import type { DraftPhoto } from './draft.ts'
import { PhotoField } from './photo-field.tsx'
import { sendPhotos } from './send-report.ts'

type ActingProps = { matter: OwnMatter; person: string; onDone: () => void }
type Said = { act: OwnAct; text?: string; photos?: DraftPhoto[] }

const MOST_PHOTOS = 4

function useSaying({ matter, person, onDone }: ActingProps) {
  const { tell } = useTell()
  const text = useText()
  const doing = useDo(async ({ act, text: words, photos = [] }: Said, options) => {
    const sent = await sendPhotos(person, photos, async () => undefined)
    const input = {
      person,
      id: matter.id,
      act,
      ...(words?.trim() ? { text: words.trim() } : {}),
      ...(sent.length > 0 ? { photos: sent } : {}),
    }
    return call(actOwn, input satisfies InputOf<typeof actOwn>, options)
  })
  const say = async (said: Said): Promise<boolean> => {
    if (!(await doing.run(said))) return false
    tell({ text: text.say(`mine.told.${said.act.kind}`) })
    onDone()
    return true
  }
  return { ...doing, say }
}

/** First of all, where there is an answer: is it solved? Then, when it is over: how was it? */
export function Asked(props: ActingProps) {
  const { matter } = props
  if (matter.asked) return <IsItSolved {...props} />
  if (matter.allowed.includes('rate') && matter.solved === true) return <Rating {...props} />
  return null
}

function IsItSolved(props: ActingProps) {
  const text = useText()
  const [words, setWords] = useState('')
  const [unsolved, setUnsolved] = useState(false)
  const saying = useSaying(props)
  const answer = props.matter.steps.findLast(({ kind }) => kind === 'answer')
  return (
    <section class="asked-card">
      <h2>{text.say('mine.is-it-solved')}</h2>
      {answer?.text && <p class="said">{answer.text}</p>}
      {unsolved && (
        <Field label={text.say('mine.what-is-not')} optional>
          <TextArea value={words} rows={3} onInput={setWords} />
        </Field>
      )}
      {saying.refusal && <ProblemNote refusal={saying.refusal} />}
      <div class="asked-answers">
        {unsolved ? (
          <Button tone="primary" busy={saying.busy} onPress={() => saying.say({ act: { kind: 'confirm', solved: false }, text: words })}>
            {text.say('mine.go-on')}
          </Button>
        ) : (
          <>
            <Button busy={saying.busy} onPress={() => setUnsolved(true)}>
              {text.say('mine.not-solved')}
            </Button>
            <Button tone="primary" busy={saying.busy} onPress={() => saying.say({ act: { kind: 'confirm', solved: true } })}>
              {text.say('mine.solved')}
            </Button>
          </>
        )}
      </div>
    </section>
  )
}

const satisfactions = ['very', 'yes', 'partly', 'no'] as const

function Rating(props: ActingProps) {
  const text = useText()
  const [satisfied, setSatisfied] = useState<(typeof satisfactions)[number] | ''>('')
  const [heard, setHeard] = useState<'yes' | 'no' | ''>('')
  const [inTime, setInTime] = useState<'yes' | 'no' | ''>('')
  const [words, setWords] = useState('')
  const saying = useSaying(props)
  const yesNo = (['yes', 'no'] as const).map((value) => ({ value, label: text.say(`mine.answer.${value}`) }))
  const rate = () => {
    if (satisfied === '') return
    const more = { ...(heard ? { heard: heard === 'yes' } : {}), ...(inTime ? { inTime: inTime === 'yes' } : {}) }
    void saying.say({ act: { kind: 'rate', satisfied, ...more }, text: words })
  }
  return (
    <section class="asked-card">
      <h2>{text.say('mine.how-was-it')}</h2>
      <Field label={text.say('mine.satisfied')} group>
        <Radios
          joined
          value={satisfied}
          onChange={setSatisfied}
          options={satisfactions.map((value) => ({ value, label: text.say(`mine.code.${value}`) }))}
        />
      </Field>
      <Field label={text.say('mine.heard')} group optional>
        <Radios joined value={heard} onChange={setHeard} options={yesNo} />
      </Field>
      <Field label={text.say('mine.in-time')} group optional>
        <Radios joined value={inTime} onChange={setInTime} options={yesNo} />
      </Field>
      <Field label={text.say('mine.rate-words')} optional>
        <TextArea value={words} rows={2} onInput={setWords} />
      </Field>
      {saying.refusal && <ProblemNote refusal={saying.refusal} />}
      <div class="asked-answers">
        <Button tone="primary" busy={saying.busy} disabled={satisfied === ''} onPress={rate}>
          {text.say('mine.rate')}
        </Button>
      </div>
    </section>
  )
}

/** The rest stands folded below: what is not asked of her. */
export function Acting(props: ActingProps) {
  const text = useText()
  const { allowed } = props.matter
  const may = (['note', 'reopen', 'withdraw'] as const).filter((kind) => allowed.includes(kind))
  return (
    <>
      {may.map((kind) => (
        <details key={kind} class="by-number">
          <summary>{text.say(`mine.do.${kind}`)}</summary>
          <SayMore {...props} kind={kind} />
        </details>
      ))}
    </>
  )
}

function SayMore({ kind, ...props }: ActingProps & { kind: 'note' | 'reopen' | 'withdraw' }) {
  const text = useText()
  const [words, setWords] = useState('')
  const [photos, setPhotos] = useState<DraftPhoto[]>([])
  const saying = useSaying(props)
  const nothing = !words.trim() && (kind === 'reopen' || (kind === 'note' && photos.length === 0))
  const send = async () => {
    if (nothing || !(await saying.say({ act: { kind }, text: words, photos }))) return
    setWords('')
    setPhotos([])
  }
  return (
    <Form onSubmit={send} refusal={saying.refusal}>
      <p class="small quiet">{text.say(`mine.do.${kind}-lead`)}</p>
      <Field label={text.say('report.words')} path="/text" optional={kind !== 'reopen'}>
        <TextArea value={words} rows={3} onInput={setWords} />
      </Field>
      {kind === 'note' && (
        <Field label={text.say('report.photos')} group optional>
          <PhotoField photos={photos} most={MOST_PHOTOS} onChange={setPhotos} />
        </Field>
      )}
      <Button type="submit" tone={kind === 'withdraw' ? 'danger' : 'primary'} busy={saying.busy} disabled={nothing}>
        {text.say(`mine.send.${kind}`)}
      </Button>
    </Form>
  )
}
