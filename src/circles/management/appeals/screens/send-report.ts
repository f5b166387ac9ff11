/** Sending what was drafted: its pictures first, each once; then the report, under the key it was begun with. */
import type { InputOf, OutputOf } from '#base/contract.ts'
import { bringPhoto } from '#ground/matters/photos/contract.ts'
import { call } from '#kit/api.ts'
import { upload } from '#kit/transfer.ts'
import { reportOwn } from '../own/contract.ts'
import type { Draft, DraftPhoto } from './draft.ts'

export type Receipt = OutputOf<typeof reportOwn>

/** @param keep after each picture, so that it is not sent again when the network goes before the next */
export async function sendPhotos(
  person: string,
  photos: readonly DraftPhoto[],
  keep: (photos: DraftPhoto[]) => Promise<unknown>,
): Promise<string[]> {
  const sent = [...photos]
  for (const [at, photo] of sent.entries()) {
    if (photo.id) continue
    const reply = await upload(bringPhoto, new File([photo.blob], 'photo.jpg'), { input: { person } })
    sent[at] = { ...photo, id: reply.data.photo }
    await keep([...sent])
  }
  return sent.map(({ id }) => id ?? '')
}

export async function sendReport(draft: Draft, category: string | undefined, keep: (draft: Draft) => Promise<unknown>): Promise<Receipt> {
  const { key, person, type, text, place, accused, unnamed, answers, until } = draft
  const photos = await sendPhotos(person, draft.photos, (sent) => keep({ ...draft, photos: sent }))
  const input = {
    person,
    type,
    text: text.trim(),
    place: place!,
    ...(category ? { category } : {}),
    ...(accused ? { accused } : {}),
    ...(answers ? { answers } : {}),
    ...(until ? { until } : {}),
    ...(unnamed ? { unnamed } : {}),
    ...(photos.length > 0 ? { photos } : {}),
  } satisfies InputOf<typeof reportOwn>
  return (await call(reportOwn, input, { key, waits: [800] })).data
}
