/** The first rows of a sheet as they would be filled. */
import type { OutputOf } from '#base/contract.ts'
import type { previewSheet } from '../contract.ts'

export type PreviewReply = OutputOf<typeof previewSheet>
export type PreviewCell = PreviewReply['rows'][number]['cells'][number]
