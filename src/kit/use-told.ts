/** Doing and reading where no form or page stands that could say why not: it is told above the screen. */
import { useEffect } from 'preact/hooks'
import { sayProblem } from './problem-note.tsx'
import { isLasting } from './refusal.ts'
import { useText } from './text-context.tsx'
import { useTell } from './toast.tsx'
import { type Doing, type Read, useDo, useRead } from './use-data.ts'

export function useToldDo<I, O>(act: Parameters<typeof useDo<I, O>>[0]): Doing<I, O> {
  const { tellRefusal } = useTell()
  const doing = useDo(act)
  useEffect(() => {
    if (doing.refusal) tellRefusal(doing.refusal)
  }, [doing.refusal, tellRefusal])
  return doing
}

/** For choices and panels beside the matter of a page: an empty list must not look as if there were nothing. What is not hers to see she does not miss. */
export function useToldRead<T>(...asked: Parameters<typeof useRead<T>>): Read<T> {
  const text = useText()
  const { tell } = useTell()
  const read = useRead(...asked)
  const { refusal, reload } = read
  useEffect(() => {
    if (!refusal || isLasting(refusal)) return
    const action = { label: text.say('kit.try-again'), onPress: reload }
    tell({ tone: 'problem', text: sayProblem(text, refusal, true), action })
  }, [refusal, reload, tell, text])
  return read
}
