/** Opens the screen of the address: its chunk and its words in the language in use. The screen before stays until the new one is here. */

import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { exec, useLocation } from 'preact-iso/router'
import { Refusal } from '#kit/refusal.ts'
import type { Language, Words } from '#kit/text.ts'
import { TextLayer, useText } from '#kit/text-context.tsx'
import { Broken } from './broken.tsx'
import { usePlan } from './face-plan.tsx'
import { NotFound } from './not-found.tsx'
import type { Route, ScreenProps } from './route.ts'

export type Found = { route: Route; params: Record<string, string> }

/** The route of an address; the first that fits. */
export function findRoute(path: string, list: readonly Route[]): Found | undefined {
  for (const route of list) {
    const matches = exec(path, route.path) as { params: Record<string, string> } | undefined
    if (matches) return { route, params: matches.params }
  }
  return undefined
}

type Shown = { route: Route; path: string; language: Language; Screen: ComponentType<ScreenProps>; words: Words }

export function ScreenSwitch() {
  const text = useText()
  const { routes } = usePlan()
  const { path, query } = useLocation()
  const found = findRoute(path, routes)
  const [shown, setShown] = useState<Shown>()
  const [lost, setLost] = useState<Refusal>()
  const [late, setLate] = useState(false)
  const route = found?.route
  useEffect(() => {
    if (!route) return
    let wanted = true
    setLost(undefined)
    const timer = setTimeout(() => setLate(true), 400)
    const finish = () => {
      clearTimeout(timer)
      setLate(false)
    }
    Promise.all([route.load(), route.words?.[text.language]()]).then(
      ([module, words]) => {
        if (!wanted) return
        finish()
        setShown((now) => {
          if (now?.path !== path) window.scrollTo(0, 0)
          return { route, path, language: text.language, Screen: module.Screen, words: words?.default ?? {} }
        })
      },
      () => {
        if (!wanted) return
        finish()
        setLost(new Refusal(navigator.onLine ? 'way.stale-page' : 'way.unreachable', 0))
      },
    )
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [route, path, text.language])
  if (!found) return <NotFound />
  const params = (shown?.path === path ? found.params : shown && findRoute(shown.path, routes)?.params) ?? {}
  if (lost) return <Broken refusal={lost} onRetry={() => window.location.reload()} />
  return (
    <>
      <div class="opening no-print" role="status" data-late={late ? '' : undefined}>
        {late && text.say('screen.opening')}
      </div>
      {shown && (
        <TextLayer words={shown.words}>
          <shown.Screen
            // The one before stays as it is: begun anew it would read once more what its reader has just left.
            key={shown.route.path + JSON.stringify(params)}
            params={params}
            query={query}
          />
        </TextLayer>
      )}
    </>
  )
}
