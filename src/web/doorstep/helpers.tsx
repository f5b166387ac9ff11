/** Whom she chose to act for her, and for whom she acts. */
import { listMandates } from '#ground/residents/contract.ts'
import { HelperList } from '#ground/residents/screens/helpers.tsx'
import { call } from '#kit/api.ts'
import { LinkButton } from '#kit/button.tsx'
import { Foot } from '#kit/foot.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { useSession } from '#web/shared/session.ts'

export function Screen() {
  const text = useText()
  const { session, hold } = useSession()
  const read = useRead('mandates', (signal) => call(listMandates, {}, { signal }))
  if (read.refusal) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return null
  const { given, held } = read.reply.data
  const again = () => {
    read.reload()
    // For whom she acts has changed with it.
    hold.ask()
  }
  return (
    <Page title={text.say('own-help.title')} lead={text.say('own-help.lead')}>
      {given.length === 0 ? (
        <EmptyState icon="people" title={text.say('own-help.none')} />
      ) : (
        <HelperList mandates={given} side="given" onEnded={again} />
      )}
      {held.length > 0 && (
        <section class="own-group">
          <h2>{text.say('own-help.held')}</h2>
          <HelperList mandates={held} side="held" onEnded={again} />
        </section>
      )}
      {session.persons.some(({ as }) => as !== 'helper') && (
        <Foot>
          <LinkButton tone="primary" icon="add" href="/doorstep/helpers/new">
            {text.say('own-help.choose')}
          </LinkButton>
        </Foot>
      )}
    </Page>
  )
}
