/** The catalogue: every element with its words, kind, sensitivity and shelf life; a street's own wording is a new version beside the shipped one. */
import { useMemo, useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { type Element, listElements, type SubjectKind } from '../contract.ts'
import { ElementDialog } from './element-dialog.tsx'
import { forgetCatalogue } from './use-catalogue.ts'
import './facts.css'

const kinds: SubjectKind[] = ['person', 'household', 'dwelling', 'building', 'estate', 'organisation', 'premises', 'region']
type Listed = Element & { origin: 'shipped' | 'street' }

export function Screen() {
  const text = useText()
  const [kind, setKind] = useState<string>('person')
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState<Listed | 'new'>()
  const read = useRead('elements', (signal) => call(listElements, {}, { signal }), 'once')
  const elements = read.reply?.data.elements as Listed[] | undefined
  const shown = useMemo(() => filterElements(elements ?? [], kind, typed), [elements, kind, typed])
  if (read.refusal && !elements) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!elements) return <Loading lines={12} />
  const may = read.reply?.may.includes('element.change') ?? false
  const done = () => {
    forgetCatalogue()
    read.reload()
  }
  return (
    <Page
      title={text.say('elements.title')}
      lead={text.say('elements.lead', { n: text.number(elements.length) })}
      actions={
        may && (
          <Button tone="primary" icon="add" onPress={() => setOpen('new')}>
            {text.say('elements.add')}
          </Button>
        )
      }
    >
      <div class="elements-find">
        <Select
          label={text.say('elements.kind')}
          value={kind}
          onChange={setKind}
          options={kinds.map((one) => ({ value: one, label: text.say(`subject.${one}`) }))}
        />
        <TextInput
          value={typed}
          onInput={setTyped}
          icon="search"
          type="search"
          label={text.say('elements.search')}
          placeholder={text.say('elements.search')}
        />
      </div>
      <Table
        label={text.say('elements.title')}
        rows={shown}
        rowId={(element) => element.id}
        {...(may ? { onOpen: (element: Listed) => setOpen(element) } : {})}
        empty={<EmptyState icon="search" title={text.say('elements.none')} />}
        height="max(20rem, calc(100vh - 18rem))"
        columns={[
          { id: 'name', label: text.say('elements.name'), text: (element) => element.label[text.language], head: true, width: '14rem' },
          { id: 'type', label: text.say('elements.type'), text: (element) => text.say(`type.${element.type}`), width: '7rem' },
          {
            id: 'sensitivity',
            label: text.say('elements.sensitivity'),
            text: (element) => text.say(`sensitivity.${element.sensitivity}`),
            show: (element) => (
              <Tag tone={element.sensitivity === 'forbidden' ? 'late' : element.sensitivity === 'sensitive' ? 'stale' : 'plain'}>
                {text.say(`sensitivity.${element.sensitivity}`)}
              </Tag>
            ),
            width: '9rem',
          },
          {
            id: 'life',
            label: text.say('elements.life'),
            text: (element) =>
              element.derived
                ? text.say('elements.derived')
                : element.shelfLifeDays
                  ? text.say('elements.days', { n: element.shelfLifeDays })
                  : text.say('elements.lasting'),
            width: '7rem',
          },
          { id: 'synonyms', label: text.say('elements.synonyms'), text: (element) => element.synonyms.join('、'), fills: true },
          { id: 'origin', label: '', text: (element) => (element.origin === 'street' ? text.say('elements.own') : ''), width: '6rem' },
        ]}
      />
      {open && (
        <ElementDialog
          element={open === 'new' ? undefined : open}
          kind={kind as SubjectKind}
          onClose={() => setOpen(undefined)}
          onDone={done}
        />
      )}
    </Page>
  )
}

/** By name, synonym or id. */
function filterElements(elements: readonly Listed[], kind: string, typed: string): Listed[] {
  const wanted = typed.trim().toLowerCase()
  return elements.filter(
    (element) =>
      element.kind === kind &&
      (wanted === '' ||
        [element.id, element.label.zh, element.label.en.toLowerCase(), ...element.synonyms].some((word) => word.includes(wanted))),
  )
}
