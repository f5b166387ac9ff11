/** Who acts: a login in one post. The post (role × region × term) is the only source of rights. */
export type Actor = {
  login: string
  name: string
  post: string
  role: string
  title: string
  street: number
  /** 15-digit range of region numbers (community 12 + grid 3) the post answers for. */
  lo: number
  hi: number
  rights: ReadonlySet<string>
}

/** A job or the town's loader acting for the house itself, inside one street. */
export function houseActor(street: number, rights: ReadonlySet<string>): Actor {
  return {
    login: '00000000-0000-7000-8000-000000000000',
    name: 'house',
    post: '00000000-0000-7000-8000-000000000000',
    role: 'house',
    title: 'house',
    street,
    lo: street * 1_000_000,
    hi: street * 1_000_000 + 999_999,
    rights,
  }
}
