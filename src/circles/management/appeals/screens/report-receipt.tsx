/** What she keeps of it: a number that is read out on the telephone, who has it, and whom to ring. */
import { LinkButton } from '#kit/button.tsx'
import { Foot } from '#kit/foot.tsx'
import { Icon } from '#kit/icon.tsx'
import { Page } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import type { Receipt as Sent } from './send-report.ts'

export function Receipt({ sent }: { sent: Sent }) {
  const text = useText()
  return (
    <Page title={text.say('report.received')}>
      <div class="receipt" role="status">
        <p class="quiet">{text.say('report.number')}</p>
        <p class="receipt-number digits">{sent.number}</p>
        <p>{sent.text[text.language]}</p>
        {sent.ring && (
          <p>
            {text.say('report.ring')} <a href={`tel:${sent.ring}`}>{sent.ring}</a>
          </p>
        )}
      </div>
      {sent.sealed && (
        <p class="told-note" role="note">
          <Icon name="lock" />
          <span>{text.say('report.sealed-number')}</span>
        </p>
      )}
      <Foot>
        <LinkButton href="/doorstep">{text.say('report.home')}</LinkButton>
        <LinkButton tone="primary" href="/doorstep/matters">
          {text.say('report.follow')}
        </LinkButton>
      </Foot>
    </Page>
  )
}
