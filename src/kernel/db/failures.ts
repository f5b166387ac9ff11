/** Why the database cannot be used, said to the person at the console: first in Chinese, then in English, always with what to do next. */

type Details = Record<string, string | number>
type Words = { zh: string; en: string }

const words = {
  'server-too-old': {
    zh: '数据库是 PostgreSQL {found}，太旧了。邻里需要 PostgreSQL {needed} 或更新的版本：请升级数据库，或去掉 DATABASE_URL 使用自带的数据库。',
    en: 'The database is PostgreSQL {found}, which is too old. Linli needs {needed} or newer: upgrade it, or unset DATABASE_URL to use the database that comes with Linli.',
  },
  encoding: {
    zh: "数据库的编码是 {found}，不是 UTF8，无法存中文。请用 create database … encoding 'UTF8' template template0 新建一个库。",
    en: "The database is encoded in {found}, not UTF8. Make a new one: create database … encoding 'UTF8' template template0.",
  },
  'roles-refused': {
    zh: '用户 {user} 不能建立或使用邻里需要的角色。请数据库管理员执行：\n{sql}',
    en: 'User {user} may not create or use the roles Linli needs. Ask the database administrator to run:\n{sql}',
  },
  'roles-unsafe': {
    zh: '角色 {role} 有超出需要的权力（超级用户、绕过行级策略或属于 linli_owner），行级策略对它无效。请收回后再启动。',
    en: 'Role {role} has powers it must not have (superuser, bypass of row policies, or membership in linli_owner), so row policies would not bind it. Take them away and start again.',
  },
  'role-ignored': {
    zh: '连接以 {user} 的身份工作，而不是 linli_app：中间的连接池丢掉了启动参数 role。请让 DATABASE_URL 直接指向数据库。',
    en: 'Connections act as {user} instead of linli_app: a pooler in between drops the startup parameter role. Let DATABASE_URL point at the server itself.',
  },
  'sms-settings': {
    zh: '短信网关没有配置好：LINLI_SMS_URL 应当是 http(s) 地址，LINLI_SMS_SECRET 至少 16 个字符，LINLI_SMS_HEADERS 是由文字组成的 JSON。见 docs/operations.md。',
    en: 'The message gateway is not set up well: LINLI_SMS_URL is an http(s) address, LINLI_SMS_SECRET has at least 16 characters, LINLI_SMS_HEADERS is JSON of texts. See docs/operations.md.',
  },
  unreachable: {
    zh: '连不上数据库 {where}：{reason}。请检查 DATABASE_URL、网络和数据库是否在运行。',
    en: 'Cannot reach the database at {where}: {reason}. Check DATABASE_URL, the network, and whether the server is running.',
  },
  'sign-in-refused': {
    zh: '数据库 {where} 拒绝登录：{reason}。请检查 DATABASE_URL 里的用户、密码和库名。',
    en: 'The database at {where} refused the sign-in: {reason}. Check user, password and database name in DATABASE_URL.',
  },
  'url-invalid': {
    zh: 'DATABASE_URL 看不懂：应当形如 postgres://用户:密码@主机:5432/库名。',
    en: 'DATABASE_URL cannot be read: it should look like postgres://user:password@host:5432/database.',
  },
  'disk-full': {
    zh: '磁盘满了，{folder} 写不下。请腾出空间后重新启动，已有的数据没有受损。',
    en: 'The disk is full: nothing more can be written to {folder}. Free some space and start again; stored data is unharmed.',
  },
  'folder-refused': {
    zh: '文件夹 {folder} 不能写入（{reason}）。请改它的权限，或用 LINLI_DATA 指定另一个文件夹。',
    en: 'The folder {folder} cannot be written ({reason}). Change its permissions, or choose another folder with LINLI_DATA.',
  },
  'parent-closed': {
    zh: '数据库不以 root 身份运行，它的用户进不去 {parent}。请执行 chmod o+x {parent}，或把 LINLI_DATA 设为别处（例如 /var/lib/linli）。',
    en: 'The database does not run as root, and its user cannot enter {parent}. Run chmod o+x {parent}, or set LINLI_DATA to another place (such as /var/lib/linli).',
  },
  'folder-in-use': {
    zh: '已经有一个邻里在用 {folder}（{holder}）。同一个文件夹只能由一个邻里使用：请先停掉它，或用 LINLI_DATA 指定另一个文件夹。',
    en: 'Another Linli already uses {folder} ({holder}). One folder belongs to one Linli: stop that one first, or choose another folder with LINLI_DATA.',
  },
  'server-unanswering': {
    zh: '进程 {pid} 正开着 {folder} 里的数据库，却不应答。请先结束它（kill -INT {pid}），再重新启动。',
    en: 'Process {pid} holds the database in {folder} but does not answer. Stop it (kill -INT {pid}) and start again.',
  },
  'data-other-version': {
    zh: '{folder} 是 PostgreSQL {found} 的数据，自带的是 PostgreSQL {needed}。请用当时的邻里导出备份，再用现在的邻里恢复。',
    en: 'The data in {folder} belongs to PostgreSQL {found}; the one that comes with Linli is {needed}. Make a backup with the Linli of that time and restore it with this one.',
  },
  'no-embedded': {
    zh: '这台机器（{platform}）上没有可用的自带数据库：{reason}。请重新执行 npm ci，或用 DATABASE_URL 连接一个 PostgreSQL。',
    en: 'The database that comes with Linli cannot run on this machine ({platform}): {reason}. Run npm ci again, or set DATABASE_URL to a PostgreSQL server.',
  },
  'start-failed': {
    zh: '自带的数据库没有启动起来。它最后说的话（{log}）：\n{reason}',
    en: 'The database that comes with Linli did not start. Its last words ({log}):\n{reason}',
  },
  'database-newer': {
    zh: '数据库是更新版本的邻里建的（{module} 第 {number} 号改动这里没有）。请用那个或更新的版本启动，不要用旧版本。',
    en: 'The database was made by a later Linli (change {number} of {module} is unknown here). Start that version or a later one, not an older one.',
  },
  'migration-changed': {
    zh: '{module} 的第 {number} 号数据库改动在执行之后被人改过。已执行的改动不能再改：请恢复原文件，另写新的一号。',
    en: 'Change {number} of {module} was edited after it had been applied. Applied changes are final: restore the file and write a new one.',
  },
  'migration-failed': {
    zh: '{module} 的数据库改动 {file} 没有成功：{reason}。什么也没有改变。',
    en: 'The database change {file} of {module} failed: {reason}. Nothing was changed.',
  },
  'port-invalid': {
    zh: 'PORT={port} 不是端口号。请用 0 到 65535 之间的整数。',
    en: 'PORT={port} is not a port number. Use a whole number from 0 to 65535.',
  },
  'port-refused': {
    zh: '不允许使用端口 {port}：1024 以下的端口要有系统的许可。请用 PORT 换一个更大的端口，再由反向代理转发。',
    en: 'Port {port} may not be used: those below 1024 need leave of the system. Choose a higher one with PORT and let a proxy forward to it.',
  },
  'host-invalid': {
    zh: 'LINLI_HOST={host} 不是这台机器的地址（{reason}）。请写本机的一个地址，或去掉它，只在本机打开。',
    en: 'LINLI_HOST={host} is no address of this machine ({reason}). Name one of its addresses, or unset it to serve this machine only.',
  },
  'key-damaged': {
    zh: '主密钥 {file} 已损坏（应为 64 位十六进制数）。没有它，加密的证件号码和电话读不出来：请从备份里放回原来的 master.key，不要删掉它。',
    en: 'The master key {file} is damaged (it should be 64 hexadecimal digits). Without it the encrypted numbers cannot be read: put back the master.key of your backup, and do not delete it.',
  },
  'key-missing': {
    zh: '数据库里已有加密的内容，主密钥 {file} 却不见了。请从备份里放回原来的 master.key，或用 LINLI_MASTER_KEY 给出；没有另造一把新的。',
    en: 'The database holds encrypted values, but the master key {file} is missing. Put back the master.key of your backup, or give it as LINLI_MASTER_KEY; no new one was made.',
  },
  'wechat-settings': {
    zh: '微信公众号没有设置完整。要用的话，请写好 LINLI_WECHAT_APP、LINLI_WECHAT_SECRET、LINLI_WECHAT_TEMPLATE；不用就去掉它们。',
    en: 'The WeChat official account is not set up whole. Give LINLI_WECHAT_APP, LINLI_WECHAT_SECRET and LINLI_WECHAT_TEMPLATE, or unset them all.',
  },
  'port-in-use': {
    zh: '端口 {port} 已被别的程序占用。请用 PORT 换一个端口，或先停掉那个程序。',
    en: 'Port {port} is used by another program. Choose another with PORT, or stop that program first.',
  },
} as const satisfies Record<string, Words>

export type StartCode = keyof typeof words

/** The house cannot start, for a reason the operator can mend. `message` holds both languages, ready to print without a stack. */
export class StartFailure extends Error {
  readonly code: StartCode
  readonly details: Details

  constructor(code: StartCode, details: Details = {}, cause?: unknown) {
    super(`${fill(words[code].zh, details)}\n${fill(words[code].en, details)}`, cause === undefined ? undefined : { cause })
    this.name = 'StartFailure'
    this.code = code
    this.details = details
  }
}

function fill(sentence: string, details: Details): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => String(details[name] ?? hole))
}

/** The `code` of a system or PostgreSQL error (`ENOSPC`, `28P01` …), or an empty string. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}

/** Words for a failed file operation in a folder; what is not about space or rights comes back unchanged. */
export function folderFailure(error: unknown, folder: string): unknown {
  const code = errorCode(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return new StartFailure('disk-full', { folder }, error)
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT'].includes(code))
    return new StartFailure('folder-refused', { folder, reason: code }, error)
  return error
}
