/**
 * Which role may do what, at a glance. A post gives its holder these rights over the post's region and for its term, and nothing
 * else does. The house test holds this table against the `may` of every action and view, both ways.
 */
const rights = {
  'file.bring': 'clerk director street',
  'file.open': 'clerk director street',
  'place.read': 'clerk director street grid',
  'place.change': 'clerk director street',
  'people.read': 'clerk director street grid',
  'people.change': 'clerk director street',
  'people.merge': 'clerk director street',
  'sensitive.open': 'clerk director street',
  'look.read': 'clerk director street auditor',
  'import.read': 'clerk director street',
  'import.run': 'clerk director street',
  'element.read': 'clerk director street admin grid',
  'element.change': 'clerk director street admin',
  'form.read': 'clerk director street admin grid',
  'form.fill': 'clerk director street',
  'form.change': 'clerk director street admin',
  'report.read': 'clerk director street',
  'report.run': 'clerk director street',
  'staff.read': 'director street admin auditor',
} as const

export type Right = keyof typeof rights

/** Words of the roles as they stand on screens. */
export const roles = {
  clerk: { zh: '社区工作者', en: 'community worker' },
  director: { zh: '社区书记、主任', en: 'community director' },
  street: { zh: '街道工作人员', en: 'street officer' },
  grid: { zh: '网格员', en: 'grid worker' },
  admin: { zh: '系统管理员', en: 'system administrator' },
  auditor: { zh: '审计员', en: 'auditor' },
} as const

export type Role = keyof typeof roles

const byRole = new Map<string, ReadonlySet<string>>(
  Object.keys(roles).map((role) => [
    role,
    new Set(Object.entries(rights).flatMap(([right, held]) => (held.split(' ').includes(role) ? [right] : []))),
  ]),
)

export function rightsOf(role: string): ReadonlySet<string> {
  return byRole.get(role) ?? new Set()
}

/** Every right there is: for the house's own loader, and for the house test. */
export const allRights: ReadonlySet<string> = new Set(Object.keys(rights))
