/** Line icons of one weight on a 20 px field. They accompany words and are hidden from readers that speak. */
const paths = {
  add: 'M10 4v12M4 10h12',
  announce: 'M3.5 8.5v3l2 .5 1 4h2l-1-3.7L14.5 15V5L6 8.2zM17 8.5v3',
  back: 'M12 4.5 6.5 10l5.5 5.5',
  ballot: 'M3.5 10.5h13v6h-13zM6.5 10.5v-7h7v7M8.5 6.5l1.2 1.2 2-2.4',
  book: 'M4 4.5h5.2c.5 0 .8.3.8.8v11c0-.5-.4-.8-.9-.8H4zM16 4.5h-5.2c-.5 0-.8.3-.8.8v11c0-.5.4-.8.9-.8H16z',
  building: 'M4.5 16.5v-13h7v13M11.5 8h4v8.5M3 16.5h14M7 6.5h2M7 9.5h2M7 12.5h2',
  calendar: 'M4 5h12v11.5H4zM4 8.5h12M7 3.5V6M13 3.5V6',
  check: 'm4.5 10.5 3.5 3.5 7.5-8',
  circle: 'M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12z',
  clock: 'M10 3.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM10 6.5V10l2.5 2',
  close: 'm5.5 5.5 9 9M14.5 5.5l-9 9',
  columns: 'M3.5 4.5h13v11h-13zM8 4.5v11M12 4.5v11',
  copy: 'M7 7h9v9.5H7zM13 7V3.5H4V13h3',
  door: 'M5.5 16.5v-13h9v13M3.5 16.5h13M12 10v.5',
  down: 'm5.5 8 4.5 4.5L14.5 8',
  download: 'M10 3.5v9M6.5 9.5 10 13l3.5-3.5M4 16.5h12',
  edit: 'm4 16 .7-3.2 8.6-8.6 2.5 2.5-8.6 8.6z',
  eye: 'M2.5 10c1.7-3.2 4.3-4.8 7.5-4.8s5.8 1.6 7.5 4.8c-1.7 3.2-4.3 4.8-7.5 4.8S4.2 13.2 2.5 10zM10 7.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z',
  file: 'M5 3.5h6.5L15 7v9.5H5zM11.5 3.5V7H15',
  filter: 'M3.5 5h13M6 10h8M8.5 15h3',
  forward: 'M8 4.5l5.5 5.5L8 15.5',
  help: 'M10 3.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 8.2c.1-1.2.9-1.9 2-1.9s2 .7 2 1.7c0 1.5-2 1.5-2 3M10 13.5v.2',
  home: 'm3.5 9.5 6.5-6 6.5 6M5.5 8v8.5h9V8M8.5 16.5v-4.5h3v4.5',
  inbox: 'M3.5 11h4l1 2h3l1-2h4M3.5 11l2-6.5h9l2 6.5v5h-13z',
  info: 'M10 3.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM10 9.2v4.3M10 6.5v.2',
  keyboard: 'M2.5 5.5h15v9h-15zM5.5 8.5h.1M8.5 8.5h.1M11.5 8.5h.1M14.5 8.5h.1M6.5 11.5h7',
  language: 'M3.5 5.5h7M7 3.5v2M9 5.5c-.6 2.8-2.5 5-5 6.2M5 7.8c.9 1.7 2.3 3.1 4 3.9M9.5 16.5l3.5-8 3.5 8M10.8 13.7h4.4',
  letter: 'M3 5.5h14v10H3zM3.5 6l6.5 5 6.5-5',
  link: 'M8.5 11.5a2.8 2.8 0 0 0 4 0l2.5-2.5a2.8 2.8 0 0 0-4-4l-1 1M11.5 8.5a2.8 2.8 0 0 0-4 0L5 11a2.8 2.8 0 0 0 4 4l1-1',
  lock: 'M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  matter: 'M10 3.5a6.5 6.5 0 1 1-5.6 3.2M4 3.5v3.4h3.4M10 7v3.2l2.2 1.3',
  menu: 'M3.5 5.5h13M3.5 10h13M3.5 14.5h13',
  more: 'M5 10h.1M10 10h.1M15 10h.1',
  moon: 'M15.5 12A6.3 6.3 0 0 1 8 4.5a6.3 6.3 0 1 0 7.5 7.5z',
  people:
    'M7.5 4a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM3 16c.2-2.9 2-4.5 4.5-4.5S11.8 13.1 12 16M13 4.5a2.2 2.2 0 0 1 0 4.3M14 11.8c1.8.5 2.9 2 3 4.2',
  person: 'M10 3.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM4.5 16.5c.3-3.2 2.5-5 5.5-5s5.2 1.8 5.5 5',
  phone: 'M6.5 3.5h7v13h-7zM9 14h2',
  print: 'M6 7.5v-4h8v4M6 13.5H3.5v-6h13v6H14M6 11.5h8v5H6z',
  report: 'M3.5 4.5h13v11h-13zM3.5 8h13M3.5 11.8h13M8 8v7.5',
  scales: 'M10 3.5v13M6.5 16.5h7M4 6h12M4 6l-2 5h4zM16 6l-2 5h4z',
  search: 'M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4zM12.7 12.7l3.8 3.8',
  service: 'M10 16.5c-3.8-2.8-6.5-5.2-6.5-8.2A3.4 3.4 0 0 1 10 6.7a3.4 3.4 0 0 1 6.5 1.6c0 3-2.7 5.4-6.5 8.2z',
  settings: 'M4 6h5M12.5 6H16M4 14h2.5M10 14h6M9 4.2h3.5v3.6H9zM6.5 12.2H10v3.6H6.5z',
  'sign-out': 'M11.5 4.5h-7v11h7M9 10h8M14 7l3 3-3 3',
  'text-size': 'M2.5 16 7 5l4.5 11M4.2 12h5.6M12.5 16l2.5-6.5 2.5 6.5M13.4 13.7h3.2',
  sun: 'M10 6.8a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4zM10 2.5v1.5M10 16v1.5M2.5 10H4M16 10h1.5M4.7 4.7l1 1M14.3 14.3l1 1M4.7 15.3l1-1M14.3 5.7l1-1',
  up: 'm5.5 12 4.5-4.5 4.5 4.5',
  upload: 'M10 13V4M6.5 7 10 3.5 13.5 7M4 16.5h12',
  walk: 'M4.5 15.5c0-3 11-1.5 11-4.5S5 9.5 5 6.8C5 4.8 8 4 10.5 4M4.5 15.5h.1M13 2.5 14.8 4 13 5.6',
  warning: 'M10 3.5 17 16H3zM10 8v4M10 13.8v.2',
} as const

export type IconName = keyof typeof paths

/** `label` only where no words stand beside it. */
export type IconProps = { name: IconName; label?: string }

export function Icon({ name, label }: IconProps) {
  return (
    <svg
      class="icon"
      viewBox="0 0 20 20"
      focusable="false"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : 'true'}
    >
      <path d={paths[name]} />
    </svg>
  )
}
