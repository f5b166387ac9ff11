/**
 * A bad mobile link to a house, the same in every run: what travels comes half the latency later on each way, a lost packet costs its retransmission, and of the
 * requests a share breaks off, before they arrive or when all was done and only the answer is lost.
 */
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Link = {
  origin: string
  /** Until then it is as good as the loopback. */
  spoil: () => void
  /** Requests of one path since it was spoilt, and bytes of their bodies both ways. */
  counted: { requests: number; bytes: number; lostBefore: number; lostAfter: number; packets: number; packetsLost: number }
  close: () => Promise<void>
}

export type LinkOptions = { latencyMs: number; loss: number; seed: number; counts: string }

const PACKET_BYTES = 1400
/** RFC 6298: a retransmission waits for the round trip and four times its variance, at least a second where nothing is known, here what stacks do: 200 ms more. */
const RESEND_MS = 200

export async function openLink(target: string, { latencyMs, loss, seed, counts }: LinkOptions): Promise<Link> {
  const house = new URL(target)
  const chance = seeded(seed)
  const counted = { requests: 0, bytes: 0, lostBefore: 0, lostAfter: 0, packets: 0, packetsLost: 0 }
  let spoilt = false

  /** How long a body of so many bytes takes one way. */
  const travel = (bytes: number): number => {
    let wait = latencyMs / 2
    for (let packet = 0; packet < Math.max(1, Math.ceil(bytes / PACKET_BYTES)); packet += 1) {
      counted.packets += 1
      for (let again = 0; chance() < loss && again < 5; again += 1) {
        counted.packetsLost += 1
        wait += (latencyMs + RESEND_MS) * 2 ** again
      }
    }
    return wait
  }

  const carry = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await bytesOf(incoming)
    const counting = spoilt && (incoming.url ?? '').includes(counts)
    if (counting) {
      counted.requests += 1
      counted.bytes += body.length
    }
    if (spoilt) await pause(travel(body.length))
    if (counting && chance() < loss / 2) {
      counted.lostBefore += 1
      return void outgoing.socket?.destroy()
    }
    const { status, headers, text } = await pass(house, incoming, body)
    if (counting && chance() < loss / 2) {
      counted.lostAfter += 1
      // In the middle of it: where nothing has come back yet, a browser may send it again by itself.
      return void outgoing
        .writeHead(status, { ...headers, 'content-length': text.length + 1 })
        .write(text.subarray(0, 1), () => outgoing.destroy())
    }
    if (counting) counted.bytes += text.length
    if (spoilt) await pause(travel(text.length))
    outgoing.writeHead(status, headers).end(text)
  }

  const server = createServer((incoming, outgoing) => {
    carry(incoming, outgoing).catch(() => outgoing.destroy())
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spoil: () => {
      spoilt = true
    },
    counted,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  }
}

type Passed = { status: number; headers: Record<string, string | string[]>; text: Buffer }

function pass(house: URL, incoming: IncomingMessage, body: Buffer): Promise<Passed> {
  return new Promise((done, fail) => {
    const { method, url, headers } = incoming
    const asked = ask(
      { host: house.hostname, port: house.port, method, path: url, headers: { ...headers, host: house.host } },
      (response) => {
        bytesOf(response).then((text) => {
          const kept = Object.entries(response.headers).filter(
            ([name]) => !['transfer-encoding', 'connection', 'content-length'].includes(name),
          )
          done({ status: response.statusCode ?? 502, headers: Object.fromEntries(kept) as Passed['headers'], text })
        }, fail)
      },
    )
    asked.on('error', fail)
    asked.end(body)
  })
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}

/** mulberry32: the same numbers for the same seed. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
