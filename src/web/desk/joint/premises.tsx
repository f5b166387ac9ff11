/** One premises, with its forms. */
import { FilledForms, FillMenu } from '#ground/forms/screens/filled-forms.tsx'
import { Screen as Own } from '#ground/households/screens/desk-premises.tsx'
import { MarkedPrint } from '#ground/purposes/screens/marked-print.tsx'
import type { ScreenProps } from '#web/shared/route.ts'
import { useMay } from '#web/shared/session.ts'

const kinds = ['premises'] as const

export function Screen({ params }: ScreenProps) {
  const of = { subject: params.id!, kinds }
  const seesForms = useMay('form.read')
  return (
    <Own
      params={params}
      actions={seesForms && <FillMenu {...of} />}
      panels={seesForms && <FilledForms subject={of.subject} />}
      print={(shown) => <MarkedPrint what="premises" {...shown} />}
    />
  )
}
