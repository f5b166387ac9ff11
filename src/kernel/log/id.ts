/** Ids are UUID version 7 (RFC 9562), made by the application: they sort by time and need no sequence (distributed.md R16). */
import { v7 } from 'uuid'

export function newId(): string {
  return v7()
}
