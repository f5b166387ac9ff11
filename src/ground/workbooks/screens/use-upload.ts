/** Bringing one file to the house while the reader goes on with the form. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { bringFile } from '#kernel/files/contract.ts'
import { isAbort, type Refusal, refusalOf } from '#kit/refusal.ts'
import { upload } from '#kit/transfer.ts'

export type Upload = {
  file: File
  /** Share of 1 that was sent; undefined while it cannot be known. */
  share: number | undefined
  /** Of the brought file. */
  id?: string
  refusal?: Refusal
}

export type Uploading = {
  upload: Upload | undefined
  /** Resolves to the id, or undefined when it was refused; the refusal is in `upload`. A file begun before is given up. */
  bring: (file: File) => Promise<string | undefined>
  /** The id of the file in hand, waiting for it where it is still under way; undefined without a file or after a refusal. */
  brought: () => Promise<string | undefined>
  clear: () => void
}

export function useUpload(): Uploading {
  const [state, setState] = useState<Upload>()
  const ending = useRef<AbortController>(undefined)
  const under = useRef<Promise<string | undefined>>(Promise.resolve(undefined))
  useEffect(() => () => ending.current?.abort(), [])
  const bring = useCallback((file: File) => {
    ending.current?.abort()
    const ours = new AbortController()
    ending.current = ours
    setState({ file, share: 0 })
    const change = (more: Partial<Upload>) => {
      if (ending.current === ours) setState((now) => (now ? { ...now, ...more } : now))
    }
    under.current = upload(bringFile, file, { signal: ours.signal, onProgress: (share) => change({ share }) }).then(
      ({ data }) => {
        change({ share: 1, id: data.file })
        return data.file
      },
      (thrown: unknown) => {
        if (!isAbort(thrown)) change({ refusal: refusalOf(thrown) })
        return undefined
      },
    )
    return under.current
  }, [])
  const clear = useCallback(() => {
    ending.current?.abort()
    under.current = Promise.resolve(undefined)
    setState(undefined)
  }, [])
  const brought = useCallback(() => under.current, [])
  return { upload: state, bring, brought, clear }
}
