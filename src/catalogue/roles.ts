/**
 * Which role may do what, at a glance. A post gives its holder these rights over the post's region and for its term, and nothing
 * else does. The house test holds this table against the `may` of every action and view, both ways.
 */
const rights = {
  'file.bring': 'clerk director street head affairs asker',
  'file.open': 'clerk director street head affairs asker admission',
  'place.read': 'clerk director street head grid affairs',
  'place.change': 'clerk director street head',
  'people.read': 'clerk director street head grid affairs',
  'people.change': 'clerk director street head',
  'people.merge': 'clerk director street head',
  'person.erase': 'director head',
  // A resident opens what is protected of her own: her rows are all that she reaches (kernel/action/door.ts, row policies).
  'sensitive.open': 'clerk director street head affairs resident letter',
  'look.read': 'clerk director street head auditor',
  'import.read': 'clerk director street head',
  'import.run': 'clerk director street head',
  'element.read': 'clerk director street head admin grid auditor affairs asker admission',
  'element.change': 'clerk director street head admin',
  'form.read': 'clerk director street head admin grid',
  'form.fill': 'clerk director street head',
  'form.change': 'clerk director street head admin',
  'duty.read': 'clerk director street head admin auditor affairs asker admission',
  'duty.change': 'street head admission',
  'objection.raise': 'street head',
  'objection.answer': 'street head admission',
  /** Nobody's: the house itself carries an objection to the other side. */
  'objection.cross': '',
  'rule.read': 'clerk director street head admin auditor affairs asker admission',
  'rule.change': 'street head admin',
  'announcement.read': 'clerk director street head grid',
  'announcement.post': 'clerk director street head',
  'notice.read': 'clerk director street head grid',
  'notice.carry': 'clerk director street head grid',
  'notice.tell': 'clerk director street head',
  'office.change': 'director street head',
  'ask.read': 'clerk director street head grid',
  'ask.stop': 'clerk director street head',
  'ask.refuse': 'clerk director street head grid',
  'purpose.read': 'clerk director street head admin grid auditor',
  'purpose.change': 'head admin',
  /** The house itself. */
  'consent.keep': '',
  'emergency.declare': 'head',
  'glass.open': 'clerk director street head grid',
  'glass.review': 'head auditor',
  /** Nobody's: the house itself tells who was looked at. */
  'glass.tell': '',
  'minor.approve': 'director head',
  'report.read': 'clerk director street head affairs',
  'report.run': 'clerk director street head affairs',
  'report.sign': 'clerk director street head affairs',
  'report.return': 'street head',
  'report.answer': 'street head affairs',
  /** The house itself. */
  'burden.keep': '',
  'export.recall': 'clerk director street head affairs',
  'export.read': 'clerk director street head affairs asker',
  'desk.read': 'clerk director street head affairs',
  'desk.work': 'affairs',
  'desk.assign': 'street head',
  'desk.entrust': 'director',
  'demand.read': 'street head asker admission',
  'demand.ask': 'street head asker',
  'demand.admit': 'head admission',
  'round.read': 'clerk director street head grid',
  'round.plan': 'clerk director street head',
  'visit.record': 'clerk director street head grid',
  'matter.read': 'clerk director street head grid department',
  'matter.open': 'clerk director street head grid',
  'matter.work': 'clerk director street head grid department',
  'matter.dispatch': 'clerk director street head',
  'matter.arbitrate': 'head',
  'matter.sealed': 'director head',
  /** The house itself. */
  'matter.keep': '',
  'inspection.read': 'clerk director street head',
  'inspection.change': 'clerk director street head',
  'care.read': 'clerk director street head grid',
  'care.contact': 'clerk director street head grid',
  'care.hand': 'clerk director street head',
  /** Of what everybody may read; the public page itself reads with this right alone. */
  'board.read': 'clerk director street head grid',
  /** Whoever answers for a community or the street: what is published is looked through first (政府信息公开条例 2019 art. 17). */
  'public-answer.publish': 'director street head',
  /** The house itself. */
  'board.keep': '',
  'hotline.read': 'clerk director street head',
  'hotline.work': 'clerk director street head',
  'hotline.settle': 'street head admin',
  'evidence.take': 'clerk director street head',
  'type.read': 'clerk director street head admin',
  'type.design': 'clerk director street head admin',
  /** Types hold for all communities of the street: it publishes them, and takes them out of use. */
  'type.publish': 'street head admin',
  'unit.change': 'head admin',
  /** Communities rate departments, each by what lies in its own area. */
  'unit.rate': 'clerk director street head',
  'staff.read': 'director street head admin auditor',
  'staff.change': 'head admin',
  'look.close': 'head auditor',
  'resident.read': 'clerk director street head',
  'resident.bind': 'clerk director street head',
  'counter.serve': 'clerk director street head',
  'own.answer': 'resident letter',
  'own.claim': 'resident',
  'own.read': 'resident',
  'own.change': 'resident',
  'own.mandate': 'resident',
  'own.report': 'resident',
} as const

/** Words of the roles as they stand on screens. */
export const roles = {
  clerk: { zh: '社区工作者', en: 'community worker' },
  director: { zh: '社区书记、主任', en: 'community director' },
  street: { zh: '街道工作人员', en: 'street officer' },
  /** Answers for the street's staff too: nobody may give a right she does not hold, so somebody must hold them all. */
  head: { zh: '街道负责人', en: 'head of the street' },
  /** Takes the paperwork of several communities off their committees. */
  affairs: { zh: '行政事务专员', en: 'administrative-affairs officer' },
  grid: { zh: '网格员', en: 'grid worker' },
  /** Acts for the units she is a post of; of the register she sees nothing. */
  department: { zh: '部门工作人员', en: 'department officer' },
  admin: { zh: '系统管理员', en: 'system administrator' },
  auditor: { zh: '审计员', en: 'auditor' },
  /** In an office above the streets, or a working group or assessor beside it: asks, and receives what comes back. */
  asker: { zh: '要表单位经办人', en: 'officer of an asking department' },
  /** At the level that owns the asking departments: decides what may reach the streets. */
  admission: { zh: '减负准入经办人', en: 'admission officer' },
} as const

/** Who signs in without a post, by telephone or by letter. No post is given in them. */
const withoutPost = ['resident', 'letter']

const byRole = new Map<string, ReadonlySet<string>>(
  [...Object.keys(roles), ...withoutPost].map((role) => [
    role,
    new Set(Object.entries(rights).flatMap(([right, held]) => (held.split(' ').includes(role) ? [right] : []))),
  ]),
)

export function rightsOf(role: string): ReadonlySet<string> {
  return byRole.get(role) ?? new Set()
}

/** Every right there is: for the house's own loader, and for the house test. */
export const allRights: ReadonlySet<string> = new Set(Object.keys(rights))
