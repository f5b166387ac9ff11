/** Files to and from the house. XMLHttpRequest, because `fetch` cannot tell how much has been sent. */
import type { Contract, InputOf, OutputOf } from '#base/contract.ts'
import {
  abortError,
  addressOf,
  type CallOptions,
  type Door,
  emitApi,
  headersFor,
  kindOf,
  type Reply,
  readReply,
  refuse,
  withQuery,
} from './api.ts'
import { Refusal } from './refusal.ts'

export type TransferOptions = Omit<CallOptions, 'waits' | 'limit'> & {
  /** What stands in the address of the contract. */
  input?: Record<string, unknown>
  /** Share of 1; undefined while the size is not known. */
  onProgress?: (share: number | undefined) => void
}

/**
 * Bring the bytes of one file; what it is for is said by the action that then takes its id. Sent once: press again to try again.
 * @throws Refusal, or an AbortError when `signal` ended it
 */
export async function upload<C extends Contract>(
  contract: C | (Door & { readonly shape?: C }),
  file: File,
  options: TransferOptions = {},
): Promise<Reply<OutputOf<C>>> {
  const { url } = addressOf(contract, options.input ?? {}, options.street)
  const headers = {
    ...headersFor(contract, options),
    'content-type': 'application/octet-stream',
    'linli-file-name': encodeURIComponent(file.name),
    ...(file.type ? { 'linli-file-media': file.type } : {}),
  }
  const request = await exchange(contract.method, url, headers, file, 'text', options)
  return readReply<OutputOf<C>>(request.responseText, undefined)
}

export type Downloaded = { blob: Blob; name: string }

/** Fetch a file; `save` hands it to the reader. */
export async function download<C extends Contract>(
  contract: C | (Door & { readonly shape?: C }),
  input: InputOf<C>,
  options: TransferOptions = {},
): Promise<Downloaded> {
  const { url, rest } = addressOf(contract, input as Record<string, unknown>, options.street)
  const { carries } = kindOf(contract)
  const headers = { ...headersFor(contract, options), accept: '*/*' }
  const body = carries ? JSON.stringify(rest) : null
  const request = await exchange(contract.method, carries ? url : withQuery(url, rest), headers, body, 'blob', options)
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

function exchange(
  method: string,
  url: string,
  headers: Record<string, string>,
  body: File | string | null,
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
    if (body instanceof File) request.upload.onprogress = tell
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
  return refuse(request.status, text)
}
