-- Types of matters in the making. Published ones are definitions; a draft goes when it is published or thrown away.
-- table: street
create table type_draft (
  street_id bigint not null,
  id uuid not null,
  type_id text not null,
  -- Which version it was begun from (`shipped-1`, `street-2`); null where the type is new.
  from_edition text,
  body jsonb not null,
  -- Forms that came with it in a file and are not here yet; published with it.
  forms jsonb not null default '[]',
  -- Checked, and published by the house on this day.
  from_day date,
  rev int not null,
  at timestamptz not null,
  post_id uuid not null,
  primary key (street_id, id)
);
create unique index type_draft_by_type on type_draft (street_id, type_id);
create index type_draft_due on type_draft (street_id, from_day) where from_day is not null;

-- Indicators are counted type by type.
create index matter_by_type on matter (street_id, type_id, opened_at);
