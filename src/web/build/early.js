// Runs before the first paint: the reader's own theme, text size and language, so that a dark office does not flash white.
try {
  const root = document.documentElement
  const theme = localStorage.getItem('linli.theme')
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
  if (localStorage.getItem('linli.comfort') === 'elder') root.dataset.comfort = 'elder'
  if (localStorage.getItem('linli.language') === 'en') root.lang = 'en'
} catch (_) {
  // Storage may be closed to us; the page then looks as the system says.
}
