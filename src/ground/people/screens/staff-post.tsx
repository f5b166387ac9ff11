/** The fields of a post: role × region × term. A role with rights the giver lacks is shown and cannot be chosen. */
import { Combobox } from '#kit/combobox.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Field } from '#kit/field.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import type { NewPost } from '../staff/contract.ts'
import type { Staff } from './staff-words.ts'

export type TypedPost = { role: string; title: string; region: string; from: string; to: string }

export function emptyPost(staff: Staff): TypedPost {
  return {
    role: staff.roles.find((one) => one.lacking === 0)?.role ?? '',
    title: '',
    region: staff.areas.length === 1 ? String(staff.areas[0]?.region) : '',
    from: streetToday(),
    to: '',
  }
}

/** A department's post is given by the street and has no area of its own. */
function isAreaLess(role: string): boolean {
  return role === 'department'
}

function streetOf({ areas }: Staff): string {
  return String(areas[0]?.region ?? '').slice(0, 9)
}

export function isPostReady({ role, title, region, from }: TypedPost): boolean {
  return role !== '' && title.trim() !== '' && region !== '' && from !== ''
}

export function postOf({ role, title, region, from, to }: TypedPost): NewPost {
  return { role, title: title.trim(), region: Number(region), from, ...(to ? { to } : {}) }
}

export function PostFields({ staff, post, onChange }: { staff: Staff; post: TypedPost; onChange: (post: TypedPost) => void }) {
  const text = useText()
  const today = streetToday()
  return (
    <>
      <Field label={text.say('staff.role')} path="/post/role">
        <Select
          value={post.role}
          onChange={(role) => onChange({ ...post, role, region: isAreaLess(role) ? streetOf(staff) : post.region })}
          options={staff.roles.map(({ role, lacking }) => ({
            value: role,
            label: `${text.say(`staff.role.${role}`)}${lacking > 0 ? text.say('staff.lacking', { n: lacking }) : ''}`,
            disabled: lacking > 0,
          }))}
        />
      </Field>
      {!isAreaLess(post.role) && (
        <Field label={text.say('staff.area')} path="/post/region">
          <Combobox
            value={post.region}
            onChange={(region) => onChange({ ...post, region })}
            options={staff.areas.map(({ region, name }) => ({ value: String(region), label: name, keys: [String(region)] }))}
          />
        </Field>
      )}
      <Field label={text.say('staff.post-title')} hint={text.say('staff.post-title-hint')} path="/post/title">
        <TextInput value={post.title} onInput={(title) => onChange({ ...post, title })} maxLength={60} />
      </Field>
      <Field label={text.say('staff.from')} path="/post/from">
        <DayInput value={post.from} onChange={(from) => onChange({ ...post, from })} today={today} />
      </Field>
      <Field label={text.say('staff.to')} path="/post/to" optional>
        <DayInput value={post.to} onChange={(to) => onChange({ ...post, to })} today={today} />
      </Field>
    </>
  )
}
