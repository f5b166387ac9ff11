/** Small switches of language, theme and comfort. */
import { useState } from 'preact/hooks'
import { type Comfort, keepComfort, keepTheme, storedComfort, storedTheme, type Theme } from './appearance.ts'
import { Radios } from './checkbox.tsx'
import type { Language } from './text.ts'
import { useText } from './text-context.tsx'

/** Each language names itself, so that it is found by the one who needs it. */
export function LanguageSwitch({ onChange }: { onChange: (language: Language) => void }) {
  const text = useText()
  const options = [
    { value: 'zh', label: '中文' },
    { value: 'en', label: 'English' },
  ] as const
  return <Radios joined label={text.say('kit.language')} value={text.language} options={options} onChange={onChange} />
}

export function ThemeSwitch() {
  const text = useText()
  const [theme, setTheme] = useState<Theme>(storedTheme)
  const options = (['system', 'light', 'dark'] as const).map((value) => ({ value, label: text.say(`kit.theme-${value}`) }))
  const change = (next: Theme) => {
    keepTheme(next)
    setTheme(next)
  }
  return <Radios joined label={text.say('kit.theme')} value={theme} options={options} onChange={change} />
}

export function ComfortSwitch() {
  const text = useText()
  const [comfort, setComfort] = useState<Comfort>(storedComfort)
  const options = (['usual', 'elder'] as const).map((value) => ({ value, label: text.say(`kit.comfort-${value}`) }))
  const change = (next: Comfort) => {
    keepComfort(next)
    setComfort(next)
  }
  return <Radios joined label={text.say('kit.comfort')} value={comfort} options={options} onChange={change} />
}
