// Runs before the first paint: the reader's own theme, text size and language, so that a dark office does not flash white.
{
  const root = document.documentElement
  const night = matchMedia('(prefers-color-scheme: dark)')
  const read = (key) => {
    try {
      return localStorage.getItem(key)
    } catch (_) {
      // Storage may be closed to us; the page then looks as the system says.
      return null
    }
  }
  const showTheme = () => {
    const theme = read('linli.theme')
    root.dataset.theme = theme === 'light' || theme === 'dark' ? theme : night.matches ? 'dark' : 'light'
  }
  showTheme()
  night.addEventListener('change', showTheme)
  if (read('linli.comfort') === 'elder') root.dataset.comfort = 'elder'
  if (read('linli.language') === 'en') root.lang = 'en'
}
