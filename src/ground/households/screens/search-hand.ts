/** What was typed in the bar on its way to the page of results: kept for one opening, in no address and no history. */
let handed = ''

export function handOver(typed: string): void {
  handed = typed
}

export function takeOver(): string {
  const typed = handed
  handed = ''
  return typed
}
