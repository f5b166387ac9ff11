-- Two records that were found to be the same person. Undone by a row with who and when; `before` keeps what the merge moved, so that un-merging restores it exactly.
-- table: street
create table merge (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  kept_id uuid not null,
  gone_id uuid not null,
  reasons jsonb not null,
  by_post uuid not null,
  at timestamptz not null,
  undone_by uuid,
  undone_at timestamptz,
  primary key (street_id, id)
);
create index merge_by_person on merge (street_id, kept_id);

-- Pairs a person looked at and found different, so that they are not asked again.
-- table: street
create table different (
  street_id bigint not null,
  a_id uuid not null,
  b_id uuid not null,
  by_post uuid not null,
  at timestamptz not null,
  primary key (street_id, a_id, b_id)
);
