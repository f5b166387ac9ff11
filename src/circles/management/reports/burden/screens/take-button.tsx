/** The page as a workbook. */
import type { Contract, InputOf } from '#base/contract.ts'
import { openFile } from '#kernel/files/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { refusalOf } from '#kit/refusal.ts'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { download, save } from '#kit/transfer.ts'
import { useToldDo } from '#kit/use-told.ts'
import type { makeAskerBook, makeStreetBook } from '../contract.ts'

type Book = typeof makeStreetBook | typeof makeAskerBook

export function TakeButton({ make, period }: { make: Book & Contract; period: string }) {
  const text = useText()
  const { tellRefusal } = useTell()
  const act = useToldDo((input: InputOf<typeof makeStreetBook>, options) => call(make as typeof makeStreetBook, input, options))
  const take = async () => {
    const reply = await act.run({ period, language: text.language })
    if (reply) await download(openFile, { id: reply.data.file }).then(save, (thrown: unknown) => tellRefusal(refusalOf(thrown)))
  }
  return (
    <Button icon="download" busy={act.busy} onPress={take}>
      {text.say('burden.take')}
    </Button>
  )
}
