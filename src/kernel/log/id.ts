/** Ids are UUID version 7 (RFC 9562), made by the application: they sort by time and need no sequence (distributed.md R16). */
import { v5, v7 } from 'uuid'

export function newId(): string {
  return v7()
}

/** The id of what follows from another in one place (RFC 9562 version 5): made again, it is the same. */
export function idAfter(id: string, place: number): string {
  return v5(String(place), id)
}
