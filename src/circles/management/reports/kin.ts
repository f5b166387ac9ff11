/**
 * How one member of a household is related to another, from how both are related to its head (GB/T 4761). Only what follows for certain: where it
 * takes more than the two words, the sexes and the birthdays, it is not known. Pure.
 */

export type Kin = { relation: string; sex: string | undefined; birth: string | undefined }

type Group = 'head' | 'spouse' | 'child' | 'step' | 'in-law' | 'parent' | 'spouse-parent' | 'grandchild' | 'grandparent' | 'sibling'

const groups: readonly (readonly [Group, RegExp])[] = [
  ['head', /^0[12]$/],
  ['spouse', /^1[012]$/],
  ['child', /^(2[0-69]|3[0-69])$/],
  ['step', /^[23]7$/],
  ['in-law', /^[23]8$/],
  ['parent', /^5[012]$/],
  ['spouse-parent', /^5[3-6]$/],
  ['grandchild', /^4[1-4]$/],
  ['grandparent', /^6[1-4]$/],
  ['sibling', /^7[1357]$/],
]

function groupOf({ relation }: Kin): Group | undefined {
  return groups.find(([, codes]) => codes.test(relation))?.[0]
}

/** A code by the sex of whom it is said. */
function bySex({ sex }: Kin, male: string, female: string, either?: string): string | undefined {
  return sex === '1' ? male : sex === '2' ? female : either
}

type Rule = (subject: Kin, member: Kin, head: Kin | undefined) => string | undefined
const same: Rule = (_subject, { relation }) => relation
const spouse: Rule = (_subject, member) => bySex(member, '11', '12', '10')
const parent: Rule = (_subject, member) => bySex(member, '51', '52', '50')
const child: Rule = (_subject, member) => bySex(member, '20', '30')
/** Through the head of the household: the father's side or the mother's. */
const throughHead =
  (father: [string, string], mother: [string, string]): Rule =>
  (_subject, member, head) =>
    head && (head.sex === '1' ? bySex(member, ...father) : head.sex === '2' ? bySex(member, ...mother) : undefined)

const elder: Rule = (_subject, member) => bySex(member, '71', '75')
const younger: Rule = (_subject, member) => bySex(member, '73', '77')

/** Born on different days they are elder and younger; twins are for a human to tell. */
const sibling: Rule = (subject, member, head) => {
  if (!subject.birth || !member.birth || subject.birth === member.birth) return undefined
  return member.birth < subject.birth ? elder(subject, member, head) : younger(subject, member, head)
}

/** From whom the form is about (first) to the one who is named (second). */
const rules: Partial<Record<Group, Partial<Record<Group, Rule>>>> = {
  spouse: {
    head: spouse,
    child: same,
    grandchild: same,
    'in-law': same,
    parent: (subject, member) =>
      subject.sex === '2' ? bySex(member, '53', '54') : subject.sex === '1' ? bySex(member, '55', '56') : undefined,
    'spouse-parent': parent,
  },
  child: { head: parent, spouse: parent, child: sibling, parent: throughHead(['61', '62'], ['63', '64']) },
  step: { head: (_subject, member) => bySex(member, '57', '58') },
  'in-law': { head: ({ relation }, member) => (relation === '28' ? bySex(member, '55', '56') : bySex(member, '53', '54')) },
  parent: {
    head: child,
    spouse: (_subject, member) => bySex(member, '28', '38'),
    child: throughHead(['41', '42'], ['43', '44']),
    parent: spouse,
  },
  'spouse-parent': { head: (_subject, member) => bySex(member, '28', '38'), spouse: child, 'spouse-parent': spouse },
  grandchild: {
    head: ({ relation }, member) => (relation < '43' ? bySex(member, '61', '62') : bySex(member, '63', '64')),
  },
  grandparent: { head: ({ relation }, member) => (relation < '63' ? bySex(member, '41', '42') : bySex(member, '43', '44')) },
  sibling: {
    head: (subject, member, head) => (/^7[15]$/.test(subject.relation) ? younger : elder)(subject, member, head),
  },
}

/** What the member is to the subject, as a code of the kinship list; undefined where it does not follow. */
export function relationTo(subject: Kin, member: Kin, head: Kin | undefined): string | undefined {
  const [from, to] = [groupOf(subject), groupOf(member)]
  if (from === 'head') return member.relation
  return from && to && rules[from]?.[to]?.(subject, member, head)
}
