/** One inspection: her items in her order, what was found for each, and the pack. Nothing is written here: it is found. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Confirm, Dialog } from '#kit/dialog.tsx'
import { TextInput } from '#kit/input.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { save } from '#kit/transfer.ts'
import { useDo, useRead } from '#kit/use-data.ts'
import {
  attachPiece,
  detachPiece,
  type Item,
  type Piece,
  readInspection,
  removeInspection,
  searchPieces,
  takeInspection,
} from '../inspections/contract.ts'
import { blobOf } from './blob.ts'
import './evidence.css'

type Shown = Item & { pieces: Piece[] }

export function Screen({ params }: { params: Record<string, string> }) {
  const text = useText()
  const { route } = useLocation()
  const id = params.id ?? ''
  const [item, setItem] = useState<number>()
  const [removing, setRemoving] = useState(false)
  const read = useRead(id, (signal) => call(readInspection, { id }, { signal }))
  const take = useDo((_: object) => call(takeInspection, { id, language: text.language }))
  const remove = useDo((_: object, options) => call(removeInspection, { id }, options))
  const detach = useDo(({ at, piece }: { at: number; piece: Piece }, options) =>
    call(detachPiece, { id, item: at, kind: piece.kind, ref: piece.ref }, options),
  )
  const found = read.reply?.data
  if (read.refusal && !found) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!found) return <Loading />
  const filled = found.items.filter(({ pieces }) => pieces.length > 0).length
  return (
    <Page
      crumbs={[
        { label: text.say('matter.title'), href: '/desk/matters' },
        { label: text.say('inspection.title'), href: '/desk/inspections' },
        { label: found.title },
      ]}
      title={found.title}
      lead={`${found.inspector} · ${text.say('inspection.filled', { filled, items: found.items.length })}`}
      actions={
        <>
          <Button
            tone="primary"
            icon="download"
            busy={take.busy}
            onPress={async () => {
              const reply = await take.run({})
              if (reply) save({ blob: blobOf(reply.data), name: reply.data.name })
            }}
          >
            {text.say('evidence.take')}
          </Button>
          <Button onPress={() => setRemoving(true)}>{text.say('inspection.remove')}</Button>
        </>
      }
    >
      {[take, detach, remove].map(({ refusal }) => refusal && <ProblemNote key={refusal.code} refusal={refusal} />)}
      <p class="quiet">
        {text.say('evidence.words')} {text.say('evidence.registered')}
      </p>
      <ol class="plain-list inspection-items">
        {found.items.map((one, at) => (
          <li key={one.no}>
            <span class="digits inspection-number">{one.no}</span>
            <div class="inspection-item">
              <p>{one.text}</p>
              <PieceList item={one} onDetach={async (piece) => (await detach.run({ at, piece })) && read.reload()} />
            </div>
            <Button size="small" icon="search" label={text.say('inspection.find-for', { no: one.no })} onPress={() => setItem(at)}>
              {text.say('inspection.find')}
            </Button>
          </li>
        ))}
      </ol>
      {item !== undefined && (
        <Find
          id={id}
          at={item}
          item={found.items[item]!}
          onClose={() => setItem(undefined)}
          onDone={() => {
            setItem(undefined)
            read.reload()
          }}
        />
      )}
      <Confirm
        open={removing}
        title={text.say('inspection.remove')}
        verb={text.say('inspection.remove')}
        danger
        busy={remove.busy}
        onClose={() => setRemoving(false)}
        onConfirm={async () => (await remove.run({})) && route('/desk/inspections')}
      >
        {text.say('inspection.remove-what', { title: found.title })}
      </Confirm>
    </Page>
  )
}

function PieceList({ item, onDetach }: { item: Shown; onDetach: (piece: Piece) => void }) {
  const text = useText()
  if (item.pieces.length === 0) return <p class="small quiet">{text.say('evidence.nothing')}</p>
  return (
    <ul class="plain-list">
      {item.pieces.map((piece) => (
        <li key={piece.kind + piece.ref} class="inspection-piece">
          <Tag>{text.say(`piece.${piece.kind}`)}</Tag>
          {piece.title ? <PieceName piece={piece} /> : text.say('evidence.gone', { kind: text.say(`piece.${piece.kind}`) })}
          {piece.at && <span class="small quiet digits">{text.moment(piece.at, 'short')}</span>}
          <Button
            size="small"
            tone="quiet"
            icon="close"
            label={text.say('inspection.detach', { title: piece.title })}
            onPress={() => onDetach(piece)}
          />
        </li>
      ))}
    </ul>
  )
}

function PieceName({ piece }: { piece: Piece }) {
  if (piece.kind === 'matter') return <a href={`/desk/matters/${piece.ref}`}>{piece.title}</a>
  if (piece.kind === 'announcement') return <a href={`/desk/notices/${piece.ref}`}>{piece.title}</a>
  return <span>{piece.title}</span>
}

function Find({ id, at, item, onClose, onDone }: { id: string; at: number; item: Shown; onClose: () => void; onDone: () => void }) {
  const text = useText()
  const [words, setWords] = useState('')
  const search = useRead(
    words.trim().length < 2 ? undefined : words.trim(),
    (signal) => call(searchPieces, { text: words.trim() }, { signal }),
    'once',
  )
  const attach = useDo((piece: Piece, options) => call(attachPiece, { id, item: at, kind: piece.kind, ref: piece.ref }, options))
  const has = new Set(item.pieces.map(({ ref }) => ref))
  const pieces = words.trim().length < 2 ? [] : (search.reply?.data.pieces ?? []).filter(({ ref }) => !has.has(ref))
  return (
    <Dialog
      open
      title={`${item.no} · ${text.say('inspection.find')}`}
      onClose={onClose}
      actions={<Button onPress={onClose}>{text.say('kit.cancel')}</Button>}
    >
      <p class="quiet">{item.text}</p>
      <TextInput
        label={text.say('inspection.find-what')}
        placeholder={text.say('inspection.find-what')}
        icon="search"
        value={words}
        onInput={setWords}
        maxLength={60}
      />
      {(search.refusal ?? attach.refusal) && <ProblemNote refusal={(search.refusal ?? attach.refusal)!} />}
      {search.reply && words.trim().length >= 2 && pieces.length === 0 && !search.loading && (
        <EmptyState icon="search" title={text.say('inspection.found-none')} />
      )}
      <ul class="plain-list">
        {pieces.map((piece) => (
          <li key={piece.kind + piece.ref} class="inspection-piece">
            <Tag>{text.say(`piece.${piece.kind}`)}</Tag>
            <span>{piece.title}</span>
            {piece.at && <span class="small quiet digits">{text.moment(piece.at, 'short')}</span>}
            <Button size="small" busy={attach.busy} onPress={async () => (await attach.run(piece)) && onDone()}>
              {text.say('inspection.attach')}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
