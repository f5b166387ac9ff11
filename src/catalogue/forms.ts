/** The shipped forms, in the order of the list. A street's own versions stand over them. */
import type { Form } from '#ground/forms/contract.ts'
import businessFile from './forms/business-file.json' with { type: 'json' }
import disabilityNeeds from './forms/disability-needs.json' with { type: 'json' }
import elderVisit from './forms/elder-visit.json' with { type: 'json' }
import household from './forms/household.json' with { type: 'json' }
import newcomer from './forms/newcomer.json' with { type: 'json' }
import rentedHome from './forms/rented-home.json' with { type: 'json' }
import resident from './forms/resident.json' with { type: 'json' }
import smallVenueCheck from './forms/small-venue-check.json' with { type: 'json' }
import veteran from './forms/veteran.json' with { type: 'json' }

export const shippedForms = [
  resident,
  household,
  rentedHome,
  newcomer,
  elderVisit,
  disabilityNeeds,
  smallVenueCheck,
  businessFile,
  veteran,
] as unknown as Form[]
