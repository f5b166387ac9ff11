/** What holds where she lives, on her first page. */
import { OwnRestrictions } from '#ground/matters/screens/own-restrictions.tsx'
import type { WordFiles } from '#web/shared/route.ts'
import { Worded } from '#web/shared/worded.tsx'

const words: WordFiles = {
  zh: () => import('#ground/matters/texts/restrictions.zh.json'),
  en: () => import('#ground/matters/texts/restrictions.en.json'),
}

export function Restricted() {
  return (
    <Worded words={words}>
      <OwnRestrictions />
    </Worded>
  )
}
