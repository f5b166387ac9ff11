/** One estate, with its forms. */
import { FilledForms, FillMenu } from '#ground/forms/screens/filled-forms.tsx'
import { Screen as Own } from '#ground/households/screens/desk-estate.tsx'
import { PlaceRestrictions } from '#ground/matters/screens/place-restrictions.tsx'
import type { ScreenProps } from '#web/shared/route.ts'
import { useMay } from '#web/shared/session.ts'

const kinds = ['estate'] as const

export function Screen({ params, query }: ScreenProps) {
  const of = { subject: params.id!, kinds }
  const sees = useMay('matter.read')
  const seesForms = useMay('form.read')
  return (
    <Own
      params={params}
      query={query}
      actions={seesForms && <FillMenu {...of} />}
      above={sees && <PlaceRestrictions id={of.subject} />}
      panels={seesForms && <FilledForms subject={of.subject} />}
    />
  )
}
