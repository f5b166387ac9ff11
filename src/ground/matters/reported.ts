/** Shapes of what reporters say and send, for staff and for themselves. Browser-safe. */
import { Type } from 'typebox'

/** What she says of it herself: whether somebody spoke with her, and soon enough. */
export const heardInTime = { heard: Type.Optional(Type.Boolean()), inTime: Type.Optional(Type.Boolean()) }

/** A photograph, and the number of the act it came with. */
export const PhotoView = Type.Object({ id: Type.String(), seq: Type.Integer(), width: Type.Integer(), height: Type.Integer() })
