-- Elements, code lists and every other definition the runtime reads. Shipped rows have street 0; a street's own edits are new versions beside them.
-- table: reference
create table definition (
  street_id bigint not null,
  kind text not null,
  id text not null,
  version int not null,
  origin text not null check (origin in ('shipped', 'street')),
  body jsonb not null,
  hash text not null,
  -- Place in the catalogue's own order.
  place int not null default 0,
  at timestamptz not null,
  retired_at timestamptz,
  primary key (street_id, kind, id, version)
);

-- One saying about one subject. Append-only for the application; only erasure deletes. A withdrawal is a row too.
-- table: street
create table statement (
  street_id bigint not null,
  id uuid not null,
  subject_id uuid not null,
  region_no bigint not null,
  source text not null,
  as_of date not null,
  said_at timestamptz not null,
  post_id uuid not null,
  -- The import, delivery, form or merge it came with.
  ref uuid,
  -- A person decided between rivals: it replaces instead of competing.
  decides boolean not null default false,
  withdraws uuid,
  -- Fingerprint of the whole saying under the street's key, where whole registers come again and again: equal words are found without being opened.
  digest text,
  body jsonb not null,
  primary key (street_id, id)
);
create index statement_by_subject on statement (street_id, subject_id, said_at, id);
create index statement_by_ref on statement (street_id, ref) where ref is not null;

-- The same words said again: a later saying of the same source that repeats an earlier one in full is kept as one short row, and what the words
-- said is as fresh as its day. It stands by itself: when the first saying is withdrawn, this one still says the same.
-- table: street
create table confirmation (
  street_id bigint not null,
  statement_id uuid not null,
  id uuid not null,
  region_no bigint not null,
  as_of date not null,
  said_at timestamptz not null,
  post_id uuid not null,
  ref uuid,
  withdrawn_at timestamptz,
  primary key (street_id, statement_id, id)
);

-- Sensitive and forbidden elements of the same saying, under their own policy.
-- table: street
create table statement_s (
  street_id bigint not null,
  id uuid not null,
  subject_id uuid not null,
  region_no bigint not null,
  body jsonb not null,
  primary key (street_id, id)
);
create index statement_s_by_subject on statement_s (street_id, subject_id);

-- What is known now. `values` by element; `meta.at` the sayings they came from [statement, source, as-of], `meta.of` which of them
-- (absent = the first), `meta.x` rivals waiting for a human.
-- table: street
create table subject (
  street_id bigint not null,
  id uuid not null,
  kind text not null,
  region_no bigint not null,
  rev int not null,
  values jsonb not null,
  meta jsonb not null,
  conflicts int not null default 0,
  -- Sort key: pinyin of a name, natural order of a place.
  sort text not null default '',
  search tsvector,
  merged_into uuid,
  gone_on date,
  primary key (street_id, id)
);
create index subject_by_region on subject (street_id, kind, region_no, sort, id);
create index subject_by_search on subject using gin (search);
create index subject_in_conflict on subject (street_id, kind, region_no) where conflicts > 0;

-- table: street
create table subject_s (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  values jsonb not null,
  meta jsonb not null,
  conflicts int not null default 0,
  primary key (street_id, id)
);

-- Exact identifiers, by token; one subject for each in a street.
-- table: street
create table identifier (
  street_id bigint not null,
  kind text not null,
  token text not null,
  subject_id uuid not null,
  primary key (street_id, kind, token)
);
create index identifier_by_subject on identifier (street_id, subject_id);

-- Relations of persons to dwellings with their periods: residence, registration, ownership, tenancy. Rebuilt with the person.
-- table: street
create table tie (
  street_id bigint not null,
  person_id uuid not null,
  kind text not null,
  dwelling_id uuid not null,
  region_no bigint not null,
  from_day date,
  to_day date,
  statement_id uuid not null,
  primary key (street_id, person_id, kind, dwelling_id, statement_id)
);
create index tie_by_dwelling on tie (street_id, dwelling_id, kind);

-- Wide columns that no query chooses rows by: measuring them costs more than all others together.
alter table statement alter column body set statistics 0;
alter table statement_s alter column body set statistics 0;
alter table subject alter column values set statistics 0, alter column meta set statistics 0, alter column search set statistics 0;
alter table subject_s alter column values set statistics 0, alter column meta set statistics 0;
