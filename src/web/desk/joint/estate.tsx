/** One estate, with its forms. */
import { FilledForms, FillMenu } from '#ground/forms/screens/filled-forms.tsx'
import { Screen as Own } from '#ground/households/screens/desk-estate.tsx'
import type { ScreenProps } from '#web/shared/route.ts'

const kinds = ['estate'] as const

export function Screen({ params, query }: ScreenProps) {
  const of = { subject: params.id!, kinds }
  return <Own params={params} query={query} actions={<FillMenu {...of} />} panels={<FilledForms subject={of.subject} />} />
}
