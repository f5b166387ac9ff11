-- The numbers of a month and community as they were told: small ones are in it already put together. Written once, never changed.
-- table: street
create table board_month (
  street_id bigint not null,
  -- Twelve digits and 000.
  region_no bigint not null,
  -- The first day of the month.
  month date not null,
  told jsonb not null,
  at timestamptz not null,
  primary key (street_id, region_no, month)
);

-- What somebody of the staff wrote for everybody: no words of residents.
-- table: street
create table public_answer (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  matter_id uuid not null,
  category jsonb not null,
  question text not null,
  answer text not null,
  at timestamptz not null,
  post_id uuid not null,
  taken_at timestamptz,
  taken_by uuid,
  primary key (street_id, id),
  foreign key (street_id, matter_id) references matter (street_id, id)
);
create index public_answer_by_region on public_answer (street_id, region_no, at) where taken_at is null;
create index public_answer_by_matter on public_answer (street_id, matter_id);
