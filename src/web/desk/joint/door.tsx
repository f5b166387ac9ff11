/** One door, with the forms of its household and dwelling. */
import { FilledForms, FillMenu } from '#ground/forms/screens/filled-forms.tsx'
import { Screen as Own } from '#ground/households/screens/desk-door.tsx'
import { PlaceRestrictions } from '#ground/matters/screens/place-restrictions.tsx'
import { MarkedPrint } from '#ground/purposes/screens/marked-print.tsx'
import type { ScreenProps } from '#web/shared/route.ts'
import { useMay } from '#web/shared/session.ts'

const kinds = ['household', 'dwelling'] as const

export function Screen({ params }: ScreenProps) {
  const of = { subject: params.id!, kinds }
  const sees = useMay('matter.read')
  const seesForms = useMay('form.read')
  return (
    <Own
      params={params}
      actions={seesForms && <FillMenu {...of} />}
      above={sees && <PlaceRestrictions id={of.subject} />}
      panels={seesForms && <FilledForms subject={of.subject} />}
      print={(shown) => <MarkedPrint what="door" {...shown} />}
    />
  )
}
