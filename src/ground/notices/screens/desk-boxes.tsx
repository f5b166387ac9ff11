/** Letter boxes in walking order, by stair, to be ticked off with a pencil: for households that no screen reaches. */
import { call } from '#kit/api.ts'
import { Page, PrintButton } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { listBoxes } from '../announcements/contract.ts'
import './poster.css'

export function Screen({ params }: { params: Record<string, string> }) {
  const text = useText()
  const id = params.id!
  const read = useRead(id, (signal) => call(listBoxes, { id }, { signal }), 'once')
  const shown = read.reply?.data
  if (read.refusal && !shown) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!shown) return <Loading />
  const places = [...new Set(shown.doors.map(({ place }) => place))]
  return (
    <Page
      title={text.say('announce.boxes')}
      lead={`${shown.title} · ${text.say('announce.doors', { n: shown.doors.length })}`}
      crumbs={[
        { label: text.say('announce.title'), href: '/desk/notices' },
        { label: shown.title, href: `/desk/notices/${id}` },
        { label: text.say('announce.boxes') },
      ]}
      actions={<PrintButton />}
    >
      {shown.more && <p>{text.say('announce.boxes-more')}</p>}
      <div class="boxes">
        {places.map((place) => (
          <section key={place}>
            <h2>{place || text.say('announce.scattered')}</h2>
            <ul>
              {shown.doors
                .filter((door) => door.place === place)
                .map((door) => (
                  <li key={door.id}>
                    <span class="tick" aria-hidden="true" />
                    {shortLabel(door)}
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Page>
  )
}

/** Under the heading of its stair a door needs only its number. */
function shortLabel({ place, label }: { place: string; label: string }): string {
  const stair = place.split(' ').at(-1) ?? ''
  return stair !== '' && label.startsWith(stair) && label.length > stair.length ? label.slice(stair.length) : label
}
