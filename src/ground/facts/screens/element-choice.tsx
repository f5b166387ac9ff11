/** Choose an element of the catalogue by typing a part of its name, its initials, or a heading that forms print for it. */
import { Combobox } from '#kit/combobox.tsx'
import type { Option } from '#kit/filter.ts'
import type { Language } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import type { SubjectKind } from '../contract.ts'
import type { CatalogueHere } from './use-catalogue.ts'

export type ElementChoiceProps = {
  value: string | null
  onChange: (element: string | null) => void
  catalogue: CatalogueHere
  label: string
  /** Only elements of these kinds. */
  kinds?: readonly SubjectKind[]
  placeholder?: string
  disabled?: boolean
}

export function ElementChoice({ value, onChange, catalogue, kinds, ...rest }: ElementChoiceProps) {
  const text = useText()
  const options = elementOptions(catalogue, text.language, kinds, (kind) => text.say(`subject.${kind}`))
  return <Combobox value={value ?? ''} onChange={(chosen) => onChange(chosen || null)} options={options} {...rest} />
}

// Thirty columns of one sheet share one list of more than a thousand options.
const kept = new WeakMap<CatalogueHere, Map<string, readonly Option[]>>()
const synonymsKept = 6

function elementOptions(
  catalogue: CatalogueHere,
  language: Language,
  kinds: readonly SubjectKind[] | undefined,
  kindName: (kind: SubjectKind) => string,
): readonly Option[] {
  const lists = kept.get(catalogue) ?? new Map<string, readonly Option[]>()
  kept.set(catalogue, lists)
  const key = `${language} ${kinds?.join(' ') ?? ''}`
  const found = lists.get(key)
  if (found) return found
  const chosen = kinds ? catalogue.elements.filter(({ kind }) => kinds.includes(kind)) : catalogue.elements
  const several = !kinds || kinds.length > 1
  const options = chosen.map((element): Option => {
    const { id, kind, label, synonyms } = element
    const keys = [...synonyms.slice(0, synonymsKept), ...(language === 'en' ? [label.zh] : [])]
    return { value: id, label: label[language], keys, ...(several ? { note: kindName(kind) } : {}) }
  })
  lists.set(key, options)
  return options
}
