/** Whether this browser, at this address, can hold anything for days: on plain http it has neither cryptography nor a worker, and says so. */
export function canKeep(): boolean {
  return isSecureContext && 'subtle' in crypto && 'indexedDB' in window && 'serviceWorker' in navigator && 'locks' in navigator
}
