/** What was not saved is not lost by a link pressed on the way or a closed window: the page asks first. */
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { Confirm } from './dialog.tsx'
import { useText } from './text-context.tsx'

export function AskUnsaved({ unsaved }: { unsaved: boolean }) {
  const text = useText()
  const { route } = useLocation()
  const [to, setTo] = useState<string>()
  useEffect(() => {
    if (!unsaved) return
    const hold = (event: BeforeUnloadEvent) => {
      event.preventDefault()
      // Browsers from before 2023 ask only where this is set.
      event.returnValue = true
    }
    const ask = (event: MouseEvent) => {
      const link = event.composedPath().find((one): one is HTMLAnchorElement => one instanceof HTMLAnchorElement && one.href !== '')
      const other = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0
      if (!link || other || link.target === '_blank' || link.origin !== location.origin || link.download !== '') return
      // Before the router hears of it.
      event.preventDefault()
      event.stopPropagation()
      setTo(link.pathname + link.search)
    }
    addEventListener('beforeunload', hold)
    document.addEventListener('click', ask, true)
    return () => {
      removeEventListener('beforeunload', hold)
      document.removeEventListener('click', ask, true)
    }
  }, [unsaved])
  return (
    <Confirm
      open={to !== undefined}
      title={text.say('kit.unsaved')}
      verb={text.say('kit.unsaved-leave')}
      danger
      onConfirm={() => {
        if (to !== undefined) route(to)
        setTo(undefined)
      }}
      onClose={() => setTo(undefined)}
    >
      {text.say('kit.unsaved-what')}
    </Confirm>
  )
}
