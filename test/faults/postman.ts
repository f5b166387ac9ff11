/** A process that sends what is due through an HTTP gateway, once, and may be killed while it does (told by LINLI_POSTMAN). */

import { sendDue } from '#ground/notices/sending.ts'
import { openDatabase } from '#kernel/db/connect.ts'
import { openHouse } from '../../src/server/open-house.ts'

export type PostmanWork = { url: string; folder: string; gateway: string; street: number; now: string }

const work = JSON.parse(process.env.LINLI_POSTMAN ?? '') as PostmanWork
const database = await openDatabase({ url: work.url, folder: '' })
const { house } = await openHouse({
  app: database.app,
  folder: work.folder,
  now: () => new Date(work.now),
  carriers: {
    sms: {
      send: async ({ id, to, text }) => {
        const response = await fetch(work.gateway, { method: 'POST', body: JSON.stringify({ id, to, text }) })
        if (!response.ok) throw new Error(String(response.status))
      },
    },
  },
  log: () => undefined,
})
await sendDue(house, work.street)
await database.close()
