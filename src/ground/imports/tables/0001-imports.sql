-- A workbook brought in as sayings: understood, staged, looked at, applied, perhaps undone.
-- table: street
create table import (
  street_id bigint not null,
  id uuid not null,
  -- The community whose roster it is, grid digits 000.
  region_no bigint not null,
  file_id uuid not null,
  file_name text not null,
  state text not null check (state in
    ('reading', 'unreadable', 'understood', 'staging', 'staged', 'applying', 'applied', 'undoing', 'undone', 'dropped')),
  -- What the file is and how it is taken: sheets with columns and rows, estate of bare doors, notes. Samples in it are masked.
  plan jsonb not null,
  source text not null,
  as_of date not null,
  counts jsonb not null default '{}',
  -- How often it was applied: rows decided afterwards are written by the next time.
  rounds int not null default 0,
  job_id uuid,
  login_id uuid not null,
  post_id uuid not null,
  by_title text not null,
  at timestamptz not null,
  applied_at timestamptz,
  undone_at timestamptz,
  undone_by uuid,
  primary key (street_id, id)
);
create index import_by_time on import (street_id, region_no, at desc, id);

-- One row of the sheet, decided: what it says, about whom, and what that would change. Invisible until applied.
-- A row about somebody new is its body alone; for a known one `next` is the whole row to write while the subject's rev is still `rev`;
-- a row that only says again what one statement said names it in `repeats`.
-- table: street
create table import_row (
  street_id bigint not null,
  import_id uuid not null,
  sheet int not null,
  row int not null,
  -- A row can speak of several: the people of one cell, then its dwelling and its household.
  part int not null default 0,
  region_no bigint not null,
  verdict text not null check (verdict in ('new', 'changed', 'same', 'conflict', 'invalid', 'doubtful', 'elsewhere', 'skipped', 'joined')),
  kind text not null,
  subject_id uuid,
  rev int not null default 0,
  -- Nobody of this id stands yet.
  fresh boolean not null,
  statement_id uuid not null,
  repeats uuid,
  digest text,
  -- The door the row speaks of, and who or what it is about, for the eye.
  dwelling_id uuid,
  label text not null default '',
  -- A human decided: the saying replaces what stands.
  decides boolean not null default false,
  -- Said values with identifiers sealed, and the protected ones; `more` are further sayings about the same subject from later rows.
  body jsonb,
  body_s jsonb,
  more jsonb,
  next jsonb,
  next_s jsonb,
  ties jsonb,
  sort text not null default '',
  search text[],
  token_kinds text[],
  tokens text[],
  outcomes jsonb,
  problems jsonb,
  candidates jsonb,
  -- What a human said: same:<subject>, new, skip, take.
  decision text,
  -- Which applying writes it, from 0; a row is written when the import has been applied more often than that.
  round int not null default 0,
  -- Somebody else changed its subject before it could be written: it is judged again and waits.
  returned boolean not null default false,
  -- After undoing: somebody spoke of the subject later, and that stays.
  later boolean not null default false,
  primary key (street_id, import_id, sheet, row, part)
);
create index import_row_by_verdict on import_row (street_id, import_id, verdict, sheet, row, part);
create index import_row_with_problems on import_row (street_id, import_id, sheet, row, part) where problems is not null;

-- Estates, buildings and doors the rows name and the register lacks.
-- table: street
create table import_place (
  street_id bigint not null,
  import_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('estate', 'building', 'dwelling')),
  region_no bigint not null,
  key text not null,
  name text not null,
  label text not null,
  sort text not null,
  search text[] not null,
  estate_kind text,
  estate_id uuid,
  building_id uuid,
  unit text,
  floor int,
  -- How many rows name it, and the first of them.
  rows int not null,
  sheet int not null,
  row int not null,
  primary key (street_id, import_id, id)
);

-- How headings were confirmed by the people of this street; the mapper learns from it.
-- table: street
create table learned_heading (
  street_id bigint not null,
  heading text not null,
  -- null: confirmed as something that is not imported.
  element text,
  times int not null,
  at timestamptz not null,
  primary key (street_id, heading)
);

-- Wide columns that no query chooses rows by: measuring them costs more than all others together.
alter table import_row alter column body set statistics 0, alter column body_s set statistics 0, alter column more set statistics 0,
  alter column next set statistics 0, alter column next_s set statistics 0, alter column ties set statistics 0, alter column search set statistics 0,
  alter column tokens set statistics 0, alter column outcomes set statistics 0, alter column problems set statistics 0,
  alter column candidates set statistics 0, alter column label set statistics 0, alter column sort set statistics 0;

-- Statistics after bulk writing. The application owns no table, so these run as their owner; they measure and nothing else.
create function app_measure_staged() returns void language plpgsql security definer set search_path = public as $$
begin
  analyze import_row;
  analyze import_place;
end $$;
create function app_measure_written() returns void language plpgsql security definer set search_path = public as $$
begin
  analyze subject;
  analyze statement;
  analyze confirmation;
  analyze identifier;
  analyze tie;
  analyze dwelling;
end $$;
revoke all on function app_measure_staged(), app_measure_written() from public;
grant execute on function app_measure_staged(), app_measure_written() to linli_app;
