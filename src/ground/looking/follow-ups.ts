/** After commit: who was looked at through a broken glass is told, and told again when it turns out not to have been justified. */
import { across, type Following } from '#kernel/action/across.ts'
import { tellThem } from './glass/actions.ts'

function telling(event: string, name: string, unjustified: boolean): Following {
  return {
    event,
    name,
    run: async (house, source) => {
      const id = String(source.event.refs?.glass)
      await across(house, source, name, { street: source.street }, tellThem, { id, unjustified })
    },
  }
}

export const lookingFollowers: readonly Following[] = [
  telling('glass.opened', 'glass-tells', false),
  telling('glass.unjustified', 'glass-tells-unjustified', true),
]
