/** The shipped types of matters. A street's own versions stand over them. */
import type { MatterType } from '#ground/matters/types/type.ts'
import appeal from './matters/appeal.json' with { type: 'json' }
import care from './matters/care.json' with { type: 'json' }
import complaint from './matters/complaint.json' with { type: 'json' }
import consultation from './matters/consultation.json' with { type: 'json' }
import homeViolence from './matters/home-violence.json' with { type: 'json' }
import inspection from './matters/inspection.json' with { type: 'json' }
import noise from './matters/noise.json' with { type: 'json' }
import ownData from './matters/own-data.json' with { type: 'json' }
import paper from './matters/paper.json' with { type: 'json' }
import repair from './matters/repair.json' with { type: 'json' }
import suggestion from './matters/suggestion.json' with { type: 'json' }

export const shippedMatterTypes = [
  appeal,
  consultation,
  repair,
  noise,
  suggestion,
  paper,
  ownData,
  care,
  inspection,
  complaint,
  homeViolence,
] as unknown as MatterType[]
