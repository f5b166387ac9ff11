/** Metrics for operators (Prometheus text): how long operations take, how far the sealer is behind, jobs. Never a value or an id of a person. */
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { CountedSms } from '#kernel/sms/sms.ts'

export type Metrics = ReturnType<typeof makeMetrics>

export function makeMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'linli_request_seconds',
    help: 'Time to answer, by operation and status',
    labelNames: ['operation', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  const backlog = new Gauge({ name: 'linli_seal_backlog', help: 'Log and look rows not sealed yet', registers: [registry] })
  let sms: CountedSms['counts'] = { sent: 0, failed: 0 }
  new Gauge({
    name: 'linli_messages',
    help: 'Messages to telephones since the start, by what became of them',
    labelNames: ['outcome'],
    registers: [registry],
    collect() {
      this.set({ outcome: 'sent' }, sms.sent)
      this.set({ outcome: 'failed' }, sms.failed)
    },
  })
  return {
    messages: (counts: CountedSms['counts']) => {
      sms = counts
    },
    contentType: registry.contentType,
    print: () => registry.metrics(),
    backlog: (rows: number) => backlog.set(rows),
    measure: (app: FastifyInstance) => {
      app.addHook('onResponse', async (request, reply) => {
        const operation = (request.routeOptions.schema as { operationId?: string } | undefined)?.operationId
        if (operation) seconds.labels(operation, String(reply.statusCode)).observe(reply.elapsedTime / 1000)
      })
    },
  }
}
