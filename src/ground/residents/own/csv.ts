/** Lines as RFC 4180, opened by WPS and Excel as UTF-8; what a sheet would take for a formula is text. */
export type Line = readonly [string, string, string, string, string, string]

export function csvOf(lines: readonly Line[]): string {
  return `\ufeff${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`
}

function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
