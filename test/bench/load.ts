/** Requests at a server from a process of its own, so that the asker's work is not counted as the server's. */
import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'

export type Asked = { method: 'GET' | 'POST'; path: string; headers?: Record<string, string>; body?: string }
export type Volley = { origin: string; connections: number; requests: Asked[] }
/** Each connection sends its next request when the last was answered. `each` in milliseconds, in the order of the answers. */
export type Answered = { wall: number; each: number[]; bytes: number; refused: { status: number; body: string }[] }

export type Asker = { ask: (volley: Volley) => Promise<Answered>; stop: () => void }

export function startAsker(): Asker {
  const child: ChildProcess = fork(join(import.meta.dirname, 'asker.ts'), { serialization: 'advanced' })
  return {
    ask: async (volley) => {
      const answered = await new Promise<Answered>((resolve, reject) => {
        child.once('message', (message) => resolve(message as Answered))
        child.once('exit', (status) => reject(new Error(`the asker ended with ${status}`)))
        child.send(volley)
      })
      child.removeAllListeners('exit')
      const [first] = answered.refused
      if (first)
        throw new Error(`${answered.refused.length} requests were refused, the first with ${first.status}: ${first.body.slice(0, 300)}`)
      return answered
    },
    stop: () => {
      child.disconnect()
    },
  }
}
