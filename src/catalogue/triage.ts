/** The shipped themes of appeals. A street's own versions stand over them. */
import type { Theme } from '#ground/matters/triage/theme.ts'
import civil from './triage/civil.json' with { type: 'json' }
import commerce from './triage/commerce.json' with { type: 'json' }
import education from './triage/education.json' with { type: 'json' }
import environment from './triage/environment.json' with { type: 'json' }
import health from './triage/health.json' with { type: 'json' }
import justice from './triage/justice.json' with { type: 'json' }
import labour from './triage/labour.json' with { type: 'json' }
import governing from './triage/public.json' with { type: 'json' }
import rural from './triage/rural.json' with { type: 'json' }
import safety from './triage/safety.json' with { type: 'json' }
import transport from './triage/transport.json' with { type: 'json' }
import urban from './triage/urban.json' with { type: 'json' }
import utilities from './triage/utilities.json' with { type: 'json' }

export const shippedThemes: Theme[] = [
  ...urban,
  ...utilities,
  ...transport,
  ...environment,
  ...safety,
  ...education,
  ...labour,
  ...civil,
  ...health,
  ...commerce,
  ...rural,
  ...justice,
  ...governing,
]
