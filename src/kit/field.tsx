/** Labels, hints and errors around inputs, and forms that lead to what is wrong. */
import { type ComponentChildren, createContext } from 'preact'
import { useContext, useEffect, useId, useRef } from 'preact/hooks'
import type { FieldProblem } from '#base/problem.ts'
import { ProblemNote } from './problem-note.tsx'
import type { Refusal } from './refusal.ts'
import { useText } from './text-context.tsx'

type FieldNames = { id: string; describedBy: string | undefined; invalid: boolean; required: boolean }
const FieldContext = createContext<FieldNames | undefined>(undefined)
const FormContext = createContext<readonly FieldProblem[]>([])

/** What an input takes from the field around it. Inputs outside a field need their own `label`. */
export function useField(): FieldNames {
  const own = useId()
  return useContext(FieldContext) ?? { id: own, describedBy: undefined, invalid: false, required: false }
}

export type FieldProps = {
  label: string
  hint?: string
  /** Set by the screen; otherwise found by `path` among the fields of the form's refusal. */
  error?: string | undefined
  /** JSON pointer into the input: `/name`. */
  path?: string
  /** Optional is said in words; required is the ordinary case and is not marked. */
  optional?: boolean
  /** A group of inputs (checkboxes, radios) under one legend. */
  group?: boolean
  /** Takes the whole line where fields stand side by side. */
  wide?: boolean
  children: ComponentChildren
}

export function Field({ label, hint, error, path, optional, group, wide, children }: FieldProps) {
  const text = useText()
  const id = useId()
  const problem = useFieldError(path)
  const said = error ?? problem
  const describedBy = [hint ? `${id}-hint` : '', said ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined
  const names = { id, describedBy, invalid: said !== undefined, required: !optional }
  const title = (
    <>
      {label}
      {optional && <span class="field-optional">{text.say('kit.optional')}</span>}
    </>
  )
  const inner = (
    <>
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldContext.Provider value={names}>{children}</FieldContext.Provider>
      {said && (
        <p class="field-error" id={`${id}-error`}>
          <span class="unseen">{text.say('kit.error')}</span>
          {said}
        </p>
      )}
    </>
  )
  if (group) {
    return (
      <fieldset
        class="field"
        data-invalid={said ? '' : undefined}
        data-wide={wide ? '' : undefined}
        data-path={path}
        aria-describedby={describedBy}
      >
        <legend class="field-label">{title}</legend>
        {inner}
      </fieldset>
    )
  }
  return (
    <div class="field" data-invalid={said ? '' : undefined} data-wide={wide ? '' : undefined} data-path={path}>
      <label class="field-label" for={id}>
        {title}
      </label>
      {inner}
    </div>
  )
}

function useFieldError(path: string | undefined): string | undefined {
  const text = useText()
  const found = useContext(FormContext).find((field) => field.path === path)
  return path && found ? text.say(found.say, found.with) : undefined
}

/** Two fields a line where there is room. */
export function FieldPairs({ children }: { children: ComponentChildren }) {
  return <div class="field-pairs">{children}</div>
}

export type FormProps = {
  onSubmit: () => void
  /** The refusal of the last try: said above the form and at the fields it names; the first of these takes the focus. */
  refusal?: Refusal | undefined
  /** Buttons under the fields. */
  actions?: ComponentChildren
  label?: string
  children: ComponentChildren
}

export function Form({ onSubmit, refusal, actions, label, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (refusal) focusFirstError(form.current)
  }, [refusal])
  return (
    <form
      ref={form}
      class="form"
      noValidate
      aria-label={label}
      onKeyDown={(event) => {
        if (!sendsForm(event)) return
        event.preventDefault()
        onSubmit()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {refusal && <ProblemNote refusal={refusal} />}
      <FormContext.Provider value={refusal?.fields ?? []}>{children}</FormContext.Provider>
      {actions && <div class="form-actions">{actions}</div>}
    </form>
  )
}

const written = new Set(['text', 'search', 'tel', 'number', 'password', 'email', 'url'])

/** Enter in a line of text. Browsers send only forms that hold a button for it; those of dialogs stand below, outside the form. */
function sendsForm({ key, keyCode, isComposing, defaultPrevented, target, currentTarget }: KeyboardEvent): boolean {
  // While an input method is composing, Enter belongs to it.
  if (key !== 'Enter' || isComposing || keyCode === 229 || defaultPrevented) return false
  if (!(target instanceof HTMLInputElement) || !written.has(target.type) || target.getAttribute('role') === 'combobox') return false
  return !(currentTarget as HTMLFormElement).querySelector('[type="submit"]')
}

/** To the first field at fault. Where none is named the alert speaks for itself, and the focus stays with what was being done. */
function focusFirstError(form: HTMLFormElement | null): void {
  const field = form?.querySelector<HTMLElement>(
    '[data-invalid] input, [data-invalid] select, [data-invalid] textarea, [data-invalid] [tabindex]',
  )
  if (field) field.focus()
  else form?.querySelector('.problem')?.scrollIntoView({ block: 'nearest' })
}
