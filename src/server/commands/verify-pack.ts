/** Evidence packs as they come back: every `log.json` in one, against the log of this house. */
import { existsSync } from 'node:fs'
import { openPackage, readPart } from '#ground/workbooks/read/package.ts'
import { checkProof, type Proof, type ProofFault } from '#kernel/log/proof.ts'
import { withDatabase } from '../open-database.ts'
import { type CommandResult, UsageFailure } from './command.ts'

export async function checkPack(path: string): Promise<CommandResult> {
  if (!existsSync(path)) throw new UsageFailure(`--pack ${path}: no such file`)
  const proofs = await readProofs(path)
  if (proofs.length === 0) throw new UsageFailure(`--pack ${path}: no log.json in it`)
  const found = await withDatabase(async (database) => {
    const faults: ProofFault[] = []
    for (const proof of proofs) faults.push(...(await checkProof(database.sealer, proof)))
    return faults
  })
  const rows = proofs.reduce((sum, proof) => sum + proof.rows.length, 0)
  // Not numbered yet when the pack was made is no fault of the pack: it proves nothing, and says so.
  const faults = found.filter(({ fault }) => fault !== 'unsealed')
  const text = [
    `${rows} rows of the log: ${faults.length === 0 ? 'whole, and in this house’s log' : `${faults.length} faults`}; ${found.length - faults.length} not sealed when it was made`,
    ...faults.map(({ seq, id, fault }) => `  #${seq} ${id}: ${fault}`),
  ].join('\n')
  return { data: { rows, faults: found, intact: faults.length === 0 }, text, failed: faults.length > 0 }
}

async function readProofs(path: string): Promise<Proof[]> {
  const pack = await openPackage(path)
  try {
    const proofs: Proof[] = []
    for (const part of pack.parts.filter(({ name }) => /(^|\/)log\.json$/.test(name))) {
      proofs.push(JSON.parse((await readPart(part)).toString('utf8')) as Proof)
    }
    return proofs
  } finally {
    pack.close()
  }
}
