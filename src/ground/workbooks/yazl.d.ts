/** The part of yazl 3 that Linli uses; the package ships no types. */
declare module 'yazl' {
  import type { EventEmitter } from 'node:events'
  import type { Readable } from 'node:stream'

  export type EntryOptions = {
    mtime?: Date
    compress?: boolean
    compressionLevel?: number
    forceDosTimestamp?: boolean
    size?: number
    forceZip64Format?: boolean
  }

  export class ZipFile extends EventEmitter {
    readonly outputStream: Readable
    addBuffer(content: Buffer, name: string, options?: EntryOptions): void
    addReadStreamLazy(name: string, options: EntryOptions, open: (give: (error: Error | null, stream?: Readable) => void) => void): void
    end(): void
  }

  const yazl: { ZipFile: typeof ZipFile }
  export default yazl
}
