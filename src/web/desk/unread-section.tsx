import { Section } from '#kit/page.tsx'
import { UnreadNote } from '#kit/unread-note.tsx'
import type { Read } from '#kit/use-data.ts'

/** An empty home must not look as if nothing were due. */
export function UnreadSection({ title, read: { refusal, reload } }: { title: string; read: Pick<Read<unknown>, 'refusal' | 'reload'> }) {
  return <Section title={title}>{refusal && <UnreadNote refusal={refusal} onRetry={reload} />}</Section>
}
