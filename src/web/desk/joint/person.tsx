/** One person, with the forms that were filled about her. */
import { FilledForms, FillMenu } from '#ground/forms/screens/filled-forms.tsx'
import { Screen as Own } from '#ground/households/screens/desk-person.tsx'
import type { ScreenProps } from '../screen-props.ts'

const kinds = ['person'] as const

export function Screen({ params }: ScreenProps) {
  const of = { subject: params.id!, kinds }
  return <Own params={params} actions={<FillMenu {...of} />} panels={<FilledForms subject={of.subject} />} />
}
