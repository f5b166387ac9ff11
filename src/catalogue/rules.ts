/** The shipped rules of law, by topic. A street's own versions of the local ones stand over them. */
import type { Rule } from '#ground/law/contract.ts'
import duties from './rules/duties.json' with { type: 'json' }
import objections from './rules/objections.json' with { type: 'json' }
import privacy from './rules/privacy.json' with { type: 'json' }
import requests from './rules/requests.json' with { type: 'json' }
import time from './rules/time.json' with { type: 'json' }

export const shippedRules = [...duties, ...requests, ...objections, ...time, ...privacy] as unknown as Rule[]
