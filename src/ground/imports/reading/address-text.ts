/** The address of a row's door from columns of its parts, as one text that `parseAddress` reads. */
import type { Piece } from '../roles.ts'

const order: readonly Piece[] = ['road', 'lane', 'house-number', 'estate', 'group', 'building', 'unit', 'floor', 'room']
const words: Partial<Record<Piece, string>> = {
  lane: '弄',
  'house-number': '号',
  group: '组',
  building: '号楼',
  unit: '单元',
  floor: '层',
  room: '室',
}

/** `阳光花园`, `3`, `2`, `501` make 阳光花园3号楼2单元501室; what carries its own word keeps it. */
export function joinPieces(pieces: Partial<Record<Piece, string>>): string {
  // In a village the house number follows the group and lane: there is no building to come after it.
  const village = pieces.building === undefined && pieces.room === undefined && pieces['house-number'] !== undefined
  const sequence = village ? (['estate', 'group', 'road', 'lane', 'house-number', 'floor'] as const) : order
  let text = ''
  for (const piece of sequence) {
    const said = pieces[piece]?.trim()
    if (!said || isNothing(said)) continue
    text += withWord(piece, said)
  }
  return text
}

function withWord(piece: Piece, said: string): string {
  const word = words[piece]
  return word && /^[0-9A-Za-z０-９-]+$/.test(said) ? said + word : said
}

function isNothing(text: string): boolean {
  return /^(?:无|\/|-+|—+|0)$/.test(text)
}
