/** Shops, small venues, firms and sites of the area. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { listPremises } from '#ground/places/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Page } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'

export function Screen() {
  const text = useText()
  const { route } = useLocation()
  const catalogue = useCatalogue()
  const [limit, setLimit] = useState(100)
  const read = useRead(String(limit), (signal) => call(listPremises, { limit }, { signal }), 'ticking')
  if (read.refusal) return <ProblemNote refusal={read.refusal} />
  if (!read.reply) return <Loading />
  const { premises, next } = read.reply.data
  return (
    <Page title={text.say('premises.title')} lead={text.say('premises.lead')}>
      <Table
        label={text.say('premises.title')}
        rows={premises}
        rowId={(one) => one.id}
        onOpen={(one) => route(`/desk/premises/${one.id}`)}
        columns={[
          { id: 'name', label: text.say('premises.name'), text: (one) => one.name, head: true, width: '18rem' },
          {
            id: 'kind',
            label: text.say('premises.kind'),
            text: (one) => catalogue?.show('premises.kind', one.kind, text.language) ?? one.kind,
            width: '10rem',
          },
          { id: 'address', label: text.say('premises.address'), text: (one) => one.address },
        ]}
      />
      {next && limit < 200 && <Button onPress={() => setLimit(200)}>{text.say('premises.more')}</Button>}
    </Page>
  )
}
