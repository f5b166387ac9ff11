/** The process that asks (see load.ts). */
import { Agent, request } from 'node:http'
import type { Answered, Asked, Volley } from './load.ts'

process.on('message', (volley: Volley) => {
  fire(volley).then((answered) => process.send?.(answered))
})
process.on('disconnect', () => process.exit(0))

async function fire({ origin, connections, requests }: Volley): Promise<Answered> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const answered: Answered = { wall: 0, each: [], bytes: 0, refused: [] }
  let next = 0
  const connection = async () => {
    for (let asked = requests[next++]; asked; asked = requests[next++]) {
      const began = performance.now()
      const { status, body, bytes } = await send(agent, origin, asked)
      answered.each.push(performance.now() - began)
      answered.bytes += bytes
      if (status >= 300) answered.refused.push({ status, body })
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: connections }, connection))
  answered.wall = performance.now() - began
  agent.destroy()
  return answered
}

function send(
  agent: Agent,
  origin: string,
  { method, path, headers, body }: Asked,
): Promise<{ status: number; body: string; bytes: number }> {
  return new Promise((resolve, reject) => {
    const sent = request(`${origin}${path}`, {
      agent,
      method,
      headers: { ...headers, ...(body ? { 'content-length': Buffer.byteLength(body) } : {}) },
    })
    sent.on('error', reject)
    sent.on('response', (response) => {
      const status = response.statusCode ?? 0
      let bytes = 0
      let text = ''
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (status >= 300) text += chunk
      })
      response.on('error', reject)
      response.on('end', () => resolve({ status, body: text, bytes }))
    })
    sent.end(body)
  })
}
