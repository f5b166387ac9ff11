/** Files to and from the house. XMLHttpRequest, because `fetch` cannot tell how much has been sent. */
import type { Contract, InputOf, OutputOf } from '#base/contract.ts'
import { abortError, addressOf, type CallOptions, type Door, emitApi, headersFor, type Reply, readReply, refuse } from './api.ts'
import { newKey } from './idempotency.ts'
import { Refusal } from './refusal.ts'

export type TransferOptions = Omit<CallOptions, 'waits' | 'limit'> & {
  /** Share of 1; undefined while the size is not known. */
  onProgress?: (share: number | undefined) => void
}

/** Send files as multipart: the input's fields first (as one JSON part `input`), then each file under `file`. Sent once; press again to try again with the same `key`. */
export async function upload<C extends Contract>(
  contract: C | (Door & { readonly shape?: C }),
  input: InputOf<C>,
  files: readonly File[],
  options: TransferOptions = {},
): Promise<Reply<OutputOf<C>>> {
  const { url, rest } = addressOf(contract, input as Record<string, unknown>, options.street)
  const form = new FormData()
  form.append('input', JSON.stringify(rest))
  for (const file of files) form.append('file', file, file.name)
  const headers = headersFor(true, options, options.key ?? newKey())
  // The browser writes this one itself, with the boundary of the parts.
  delete headers['content-type']
  const request = await exchange('POST', url, headers, form, 'text', options)
  return readReply<OutputOf<C>>(request.responseText, request.getResponseHeader('etag') ?? undefined)
}

export type Downloaded = { blob: Blob; name: string }

/** Fetch a file; `save` hands it to the reader. */
export async function download<C extends Contract>(
  contract: C | (Door & { readonly shape?: C }),
  input: InputOf<C>,
  options: TransferOptions = {},
): Promise<Downloaded> {
  const { url, rest } = addressOf(contract, input as Record<string, unknown>, options.street)
  const writes = contract.method !== 'GET'
  const headers = headersFor(writes, options, options.key ?? newKey())
  headers.accept = '*/*'
  const address = writes ? url : `${url}${queryOf(rest)}`
  const request = await exchange(contract.method, address, headers, writes ? JSON.stringify(rest) : null, 'blob', options)
  return { blob: request.response as Blob, name: fileNameOf(request.getResponseHeader('content-disposition') ?? '') ?? 'linli' }
}

/** Put a fetched file into the reader's download folder. */
export function save({ blob, name }: Downloaded): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // Old browsers read the address a little later than the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** RFC 6266: the encoded name (which may be Chinese) before the plain one; never a path. */
export function fileNameOf(disposition: string): string | undefined {
  const encoded = /filename\*\s*=\s*utf-8''([^;]+)/i.exec(disposition)?.[1]
  const plain = /filename\s*=\s*"?([^";]+)"?/i.exec(disposition)?.[1]
  const name = encoded === undefined ? plain : decodeSafely(encoded.trim())
  return name?.replace(/[/\\]/g, '_')
}

function decodeSafely(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return undefined
  }
}

function queryOf(rest: Record<string, unknown>): string {
  const pairs = Object.entries(rest).filter(([, value]) => value !== undefined && value !== null)
  const query = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))
  return pairs.length ? `?${query}` : ''
}

function exchange(
  method: string,
  url: string,
  headers: Record<string, string>,
  body: FormData | string | null,
  expects: 'text' | 'blob',
  { signal, onProgress }: TransferOptions,
): Promise<XMLHttpRequest> {
  return new Promise((done, fail) => {
    if (signal?.aborted) return fail(abortError())
    const request = new XMLHttpRequest()
    const stop = () => request.abort()
    request.open(method, url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.responseType = expects
    const tell = (event: ProgressEvent) => onProgress?.(event.lengthComputable ? event.loaded / event.total : undefined)
    if (body instanceof FormData) request.upload.onprogress = tell
    else request.onprogress = tell
    request.onload = () => {
      emitApi('reached')
      if (request.status >= 200 && request.status < 300) done(request)
      else refuseLater(request, expects).then(fail, fail)
    }
    request.onerror = () => {
      emitApi('unreachable')
      fail(new Refusal('way.unreachable', 0))
    }
    request.onabort = () => fail(abortError())
    request.onloadend = () => signal?.removeEventListener('abort', stop)
    signal?.addEventListener('abort', stop)
    request.send(body)
  })
}

async function refuseLater(request: XMLHttpRequest, expects: 'text' | 'blob'): Promise<Refusal> {
  const text = expects === 'blob' ? await (request.response as Blob).text() : request.responseText
  return refuse(request.status, text, request.getResponseHeader('x-request-id') ?? undefined)
}
