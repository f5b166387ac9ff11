/** A part of a screen that only some need: its chunk comes after the rest is seen. */
import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'

export function Later<P extends object>({ load, props }: { load: () => Promise<ComponentType<P>>; props?: P }) {
  const [part, setPart] = useState<{ Part: ComponentType<P> }>()
  const [lost, setLost] = useState<unknown>()
  useEffect(() => {
    let wanted = true
    load().then(
      (Part) => wanted && setPart({ Part }),
      (thrown: unknown) => wanted && setLost(thrown),
    )
    return () => {
      wanted = false
    }
  }, [load])
  // Said by the boundary around the screen.
  if (lost) throw lost
  return part ? <part.Part {...((props ?? {}) as P)} /> : null
}
