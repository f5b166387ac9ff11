/** One person, with the forms that were filled about her, and the way to erase her. */
import { ErasePerson } from '#ground/forgetting/screens/erase-person.tsx'
import { FilledForms, FillMenu } from '#ground/forms/screens/filled-forms.tsx'
import { Screen as Own } from '#ground/households/screens/desk-person.tsx'
import { Holds } from '#ground/purposes/screens/holds.tsx'
import type { ScreenProps } from '#web/shared/route.ts'
import { useMay } from '#web/shared/session.ts'

const kinds = ['person'] as const

export function Screen({ params }: ScreenProps) {
  const of = { subject: params.id!, kinds }
  const mayErase = useMay('person.erase')
  const actions = (
    <>
      <FillMenu {...of} />
      {mayErase && <ErasePerson id={params.id!} />}
    </>
  )
  return (
    <Own
      params={params}
      actions={actions}
      panels={
        <>
          <FilledForms subject={of.subject} />
          {mayErase && <Holds person={of.subject} />}
        </>
      }
    />
  )
}
