import { stat } from 'node:fs/promises'
import { Problem } from '#base/problem.ts'
import { readHead, wideWithoutMark } from './text-encoding.ts'

/** What a file really is, whatever its name says. `markup`: a web page or XML spreadsheet, often named .xls; `compound`: OLE, as old .xls and encrypted .xlsx are. */
export type FileKind = 'zip' | 'compound' | 'markup' | 'delimited'

const compoundMark = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])

/** Tells by the first bytes. Throws workbook.empty for no bytes at all and workbook.unknown-format for what is no table. */
export async function detectFileKind(path: string): Promise<FileKind> {
  if ((await stat(path)).size === 0) throw new Problem('workbook.empty')
  const head = await readHead(path, 65_536)
  if (head[0] === 0x50 && head[1] === 0x4b && head[2]! < 9) return 'zip'
  if (head.subarray(0, 8).equals(compoundMark)) return 'compound'
  const wide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  const start = head
    .toString(wide ? 'utf16le' : 'latin1', 0, 2048)
    .replace(/^(?:\ufeff|\ufffe|\u00ef\u00bb\u00bf)/, '')
    .trimStart()
  if (/^(?:<\?xml|<!doctype html|<html|<table|<meta|<head|<style|<body|<div|mime-version:|<workbook|<!--)/i.test(start)) return 'markup'
  if (/^(?:%PDF-|\{\\rtf|PK|Rar!|GIF8|%!PS)/.test(start)) throw new Problem('workbook.unknown-format', { why: 'signature' })
  if (!wide && hasControls(head) && !wideWithoutMark(head)) throw new Problem('workbook.unknown-format', { why: 'binary' })
  return 'delimited'
}

/** Bytes that no text of one or more bytes a character holds. */
function hasControls(head: Buffer): boolean {
  return head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27))
}
