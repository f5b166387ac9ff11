/** Which page stands behind an address that is no file: each face is one page, and finds its screens itself. */
const faces = ['doorstep']

/** The page of an address below the folder of the built faces; the desk's where no other face claims it. */
export function pageOf(url: string): string {
  const first = /^\/([\w-]*)/.exec(url)?.[1] ?? ''
  return faces.includes(first) ? `${first}/index.html` : 'index.html'
}

/** Where the bare address leads: who comes with a telephone in her hand stands at the doorstep, which also shows the way to the desk. */
export function homeOf(userAgent: string | undefined): string {
  return /Mobi|Android/i.test(userAgent ?? '') ? '/doorstep' : '/desk'
}
