-- What an inspector asks to see: her own list, in her own words and numbering, as it was brought here. What answers it is not written but found.
-- table: street
create table inspection (
  street_id bigint not null,
  id uuid not null,
  -- Where the post that began it answers: the first region of its area.
  region_no bigint not null,
  title text not null,
  inspector text not null,
  -- In her order: `{ no, text }`.
  items jsonb not null,
  login_id uuid not null,
  post_id uuid not null,
  at timestamptz not null,
  primary key (street_id, id)
);
create index inspection_by_day on inspection (street_id, at desc);

-- What was found for an item: something that stands in the house anyway. `item`: its place in the list, from 0.
-- table: street
create table inspection_piece (
  street_id bigint not null,
  inspection_id uuid not null,
  region_no bigint not null,
  item int not null,
  kind text not null check (kind in ('matter', 'announcement', 'delivery')),
  ref_id uuid not null,
  post_id uuid not null,
  at timestamptz not null,
  primary key (street_id, inspection_id, item, kind, ref_id),
  foreign key (street_id, inspection_id) references inspection (street_id, id) on delete cascade
);
