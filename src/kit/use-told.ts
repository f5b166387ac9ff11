/** Doing something where no form stands that could say why not: a refusal is told above the screen. */
import { useEffect } from 'preact/hooks'
import { useTell } from './toast.tsx'
import { type Doing, useDo } from './use-data.ts'

export function useToldDo<I, O>(act: Parameters<typeof useDo<I, O>>[0]): Doing<I, O> {
  const { tellRefusal } = useTell()
  const doing = useDo(act)
  useEffect(() => {
    if (doing.refusal) tellRefusal(doing.refusal)
  }, [doing.refusal, tellRefusal])
  return doing
}
