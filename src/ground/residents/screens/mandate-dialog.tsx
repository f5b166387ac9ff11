/** A helper chosen on a signed paper, or the guardian of a child: who, what, how long, and the paper. */
import { useCallback, useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { addDays, addYears } from '#base/values/day.ts'
import { search } from '#ground/households/contract.ts'
import { bringFile } from '#kernel/files/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Checkbox, Radios } from '#kit/checkbox.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Field, FieldPairs } from '#kit/field.tsx'
import { FileDrop } from '#kit/file-drop.tsx'
import { FormDialog } from '#kit/form-dialog.tsx'
import { TextInput } from '#kit/input.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { SearchBox, type SearchResult } from '#kit/search-box.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { streetToday } from '#kit/today.ts'
import { upload } from '#kit/transfer.ts'
import { useDo } from '#kit/use-data.ts'
import { recordMandate } from '../contract.ts'
import { allScopes } from '../rules.ts'
import type { PersonDialogProps } from './bind-dialog.tsx'

type Input = InputOf<typeof recordMandate>
type Chosen = { id: string; name: string }

/** Photographs and scans of a signed paper. */
const PAPERS = ['.jpg', '.jpeg', '.png', '.pdf']
const MOST_BYTES = 20 * 1024 * 1024

export type MandateDialogProps = PersonDialogProps & { kind: Input['kind']; grownUps: readonly Chosen[] }

export function MandateDialog({ person, name, kind, grownUps, onClose, onDone }: MandateDialogProps) {
  const text = useText()
  const { tell } = useTell()
  const today = streetToday()
  const near = kind === 'guardian' ? grownUps : []
  const [way, setWay] = useState<'person' | 'phone'>('person')
  const [chosen, setChosen] = useState<Chosen>()
  const [phone, setPhone] = useState('')
  const [called, setCalled] = useState('')
  const [scope, setScope] = useState<Input['scope']>(['answer', 'see'])
  const [from, setFrom] = useState(today)
  const [to, setTo] = useState(addDays(addYears(today, 1), -1))
  const [paper, setPaper] = useState<Chosen>()
  const bring = useDo((file: File, options) => upload(bringFile, file, options))
  const act = useDo((input: Input, options) => call(recordMandate, input, options))
  const take = async ([file]: File[]) => {
    const reply = file && (await bring.run(file))
    if (reply) setPaper({ id: reply.data.file, name: file.name })
  }
  const who = way === 'phone' && kind === 'helper' ? { phone, name: called } : chosen ? { person: chosen.id } : undefined
  const ready = paper && who && (who.phone === undefined || (who.phone.trim().length >= 11 && called.trim() !== '')) && scope.length > 0
  const send = async () => {
    if (!ready) return
    const term = kind === 'guardian' ? { from: today } : { from, to }
    if (!(await act.run({ id: person, kind, ...who, scope, ...term, paper: paper.id }))) return
    tell({ text: text.say('mandate.saved') })
    onDone()
    onClose()
  }
  const title = text.say(kind === 'guardian' ? 'mandate.guardian-title' : 'mandate.add-title', { name })
  return (
    <FormDialog size="wide" title={title} verb={text.say('mandate.save')} act={act} ready={ready === true} onSend={send} onClose={onClose}>
      {kind === 'guardian' && <p>{text.say('mandate.guardian-lead')}</p>}
      {kind === 'helper' && (
        <Field label={text.say('mandate.who')} group>
          <Radios
            joined
            value={way}
            onChange={setWay}
            options={[
              { value: 'person', label: text.say('mandate.who-person') },
              { value: 'phone', label: text.say('mandate.who-phone') },
            ]}
          />
        </Field>
      )}
      {way === 'phone' && kind === 'helper' ? (
        <FieldPairs>
          <Field label={text.say('sign-in.phone')} path="/phone">
            <TextInput value={phone} onInput={setPhone} type="tel" mode="tel" maxLength={20} />
          </Field>
          <Field label={text.say('mandate.name')} path="/name">
            <TextInput value={called} onInput={setCalled} maxLength={60} />
          </Field>
        </FieldPairs>
      ) : (
        <ChosenPerson kind={kind} person={person} near={near} chosen={chosen} onChoose={setChosen} />
      )}
      {kind === 'helper' && (
        <>
          <Field label={text.say('mandate.scope')} group path="/scope">
            {allScopes.map((one) => (
              <Checkbox
                key={one}
                label={text.say(`mandate.scope.${one}`)}
                checked={scope.includes(one)}
                onChange={(checked) => setScope(checked ? [...scope, one] : scope.filter((other) => other !== one))}
              />
            ))}
          </Field>
          <FieldPairs>
            <Field label={text.say('mandate.from')} hint={text.say('mandate.from-hint')} path="/from">
              <DayInput value={from} onChange={setFrom} today={today} earliest={today} />
            </Field>
            <Field label={text.say('mandate.to')} hint={text.say('mandate.to-hint')} path="/to">
              <DayInput value={to} onChange={setTo} today={today} earliest={today} />
            </Field>
          </FieldPairs>
        </>
      )}
      {bring.refusal && <ProblemNote refusal={bring.refusal} />}
      {paper ? (
        <p class="quiet">{text.say('mandate.paper-brought', { name: paper.name })}</p>
      ) : (
        <FileDrop label={text.say('mandate.paper-file')} endings={PAPERS} maxBytes={MOST_BYTES} busy={bring.busy} onFiles={take} />
      )}
    </FormDialog>
  )
}

type ChosenProps = {
  kind: Input['kind']
  person: string
  /** Grown-ups who live with a child: one of them, or somebody else. */
  near: readonly Chosen[]
  chosen: Chosen | undefined
  onChoose: (chosen: Chosen | undefined) => void
}

/** Somebody who lives with her, or anybody of the street by the same search as everywhere. */
function ChosenPerson({ kind, person, near, chosen, onChoose }: ChosenProps) {
  const text = useText()
  const [elsewhere, setElsewhere] = useState(near.length === 0)
  const find = useCallback(
    async (typed: string, signal: AbortSignal): Promise<SearchResult[]> => {
      const { data } = await call(search, { text: typed, kinds: ['person'], limit: 12 }, { signal })
      return data.found
        .filter((one) => one.id !== person && !one.gone)
        .map(({ id, name, line }) => ({ id, group: '', label: name, note: line, icon: 'people', onOpen: () => onChoose({ id, name }) }))
    },
    [person, onChoose],
  )
  return (
    <Field label={text.say(`mandate.kind.${kind}`)} path="/person" group>
      {near.length > 0 && (
        <Radios
          label={text.say(`mandate.kind.${kind}`)}
          value={elsewhere ? '' : (chosen?.id ?? 'none')}
          onChange={(id) => {
            setElsewhere(id === '')
            onChoose(near.find((one) => one.id === id))
          }}
          options={[...near.map(({ id, name }) => ({ value: id, label: name })), { value: '', label: text.say('mandate.other') }]}
        />
      )}
      {elsewhere &&
        (chosen ? (
          <p class="row">
            <strong>{chosen.name}</strong>
            <Button size="small" onPress={() => onChoose(undefined)}>
              {text.say('mandate.drop')}
            </Button>
          </p>
        ) : (
          <SearchBox label={text.say('mandate.find')} search={find} inputId="find-helper" maxLength={60} />
        ))}
    </Field>
  )
}
