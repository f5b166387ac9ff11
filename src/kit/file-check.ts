/** Which dropped files are taken, before anything is sent. The server judges again by content. */
export type FileRule = { endings: readonly string[]; maxBytes: number; several: boolean }
export type FileRefusal = { name: string; why: 'ending' | 'size' | 'empty' | 'one-only' }

export function judgeFiles<F extends { name: string; size: number }>(
  files: readonly F[],
  rule: FileRule,
): { taken: F[]; refusals: FileRefusal[] } {
  const taken: F[] = []
  const refusals: FileRefusal[] = []
  for (const file of files) {
    const why = refuseFile(file, rule) ?? (!rule.several && taken.length > 0 ? 'one-only' : undefined)
    if (why) refusals.push({ name: file.name, why })
    else taken.push(file)
  }
  return { taken, refusals }
}

function refuseFile(file: { name: string; size: number }, rule: FileRule): FileRefusal['why'] | undefined {
  const name = file.name.toLowerCase()
  if (rule.endings.length && !rule.endings.some((ending) => name.endsWith(ending))) return 'ending'
  if (file.size === 0) return 'empty'
  return file.size > rule.maxBytes ? 'size' : undefined
}
