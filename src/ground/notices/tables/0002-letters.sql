-- Letters printed together, in the order of walking.
-- table: street
create table letter_batch (
  street_id bigint not null,
  id uuid not null,
  region_lo bigint not null,
  region_hi bigint not null,
  at timestamptz not null,
  by_post uuid not null,
  printed_at timestamptz,
  primary key (street_id, id)
);

-- One sheet to one reader at one door, or to a household. What stands in it is the notices whose message it is. `no` is on the sheet: who rings says it.
-- table: street
create table letter (
  street_id bigint not null,
  id uuid not null,
  batch_id uuid not null,
  no bigint not null,
  region_no bigint not null,
  dwelling_id uuid not null,
  person_id uuid,
  place int not null,
  state text not null check (state in ('gathered', 'printed', 'handed', 'back')),
  reason text check (reason in ('moved', 'no-box', 'refused', 'unknown')),
  at timestamptz not null,
  primary key (street_id, id),
  foreign key (street_id, batch_id) references letter_batch (street_id, id)
);
create unique index letter_by_no on letter (street_id, no);
create index letter_by_batch on letter (street_id, batch_id, place);
create index letter_by_person on letter (street_id, person_id) where person_id is not null;

-- The last number that was given.
-- table: street
create table letter_number (
  street_id bigint primary key,
  last bigint not null
);
