/** The list of the day, with its words. */
import type { ContactDialogProps } from '#circles/service/care/screens/contact-dialog.tsx'
import { CareToday } from '#circles/service/care/screens/doorstep-care.tsx'
import { Later } from '#web/shared/later.tsx'
import { merged, type WordFiles } from '#web/shared/route.ts'
import { Worded } from '#web/shared/worded.tsx'

const words: WordFiles = {
  zh: () => merged(import('#ground/matters/texts/zh.json'), import('#circles/service/care/texts/zh.json')),
  en: () => merged(import('#ground/matters/texts/en.json'), import('#circles/service/care/texts/en.json')),
}

const loadDialog = () => import('#circles/service/care/screens/contact-dialog.tsx').then(({ ContactDialog }) => ContactDialog)
const More = (props: ContactDialogProps) => <Later load={loadDialog} props={props} />

export function Screen() {
  return (
    <Worded words={words}>
      <CareToday More={More} />
    </Worded>
  )
}
