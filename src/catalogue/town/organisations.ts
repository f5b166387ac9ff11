import { addDays } from '#base/values/day.ts'
import { drawFrom, townId } from './draw.ts'
import { drawName, drawSurname } from './names.ts'
import type { Numbers } from './numbers.ts'
import type { Telling } from './people.ts'
import { regionOf } from './places.ts'
import type { CommunityPlan, StreetPlan } from './plan.ts'
import { newTeller } from './sayings.ts'
import type { TownOrganisation } from './town-shape.ts'

type Office = 'self-governing' | 'property' | 'institution' | 'association' | 'filed'
const categories = { 'self-governing': '54', property: '91', institution: '12', association: '52', filed: null } as const

/** The committees, property companies, resident units and social organisations of the streets. Groups that are only filed have no code. */
export function tellOrganisations(telling: Telling, streets: readonly StreetPlan[], numbers: Numbers): TownOrganisation[] {
  return streets.flatMap(({ street, communities }) => {
    const companies = new Map<string, CommunityPlan>()
    for (const community of communities) {
      for (const estate of community.estates)
        if ('company' in estate && estate.company && !companies.has(estate.company)) companies.set(estate.company, community)
    }
    return [
      ...communities.flatMap((community) => ofCommunity(telling, street, community, numbers)),
      ...[...companies].map(([name, community]) => tell(telling, street, community, 'property', name, 'property', numbers)),
    ]
  })
}

function ofCommunity(telling: Telling, street: number, community: CommunityPlan, numbers: Numbers): TownOrganisation[] {
  const { name } = community
  const village = name.endsWith('村')
  const tellOne = (office: Office, title: string, kind: string) => tell(telling, street, community, office, title, kind, numbers)
  return [
    tellOne('self-governing', village ? `${name}村民委员会`.replace('村村民', '村民') : `${name}居民委员会`, 'village'),
    tellOne('institution', `${name}卫生${village ? '室' : '服务站'}`, 'hospital'),
    tellOne('filed', `${name}夕阳红合唱队`, 'community-organisation'),
    tellOne('filed', `${name}平安志愿服务队`, 'community-organisation'),
    ...(village
      ? [tellOne('association', `${name}果蔬种植专业合作社`, 'cooperative')]
      : [
          tellOne('association', `${name.replace('社区', '')}睦邻社会工作服务中心`, 'non-enterprise'),
          tellOne('institution', `${name.replace('社区', '')}小学`, 'school'),
        ]),
  ]
}

function tell(
  { seed, today }: Telling,
  street: number,
  community: CommunityPlan,
  office: Office,
  name: string,
  kind: string,
  numbers: Numbers,
): TownOrganisation {
  const id = townId(seed, 'organisation', `${street}/${name}`)
  const draw = drawFrom(seed, 'organisation', id)
  const teller = newTeller(seed, id, today)
  const category = categories[office]
  teller.say('register', addDays(today, -draw.integer(30, 500)), {
    'organisation.name': name,
    'organisation.kind': kind,
    'organisation.uscc': category === null ? undefined : numbers.uscc(category),
    'organisation.responsible-name': drawName(draw, drawSurname(draw), draw.chance(0.5) ? 'male' : 'female', draw.integer(1960, 1992)),
    'organisation.responsible-phone': numbers.mobile(),
    'organisation.registration-state': category === null ? '备案' : '登记',
    'organisation.member-count': office === 'filed' ? draw.integer(12, 60) : undefined,
  })
  return { id, kind: 'organisation', street, region: regionOf(community), name, statements: teller.statements() }
}
