import { allRights, roles } from '#catalogue/roles.ts'
import { addStaff } from '#ground/people/staff/actions.ts'
import { listRegionNames } from '#ground/places/queries.ts'
import { houseActor } from '#kernel/access/actor.ts'
import { enter } from '#kernel/action/door.ts'
import { dayOf, type House } from '#kernel/action/house.ts'
import { databaseConfig } from '#kernel/db/connect.ts'
import { withDatabase } from '../open-database.ts'
import { openHouse } from '../open-house.ts'
import { consoleLanguage } from '../say.ts'
import { type Command, type CommandOptions, requiredOption, textOption, UsageFailure } from './command.ts'

type Role = keyof typeof roles
type Wanted = { signIn: string; name: string; role: Role; region: string; title: string }

export const staffAdd: Command = {
  name: 'staff add',
  brief: 'make a login with its first post, as the first one of an empty house',
  help: `linli staff add --login <name> --name <person> --role <role> --region <code> [--title <words>] [--json]

Makes a login with its first post, in force from today, and prints its first password and the key of its one-time codes. Both are
shown this once and kept nowhere in clear: hand them over, and let the owner change the password. Who holds the post of a head makes all
further logins on the staff page.
  --login <name>    the sign-in name: 3 to 30 small letters, digits, dots, underscores or hyphens, a letter first
  --name <person>   whose it is
  --role <role>     ${Object.keys(roles).join(', ')}
  --region <code>   a street (9 digits) or a community (12 digits); its divisions must be loaded: linli regions load. Offices above the
                    streets: 370683000 for all of a county's, 370683000101 for one of them
  --title <words>   what the post is called (default: the role's own words)
Exit code 1 when it was refused: the name is taken, or the divisions are not loaded.`,
  needs: 0,
  options: {
    login: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string' },
    region: { type: 'string' },
    title: { type: 'string' },
  },
  async run(_, options) {
    const wanted = wantedOf(options)
    return withDatabase(async ({ app }) => {
      const { house } = await openHouse({ app, folder: databaseConfig(process.env).folder })
      const area = await findArea(house, wanted.region)
      if (area === undefined) return notLoaded(wanted.region)
      const made = await add(house, wanted)
      const data = {
        ...made,
        signIn: wanted.signIn,
        name: wanted.name,
        role: wanted.role,
        title: wanted.title,
        region: wanted.region,
        area,
      }
      return { data, text: print(data) }
    })
  },
}

function wantedOf(options: CommandOptions): Wanted {
  const [signIn, name, role, given] = ['login', 'name', 'role', 'region'].map((option) => requiredOption(options, option)) as [
    string,
    string,
    string,
    string,
  ]
  if (!isRole(role)) throw new UsageFailure(`--role ${role}: ${Object.keys(roles).join(', ')}`)
  // A street is written with twelve digits, too, as regions load prints it.
  const region = given.length === 12 && given.endsWith('000') ? given.slice(0, 9) : given
  if (!/^[1-9]\d{8}(\d{3})?$/.test(region))
    throw new UsageFailure(`--region ${given}: 街道 9 位，社区 12 位。A street has 9 digits, a community 12.`)
  return { signIn, name, role, region, title: textOption(options, 'title') ?? roles[role][consoleLanguage(process.env)] }
}

function isRole(role: string): role is Role {
  return Object.hasOwn(roles, role)
}

/** The name of the street or community, where its street and itself are loaded. */
async function findArea(house: House, region: string): Promise<string | undefined> {
  const street = Number(region.slice(0, 9))
  const { lo, hi, login, post } = houseActor(street, allRights)
  const names = await house.transaction({ street, lo, hi, login, post, sensitive: false }, (sql) => listRegionNames(sql, street))
  // Offices of a county are parts of its jurisdiction, and no divisions.
  return names.has(region.slice(0, 9))
    ? (names.get(region) ?? (street % 1000 === 0 ? names.get(region.slice(0, 9)) : undefined))
    : undefined
}

function notLoaded(region: string) {
  const code = 'region.unknown'
  const text = [
    `没有 ${region} 的区划。请先载入：npm run linli -- regions load <区划文件> --county ${region.slice(0, 6)}`,
    `The divisions of ${region} are not loaded. Load them first: npm run linli -- regions load <file> --county ${region.slice(0, 6)}`,
  ].join('\n')
  return {
    data: { problem: { code, title: text, details: {}, fields: [{ path: '/post/region', say: code, title: text }] } },
    text,
    failed: true,
  }
}

/** By the same action as the staff page. The house itself gives the post: nobody is there yet who could. */
async function add(house: House, { signIn, name, role, region, title }: Wanted) {
  const street = Number(region.slice(0, 9))
  const post = { role, title, region: Number(region), from: dayOf(house.now()) }
  const { data } = await enter(house, addStaff, { street, actor: houseActor(street, allRights), input: { name, signIn, post } })
  return data
}

type Made = Awaited<ReturnType<typeof add>> & { signIn: string; name: string; title: string; area: string }

function print({ signIn, name, title, area, password, secret, link }: Made): string {
  return [
    `${name}  ${title}  ${area}`,
    `  登录名 sign-in            ${signIn}`,
    `  初始密码 first password   ${password}`,
    `  验证码密钥 one-time codes ${secret?.replace(/.{4}/g, '$& ').trim()}`,
    `  ${link}`,
    '',
    '只显示这一次，请抄下并当面交给本人。把密钥输入手机的验证码应用（基于时间），登录后请改密码。',
    'Shown this once: write it down and hand it over. Put the key into an authenticator app (time-based); change the password after signing in.',
  ].join('\n')
}
