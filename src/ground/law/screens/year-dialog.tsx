/** The notice of the year, pasted whole: what was read from it is said before it holds. */
import { useMemo, useState } from 'preact/hooks'
import { readNotice } from '#base/calendar/notice.ts'
import { call } from '#kit/api.ts'
import { Field } from '#kit/field.tsx'
import { FormDialog } from '#kit/form-dialog.tsx'
import { TextArea, TextInput } from '#kit/input.tsx'
import { Facts } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo } from '#kit/use-data.ts'
import { tellYear } from '../contract.ts'

export function YearDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const text = useText()
  const { tell } = useTell()
  const [typed, setTyped] = useState('')
  const [document, setDocument] = useState('')
  const notice = useMemo(() => readNotice(typed), [typed])
  const save = useDo((input: { text: string; document?: string }, options) => call(tellYear, input, options))
  const error =
    typed.trim() === ''
      ? undefined
      : notice
        ? notice.faults.map((fault) => text.say(fault.say, fault.with)).join(' ') || undefined
        : text.say('free-days.not-read')
  const send = async () => {
    if (!notice || error) return
    const reply = await save.run({ text: typed, ...(document.trim() ? { document: document.trim() } : {}) })
    if (!reply) return
    tell({ text: text.say('rules.tell-saved', { year: String(reply.data.year) }) })
    onDone()
    onClose()
  }
  const days = (list: readonly string[]) => list.map((day) => text.day(day, 'short').slice(5)).join(' ') || text.say('rules.none')
  return (
    <FormDialog
      size="wide"
      title={text.say('rules.tell-title')}
      verb={text.say('rules.tell-save')}
      act={save}
      ready={notice !== undefined && error === undefined}
      onSend={send}
      onClose={onClose}
    >
      <p class="quiet">{text.say('rules.tell-lead')}</p>
      <Field label={text.say('rules.tell-text')} error={error}>
        <TextArea value={typed} onInput={setTyped} rows={8} maxLength={4000} />
      </Field>
      <Field label={text.say('rules.tell-document')} optional>
        <TextInput value={document} onInput={setDocument} maxLength={60} placeholder="国办发明电〔2024〕12号" />
      </Field>
      {notice && !error && (
        <>
          <p>{text.say('rules.tell-read', { year: String(notice.year), free: notice.free.length, work: notice.work.length })}</p>
          <Facts
            items={[
              { label: text.say('rules.free'), value: days(notice.free) },
              { label: text.say('rules.work'), value: days(notice.work) },
            ]}
          />
        </>
      )}
    </FormDialog>
  )
}
