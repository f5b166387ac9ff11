/**
 * Which role may do what, at a glance. A post gives its holder these rights over the post's region and for its term, and nothing
 * else does. The house test holds this table against the `may` of every action and view, both ways.
 */
const rights = {
  'file.bring': 'clerk director street head',
  'file.open': 'clerk director street head',
  'place.read': 'clerk director street head grid',
  'place.change': 'clerk director street head',
  'people.read': 'clerk director street head grid',
  'people.change': 'clerk director street head',
  'people.merge': 'clerk director street head',
  'person.erase': 'director head',
  'sensitive.open': 'clerk director street head',
  'look.read': 'clerk director street head auditor',
  'import.read': 'clerk director street head',
  'import.run': 'clerk director street head',
  'element.read': 'clerk director street head admin grid',
  'element.change': 'clerk director street head admin',
  'form.read': 'clerk director street head admin grid',
  'form.fill': 'clerk director street head',
  'form.change': 'clerk director street head admin',
  'rule.read': 'clerk director street head admin auditor',
  'rule.change': 'street head admin',
  'matter.read': 'clerk director street head grid department',
  'matter.open': 'clerk director street head grid',
  'matter.work': 'clerk director street head grid department',
  'matter.dispatch': 'clerk director street head',
  'matter.arbitrate': 'head',
  'matter.sealed': 'director head',
  /** The house itself. */
  'matter.keep': '',
  'unit.change': 'head admin',
  'report.read': 'clerk director street head',
  'report.run': 'clerk director street head',
  'staff.read': 'director street head admin auditor',
  'staff.change': 'head admin',
} as const

/** Words of the roles as they stand on screens. */
export const roles = {
  clerk: { zh: '社区工作者', en: 'community worker' },
  director: { zh: '社区书记、主任', en: 'community director' },
  street: { zh: '街道工作人员', en: 'street officer' },
  /** Answers for the street's staff too: nobody may give a right she does not hold, so somebody must hold them all. */
  head: { zh: '街道负责人', en: 'head of the street' },
  grid: { zh: '网格员', en: 'grid worker' },
  /** Acts for the units she is a post of; of the register she sees nothing. */
  department: { zh: '部门工作人员', en: 'department officer' },
  admin: { zh: '系统管理员', en: 'system administrator' },
  auditor: { zh: '审计员', en: 'auditor' },
} as const

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
