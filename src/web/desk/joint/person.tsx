/** One person, with the forms that were filled about her, what she was told, who signs in for her, and the way to erase her. */
import { ErasePerson } from '#ground/forgetting/screens/erase-person.tsx'
import { FilledForms, FillMenu } from '#ground/forms/screens/filled-forms.tsx'
import { Screen as Own } from '#ground/households/screens/desk-person.tsx'
import { ChildApproval } from '#ground/looking/screens/child-approval.tsx'
import { PersonMatters } from '#ground/matters/screens/person-matters.tsx'
import { PlaceRestrictions } from '#ground/matters/screens/place-restrictions.tsx'
import { PersonNotices } from '#ground/notices/screens/person-notices.tsx'
import { Consents } from '#ground/purposes/screens/consents.tsx'
import { Holds } from '#ground/purposes/screens/holds.tsx'
import { SignIns } from '#ground/residents/screens/sign-ins.tsx'
import type { ScreenProps } from '#web/shared/route.ts'
import { useMay } from '#web/shared/session.ts'
import { Worded } from '#web/shared/worded.tsx'
import { matters } from '../route-words.ts'

const kinds = ['person'] as const

export function Screen({ params }: ScreenProps) {
  const of = { subject: params.id!, kinds }
  const seesSignIns = useMay('resident.read')
  const seesNotices = useMay('notice.read')
  const seesMatters = useMay('matter.read')
  const mayErase = useMay('person.erase')
  const serves = useMay('counter.serve')
  const opens = useMay('sensitive.open')
  const seesForms = useMay('form.read')
  const actions = (
    <>
      {seesForms && <FillMenu {...of} />}
      {mayErase && <ErasePerson id={params.id!} />}
    </>
  )
  const panels = (
    <>
      {opens && <ChildApproval person={of.subject} />}
      {seesMatters && <PlaceRestrictions id={of.subject} />}
      {seesMatters && (
        <Worded words={matters}>
          <PersonMatters person={of.subject} />
        </Worded>
      )}
      {seesForms && <FilledForms subject={of.subject} />}
      {seesSignIns && <SignIns person={params.id!} />}
      {serves && <Consents person={of.subject} />}
      {seesNotices && <PersonNotices person={of.subject} />}
      {mayErase && <Holds person={of.subject} />}
    </>
  )
  return <Own params={params} actions={actions} panels={panels} />
}
