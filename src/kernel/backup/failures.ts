/** Why a backup cannot be made or restored, said to the person at the console in both languages, with what to do next. */
const words = {
  damaged: {
    zh: '备份 {file} 已损坏或被改动（{part}）。什么也没有恢复：请换一份备份。',
    en: 'The backup {file} is damaged or was changed ({part}). Nothing was restored: use another backup.',
  },
  'other-format': {
    zh: '{file} 不是这个版本的邻里能读的备份。',
    en: '{file} is not a backup that this version of Linli can read.',
  },
  'passphrase-needed': {
    zh: '备份里的主密钥用口令封着。请设 LINLI_BACKUP_PASSPHRASE，或用 --key-file 给出当时的口令文件。',
    en: 'The master key in this backup is sealed with a passphrase. Set LINLI_BACKUP_PASSPHRASE, or give the file with it by --key-file.',
  },
  'passphrase-wrong': {
    zh: '口令不对，打不开备份里的主密钥。',
    en: 'The passphrase is wrong: the master key in the backup cannot be opened.',
  },
  'passphrase-short': {
    zh: '口令太短：至少 {least} 个字符。',
    en: 'The passphrase is too short: at least {least} characters.',
  },
  'key-needed': {
    zh: '这份备份里没有主密钥。请先把当时另存的 master.key 放进 {folder}，再恢复。',
    en: 'There is no master key in this backup. Put the master.key that was kept apart into {folder} first, then restore.',
  },
  'key-other': {
    zh: '{folder} 里的主密钥不是这份备份的主密钥。',
    en: 'The master key in {folder} is not the one of this backup.',
  },
  'not-empty': {
    zh: '{where} 里已经有数据（{table}）。备份只能恢复到空的文件夹或空的数据库：请用 LINLI_DATA 或 DATABASE_URL 指定一个新的。',
    en: 'There are data in {where} already ({table}). A backup is restored into an empty folder or database only: choose a new one with LINLI_DATA or DATABASE_URL.',
  },
  'other-tables': {
    zh: '{where} 的表比备份新（{module} 第 {number} 号改动）。请恢复到一个全新的文件夹或数据库，恢复后会自动升级。',
    en: 'The tables in {where} are newer than the backup (change {number} of {module}). Restore into a new folder or database; it is upgraded afterwards.',
  },
} as const satisfies Record<string, { zh: string; en: string }>

export type BackupFailureCode = keyof typeof words

/** `message` holds both languages, ready to print without a stack. */
export class BackupFailure extends Error {
  readonly code: BackupFailureCode

  constructor(code: BackupFailureCode, details: Record<string, string | number> = {}) {
    const fill = (text: string) => text.replace(/\{(\w+)\}/g, (hole, name: string) => String(details[name] ?? hole))
    super(`${fill(words[code].zh)}\n${fill(words[code].en)}`)
    this.name = 'BackupFailure'
    this.code = code
  }
}
