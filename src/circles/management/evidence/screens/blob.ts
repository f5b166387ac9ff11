/** Bytes that came as base64, for the reader to keep. */
export function blobOf({ text, type }: { text: string; type: string }): Blob {
  const raw = atob(text)
  return new Blob([Uint8Array.from(raw, (one) => one.charCodeAt(0))], { type })
}
