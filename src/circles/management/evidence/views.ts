/** What is taken as evidence. Each stands in the register of what left, with its mark and hash. */
import { createHash } from 'node:crypto'
import { newMark, registerExport } from '#ground/purposes/leaving/leaving.ts'
import { view } from '#kernel/action/action.ts'
import * as contracts from './contract.ts'
import { packMatter } from './pack/matter.ts'
import { zipOf } from './pack/zip.ts'

export const take = view(contracts.takeEvidence, {
  may: 'evidence.take',
  personal: true,
  async run(ctx, { id, language = 'zh' }) {
    const mark = newMark()
    const { number, region, reporters, entries } = await packMatter(ctx, { id, language, folder: '', mark: mark.mark })
    const bytes = await zipOf(entries, ctx.now)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await registerExport(ctx, { mark, kind: 'file', what: 'evidence', subjects: reporters, elements: ['matter.text'], region, sha256 })
    return { name: `${number}.zip`, type: 'application/zip', text: bytes.toString('base64') }
  },
})
