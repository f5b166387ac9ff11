/** The community at a glance: estates, villages, grids with their teams. The first step to a wall. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { listCommunities, listEstates } from '#ground/places/contract.ts'
import { EstateDialog } from '#ground/places/screens/estate-dialog.tsx'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { Select } from '#kit/input.tsx'
import { EmptyState, Page, Section } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { useText } from '#kit/text-context.tsx'
import { UnreadNote } from '#kit/unread-note.tsx'
import { useRead } from '#kit/use-data.ts'
import { teamOf } from './team.ts'
import '#ground/people/screens/homes.css'

export function Screen({ query }: { query: Record<string, string> }) {
  const text = useText()
  const communities = useRead('communities', (signal) => call(listCommunities, {}, { signal }), 'ticking')
  const list = communities.reply?.data.communities
  const { route } = useLocation()
  const [drawing, setDrawing] = useState(false)
  const may = communities.reply?.may.includes('place.change') ?? false
  const current = list?.find((one) => String(one.region) === query.region) ?? list?.find((one) => one.doors > 0) ?? list?.[0]
  const region = current?.region
  if (communities.refusal && !list) return <ProblemPage refusal={communities.refusal} onRetry={communities.reload} />
  if (!list) return <Loading />
  return (
    <Page
      title={current?.name ?? text.say('estates.title')}
      lead={
        current &&
        text.say('estates.lead', {
          people: text.number(current.people),
          doors: text.number(current.doors),
          premises: text.number(current.premises),
        })
      }
      actions={
        <>
          {list.length > 1 && (
            <Select
              label={text.say('estates.community')}
              value={String(region)}
              onChange={(value) => route(`/desk/estates?region=${value}`, true)}
              options={list.map((one) => ({ value: String(one.region), label: one.name }))}
            />
          )}
          <LinkButton href={`/desk/premises${region === undefined ? '' : `?region=${region}`}`}>{text.say('estates.premises')}</LinkButton>
          {region !== undefined && <LinkButton href={`/desk/grids?region=${region}`}>{text.say('grids.title')}</LinkButton>}
          {may && region !== undefined && (
            <Button tone="primary" icon="add" onPress={() => setDrawing(true)}>
              {text.say('places.new-estate')}
            </Button>
          )}
        </>
      }
    >
      {list.length === 0 ? <NoEstates /> : region !== undefined && <Community region={region} may={may} />}
      {drawing && region !== undefined && (
        <EstateDialog region={region} onClose={() => setDrawing(false)} onDone={(id) => route(`/desk/estates/${id}/edit`)} />
      )}
    </Page>
  )
}

function Community({ region, may }: { region: number; may: boolean }) {
  const text = useText()
  const { route } = useLocation()
  const read = useRead(String(region), (signal) => call(listEstates, { region }, { signal }), 'ticking')
  const data = read.reply?.data
  if (read.refusal) return <UnreadNote refusal={read.refusal} onRetry={read.reload} />
  if (!data) return <Loading />
  return (
    <>
      <Section
        title={text.say('estates.estates')}
        actions={
          (data.scattered > 0 || may) && (
            <LinkButton size="small" href={`/desk/scattered/${region}`}>
              {text.say('estates.scattered', { n: data.scattered })}
            </LinkButton>
          )
        }
      >
        {data.estates.length === 0 && <NoEstates />}
        <ul class="place-cards">
          {data.estates.map((estate) => (
            <li key={estate.id}>
              <a class="door-card place-card estate-card" href={`/desk/estates/${estate.id}`}>
                <span>{estate.name}</span>
                <span class="quiet">
                  {estate.buildings > 0 ? text.say('estates.buildings', { n: estate.buildings }) : text.say('estates.village')} ·{' '}
                  {text.say('estates.doors', { n: text.number(estate.doors) })} ·{' '}
                  {text.say('estates.people', { n: text.number(estate.people) })}
                </span>
              </a>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={text.say('estates.grids')}>
        <Table
          label={text.say('estates.grids')}
          rows={data.grids}
          rowId={(grid) => grid.id}
          empty={text.say('estates.no-grids')}
          onOpen={(grid) => route(`/desk/grids/${grid.id}`)}
          columns={[
            {
              id: 'name',
              label: text.say('estates.grid'),
              text: (grid) => grid.name,
              show: (grid) => <a href={`/desk/grids/${grid.id}`}>{grid.name}</a>,
              head: true,
              width: '12rem',
            },
            { id: 'doors', label: text.say('estates.door-count'), text: (grid) => text.number(grid.doors), align: 'end', width: '6rem' },
            {
              id: 'premises',
              label: text.say('estates.premises'),
              text: (grid) => text.number(grid.premises),
              align: 'end',
              width: '6rem',
            },
            { id: 'team', label: text.say('estates.team'), text: (grid) => teamOf(text, grid.members) },
          ]}
        />
      </Section>
    </>
  )
}

function NoEstates() {
  const text = useText()
  return (
    <EmptyState
      icon="building"
      title={text.say('estates.none')}
      actions={<LinkButton href="/desk/imports">{text.say('estates.import')}</LinkButton>}
    >
      {text.say('estates.none-lead')}
    </EmptyState>
  )
}
