-- A workbook brought in as sayings: understood, staged, looked at, applied, perhaps undone.
-- table: street
create table import (
  street_id bigint not null,
  id uuid not null,
  -- The community whose roster it is, grid digits 000.
  region_no bigint not null,
  file_id uuid not null,
  file_name text not null,
  state text not null check (state in ('understood', 'staging', 'staged', 'applying', 'applied', 'undoing', 'undone', 'failed')),
  -- Sheets with their layouts and how each column was understood; `plan` is what the clerk made of it.
  sheets jsonb not null,
  plan jsonb not null,
  source text not null,
  as_of date not null,
  counts jsonb not null default '{}',
  job_id uuid,
  login_id uuid not null,
  post_id uuid not null,
  at timestamptz not null,
  applied_at timestamptz,
  undone_at timestamptz,
  undone_by uuid,
  primary key (street_id, id)
);
create index import_by_time on import (street_id, region_no, at desc);

-- One row of the sheet, decided: what it would say, about whom, and what that would change. Invisible until applied.
-- `next` is the whole row to write when the subject's rev is still `rev`.
-- table: street
create table import_row (
  street_id bigint not null,
  import_id uuid not null,
  sheet int not null,
  row int not null,
  -- A row can speak of several people in one cell: `part` tells them apart.
  part int not null default 0,
  region_no bigint not null,
  verdict text not null check (verdict in ('new', 'changed', 'same', 'conflict', 'invalid', 'doubtful', 'elsewhere', 'skipped')),
  subject_id uuid,
  kind text not null,
  rev int not null default 0,
  -- Said values (identifiers sealed), and the same for twins.
  body jsonb not null,
  body_s jsonb,
  next jsonb,
  next_s jsonb,
  ties jsonb,
  sort text not null default '',
  search text[] not null default '{}',
  tokens jsonb,
  statement_id uuid not null,
  -- Outcomes by element, problems with column and remedy, and for doubtful rows the candidates with reasons.
  outcomes jsonb not null default '{}',
  problems jsonb not null default '[]',
  candidates jsonb,
  decision text,
  applied boolean not null default false,
  primary key (street_id, import_id, sheet, row, part)
);
create index import_row_by_verdict on import_row (street_id, import_id, verdict, sheet, row);

-- How headings were confirmed by the people of this street; the mapper learns from it.
-- table: street
create table learned_heading (
  street_id bigint not null,
  heading text not null,
  element text,
  times int not null,
  at timestamptz not null,
  primary key (street_id, heading)
);
