/** Which duty the demand rests on: found by its title in the lists, chosen by the one who asks. */

import { judgeRequest } from '#ground/duties/admission/contract.ts'
import { CitedItems } from '#ground/duties/admission/screens/cited-items.tsx'
import { listDuties } from '#ground/duties/contract.ts'
import { call } from '#kit/api.ts'
import { useRead } from '#kit/use-data.ts'
import { useToldRead } from '#kit/use-told.ts'

type Props = { title: string; cited: readonly string[]; onChange: (cited: string[]) => void }

export function CitedDuties({ title, cited, onChange }: Props) {
  const items = useToldRead('duties of today', (signal) => call(listDuties, {}, { signal }), 'once')
  const looks = useRead(
    title.trim().length > 1 ? title.trim() : undefined,
    (signal) => {
      const request = {
        title: title.trim(),
        asker: '',
        askerLevel: 'county' as const,
        laidOn: 'street' as const,
        cited: [],
        kind: 'form' as const,
      }
      return call(judgeRequest, { request }, { signal })
    },
    'once',
  )
  return <CitedItems cited={cited} matches={looks.reply?.data.matches ?? []} items={items.reply?.data.items ?? []} onChange={onChange} />
}
