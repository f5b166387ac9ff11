-- The asker's side of a request to many streets, in the asker's own jurisdiction: terms, its workbook as it was understood, whom it goes to.
-- Each street asked keeps a request of its own under the same id; a demand and its requests never stand in one row.
-- table: street
create table demand (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  title text not null,
  asker text not null,
  due_on date,
  basis text,
  basis_file_id uuid,
  purpose text,
  -- A form of a statistical survey, which must bear number and validity (统计法 2024 art. 17).
  survey boolean not null default false,
  form_no text,
  form_valid_to date,
  period text not null default 'once' check (period in ('once', 'weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly')),
  file_id uuid not null,
  file_name text not null,
  sheets jsonb not null,
  plan jsonb not null,
  streets bigint[] not null default '{}',
  state text not null check (state in ('draft', 'submitted', 'admitted', 'refused', 'withdrawn', 'closed')),
  -- The period before this one.
  follows uuid,
  login_id uuid not null,
  post_id uuid not null,
  at timestamptz not null,
  submitted_at timestamptz,
  decided_at timestamptz,
  decided_by uuid,
  decision_note text,
  ended_at timestamptz,
  primary key (street_id, id)
);
create index demand_by_time on demand (street_id, region_no, at desc);

-- How the demand stands in one street that was asked: states and counts, nothing of anybody.
-- table: street
create table demand_street (
  street_id bigint not null,
  demand_id uuid not null,
  target bigint not null,
  region_no bigint not null,
  state text not null check (state in ('waiting', 'sent', 'received', 'filled', 'merged', 'objected', 'sent-back', 'returned')),
  counts jsonb not null default '{}',
  -- Communities that sign for their part, and those that did.
  parts int not null default 0,
  signed int not null default 0,
  heard_at timestamptz,
  primary key (street_id, demand_id, target),
  foreign key (street_id, demand_id) references demand (street_id, id)
);

-- What came back from a street: immutable, with who signed it off there. The bytes go at the recall date; the row and the hash stay.
-- table: street
create table demand_return (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  demand_id uuid not null,
  target bigint not null,
  file_id uuid not null,
  sha256 text not null,
  counts jsonb not null,
  -- Of each roster the rows in which somebody stands.
  spans jsonb not null,
  subjects int not null,
  as_of date not null,
  -- Names of the communities that had not signed for their part when it was returned.
  unsigned text[] not null,
  signed_by text not null,
  signed_at timestamptz not null,
  recall_on date not null,
  at timestamptz not null,
  primary key (street_id, id),
  foreign key (street_id, demand_id) references demand (street_id, id)
);
create index demand_return_by_demand on demand_return (street_id, demand_id, target, at desc);

-- What was made of the returns for the asker: one workbook in its own layout, or what changed since the period before. Immutable.
-- table: street
create table demand_book (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  demand_id uuid not null,
  kind text not null check (kind in ('whole', 'difference')),
  file_id uuid not null,
  sha256 text not null,
  returns uuid[] not null,
  -- Streets of which nothing was there to put in.
  lacking bigint[] not null,
  subjects int not null,
  recall_on date not null,
  login_id uuid not null,
  post_id uuid not null,
  at timestamptz not null,
  primary key (street_id, id),
  foreign key (street_id, demand_id) references demand (street_id, id)
);
create index demand_book_by_demand on demand_book (street_id, demand_id, at desc);
alter table export_register add column demand_id uuid;

-- In the street: where a request came from. Its id is that of the demand in the jurisdiction that asked.
alter table request add column demand_from bigint;
alter table request drop constraint request_state_check;
alter table request add constraint request_state_check
  check (state in ('reading', 'received', 'filling', 'filled', 'delivered', 'merged', 'objected', 'sent-back', 'withdrawn'));
alter table request add column survey boolean not null default false;
-- It is asked of the whole street and names nobody: every community may read it, the street alone changes it.
alter table request add column for_all boolean not null default false;

alter table delivery add column spans jsonb not null default '[]';
alter table delivery add column subjects int not null default 0;

-- A community's part of a delivery that covers several.
-- table: street
create table delivery_part (
  street_id bigint not null,
  delivery_id uuid not null,
  region_no bigint not null,
  request_id uuid not null,
  subjects int not null,
  counts jsonb not null,
  primary key (street_id, delivery_id, region_no),
  foreign key (street_id, delivery_id) references delivery (street_id, id)
);

-- Who answers for a delivery: a community for its part, the street for the whole. What is filled anew is signed anew.
-- table: street
create table sign_off (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  request_id uuid not null,
  delivery_id uuid not null,
  whole boolean not null,
  -- Names of the communities that had not signed when the street signed the whole.
  unsigned text[] not null default '{}',
  title text not null,
  login_id uuid not null,
  post_id uuid not null,
  at timestamptz not null,
  primary key (street_id, id),
  foreign key (street_id, delivery_id) references delivery (street_id, id)
);
create unique index sign_off_once on sign_off (street_id, delivery_id, region_no, whole);

alter table handover drop constraint handover_way_check;
alter table handover add constraint handover_way_check check (way in ('wechat', 'platform', 'mail', 'paper', 'other', 'returned'));
