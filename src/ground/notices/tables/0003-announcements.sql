-- What everybody of an area is to know, from a day until a day; after it nobody is shown it. Its text is public: it names nobody.
-- table: street
create table announcement (
  street_id bigint not null,
  id uuid not null,
  -- The range its areas lie in.
  region_lo bigint not null,
  region_hi bigint not null,
  title text not null,
  body text not null,
  from_day date not null,
  until_day date not null,
  rev int not null,
  by_post uuid not null,
  at timestamptz not null,
  -- Taken down before its day, by whom and why.
  taken_at timestamptz,
  taken_by uuid,
  taken_why text,
  primary key (street_id, id),
  check (from_day <= until_day)
);
create index announcement_by_day on announcement (street_id, until_day desc);

-- table: street
create table announcement_area (
  street_id bigint not null,
  announcement_id uuid not null,
  place int not null,
  kind text not null check (kind in ('community', 'grid', 'estate', 'building')),
  -- The estate or building; a community or grid is its range.
  ref_id uuid,
  region_lo bigint not null,
  region_hi bigint not null,
  primary key (street_id, announcement_id, place),
  foreign key (street_id, announcement_id) references announcement (street_id, id),
  check ((ref_id is null) = (kind in ('community', 'grid')))
);
