/** What only some need, in one chunk with its words: the list of the day and the way to it, and what holds where a resident lives. */
import type { ContactDialogProps } from '#circles/service/care/screens/contact-dialog.tsx'
import { CareToday } from '#circles/service/care/screens/doorstep-care.tsx'
import { HomeCare } from '#circles/service/care/screens/home-care.tsx'
import { OwnRestrictions } from '#ground/matters/screens/own-restrictions.tsx'
import { Later } from '#kit/later.tsx'
import { merged, type WordFiles } from '#web/shared/route.ts'
import { Worded } from '#web/shared/worded.tsx'

const today: WordFiles = {
  zh: () => merged(import('#ground/matters/texts/zh.json'), import('#circles/service/care/texts/zh.json')),
  en: () => merged(import('#ground/matters/texts/en.json'), import('#circles/service/care/texts/en.json')),
}
const way: WordFiles = {
  zh: () => import('#circles/service/care/texts/home.zh.json'),
  en: () => import('#circles/service/care/texts/home.en.json'),
}
const held: WordFiles = {
  zh: () => import('#ground/matters/texts/restrictions.zh.json'),
  en: () => import('#ground/matters/texts/restrictions.en.json'),
}

const loadDialog = () => import('#circles/service/care/screens/contact-dialog.tsx').then(({ ContactDialog }) => ContactDialog)
const More = (props: ContactDialogProps) => <Later load={loadDialog} props={props} />

export function Screen() {
  return (
    <Worded words={today}>
      <CareToday More={More} />
    </Worded>
  )
}

export function WayToCare() {
  return (
    <Worded words={way}>
      <HomeCare />
    </Worded>
  )
}

export function Restricted() {
  return (
    <Worded words={held}>
      <OwnRestrictions />
    </Worded>
  )
}
