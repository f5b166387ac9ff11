/** What a purpose covers: groups of the catalogue by kind, and elements by name, which what is protected always is. */
import { ElementChoice } from '#ground/facts/screens/element-choice.tsx'
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import { Button } from '#kit/button.tsx'
import { Checkbox } from '#kit/checkbox.tsx'
import { Select } from '#kit/input.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import type { Cover } from '../contract.ts'

const kinds = ['person', 'household', 'dwelling', 'building', 'estate', 'organisation', 'premises', 'region'] as const

type CoverFieldsProps = { covers: readonly Cover[]; onChange: (covers: Cover[]) => void; catalogue: CatalogueHere }

export function CoverFields({ covers, onChange, catalogue }: CoverFieldsProps) {
  const text = useText()
  const free = kinds.filter((kind) => !covers.some((cover) => cover.kind === kind))
  return (
    <>
      {covers.map((cover, at) => (
        <OneKind
          key={cover.kind}
          cover={cover}
          catalogue={catalogue}
          onChange={(next) => onChange(covers.map((one, index) => (index === at ? next : one)))}
        />
      ))}
      {free.length > 0 && (
        <Select
          label={text.say('purposes.add-kind')}
          value=""
          onChange={(kind) => kind && onChange([...covers, { kind: kind as Cover['kind'] }])}
          options={[
            { value: '', label: text.say('purposes.add-kind') },
            ...free.map((kind) => ({ value: kind, label: text.say(`subject.${kind}`) })),
          ]}
        />
      )}
    </>
  )
}

function OneKind({ cover, onChange, catalogue }: { cover: Cover; onChange: (cover: Cover) => void; catalogue: CatalogueHere }) {
  const text = useText()
  const { kind, groups = [], elements = [] } = cover
  const known = [...new Set(catalogue.elements.filter((element) => element.kind === kind).map(({ group }) => group))]
  const toggle = (group: string, on: boolean) =>
    onChange({ ...cover, groups: on ? [...groups, group] : groups.filter((one) => one !== group) })
  const add = (id: string | null) => {
    if (id && !elements.includes(id)) onChange({ ...cover, elements: [...elements, id] })
  }
  return (
    <fieldset class="purpose-cover">
      <legend>{text.say(`subject.${kind}`)}</legend>
      <div class="purpose-groups">
        {known.map((group) => (
          <Checkbox key={group} label={text.say(`group.${group}`)} checked={groups.includes(group)} onChange={(on) => toggle(group, on)} />
        ))}
      </div>
      <ul class="purpose-named">
        {elements.map((id) => (
          <li key={id}>
            <Tag>{catalogue.name(id, text.language)}</Tag>
            <Button
              size="small"
              tone="quiet"
              icon="close"
              label={text.say('purposes.drop', { name: catalogue.name(id, text.language) })}
              onPress={() => onChange({ ...cover, elements: elements.filter((one) => one !== id) })}
            />
          </li>
        ))}
      </ul>
      <ElementChoice
        value={null}
        onChange={add}
        catalogue={catalogue}
        kinds={[kind]}
        label={text.say('purposes.add-element')}
        placeholder={text.say('purposes.add-element')}
      />
    </fieldset>
  )
}
