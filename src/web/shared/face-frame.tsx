/** Around every face: its language and words, its addresses, its news, and a page for what fails. */
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useMemo, useState } from 'preact/hooks'
import { LocationProvider } from 'preact-iso/router'
import { setApi } from '#kit/api.ts'
import { keepLanguage } from '#kit/appearance.ts'
import { type Language, makeText, type Words } from '#kit/text.ts'
import { TextProvider } from '#kit/text-context.tsx'
import { ToastProvider } from '#kit/toast.tsx'
import { Boundary } from './broken.tsx'
import { type FacePlan, PlanProvider } from './face-plan.tsx'

export type Speaks = { onLanguage: (language: Language) => void }

export type FaceFrameProps = {
  plan: FacePlan
  language: Language
  words: Words
  load: (language: Language) => Promise<Words>
  children: (speaks: Speaks) => ComponentChildren
}

export function FaceFrame({ plan, language: first, words: firstWords, load, children }: FaceFrameProps) {
  const [spoken, setSpoken] = useState({ language: first, words: firstWords })
  const text = useMemo(() => makeText(spoken), [spoken])
  // Before anything is drawn: what is read aloud is read in the language it is written in.
  useLayoutEffect(() => {
    document.documentElement.lang = text.locale
    setApi({ language: text.locale })
  }, [text])
  const speak = async (language: Language) => {
    const words = await load(language)
    keepLanguage(language)
    setSpoken({ language, words })
  }
  return (
    <TextProvider value={text}>
      <PlanProvider value={plan}>
        <LocationProvider scope={plan.home}>
          <ToastProvider>
            <Boundary>{children({ onLanguage: speak })}</Boundary>
          </ToastProvider>
        </LocationProvider>
      </PlanProvider>
    </TextProvider>
  )
}
