/** What the embedded server is told: sized for a small machine that also runs Linli, durable, and silent about people. */
import { totalmem } from 'node:os'

export type Listening = { way: 'socket'; folder: string; port: number } | { way: 'loopback'; port: number }

/**
 * The whole of postgresql.conf, written at every start; an operator's own settings go into `local.conf` beside it, which wins.
 * Errors are not logged by the server (`log_min_messages = log` is above them): their texts quote the values of people; Linli sees them anyway.
 * @param durable false only in tests, where losing the database to a power cut costs nothing
 */
export function settingsText(listening: Listening, durable: boolean): string {
  const memoryMb = Math.round(totalmem() / 1_048_576)
  const settings: Record<string, string | number> = {
    listen_addresses: listening.way === 'loopback' ? `'127.0.0.1'` : `''`,
    unix_socket_directories: listening.way === 'socket' ? quote(listening.folder) : `''`,
    unix_socket_permissions: '0700',
    port: listening.port,
    max_connections: 60,
    shared_buffers: `${memoryMb >= 3500 ? 256 : 128}MB`,
    effective_cache_size: `${Math.max(256, Math.round(memoryMb / 2))}MB`,
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    jit: 'off',
    max_worker_processes: 4,
    max_parallel_workers_per_gather: 1,
    autovacuum_max_workers: 2,
    wal_level: 'minimal',
    max_wal_senders: 0,
    max_logical_replication_workers: 0,
    min_wal_size: '96MB',
    max_wal_size: '1GB',
    // Full pages are written as they are: packing them took an eighth of the work of an import, and what is committed day by day is small.
    wal_compression: 'off',
    checkpoint_timeout: '15min',
    fsync: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    password_encryption: `'scram-sha-256'`,
    timezone: `'UTC'`,
    log_timezone: `'UTC'`,
    lc_messages: `'C'`,
    default_text_search_config: `'pg_catalog.simple'`,
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_autovacuum_min_duration: -1,
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`)
  return `# Written by Linli at every start. Put your own settings into local.conf.\n${lines.join('\n')}\ninclude_if_exists 'local.conf'\n`
}

/** Who may sign in: over the private socket everybody who can reach it (its folder is 0700); over loopback only with the password. */
export function accessText(listening: Listening): string {
  return listening.way === 'socket' ? 'local all all trust\n' : 'host all all 127.0.0.1/32 scram-sha-256\n'
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
