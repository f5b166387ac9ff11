import { checkPassword, currentCode } from '#kernel/access/password.ts'
import { findLogin } from '#kernel/access/queries.ts'
import { openSecret } from '#kernel/access/secret.ts'
import { databaseConfig } from '#kernel/db/connect.ts'
import { DEMO_PASSWORD } from '../demo-password.ts'
import { withDatabase } from '../open-database.ts'
import { openHouse } from '../open-house.ts'
import { type Command, UsageFailure } from './command.ts'

const STEP_SECONDS = 30

export const code: Command = {
  name: 'code',
  brief: 'print the current one-time code of a demo sign-in',
  help: `linli code <login> [--json]

Prints the one-time code that is valid now. Only for sign-ins of the demo town that still have the demo password: everybody else's
second factor stays with them.`,
  needs: 1,
  options: {},
  async run([name]) {
    const found = await withDatabase(async (database) => {
      const { house } = await openHouse({ app: database.app, folder: databaseConfig(process.env).folder })
      const login = await findLogin(house.app, name!)
      if (!login?.password_hash || !login.totp_secret || !(await checkPassword(login.password_hash, DEMO_PASSWORD)))
        throw new UsageFailure(`${name}: no sign-in of the demo town`)
      const now = house.now()
      const seconds = STEP_SECONDS - (Math.floor(now.getTime() / 1000) % STEP_SECONDS)
      return { login: login.name, code: currentCode(openSecret(house.keys, login.totp_secret), now), seconds }
    })
    return { data: found, text: found.code }
  },
}
