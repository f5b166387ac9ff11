-- Looks at a person that she is not shown for now: a law closes them, or a victim's safety. With reason, last day and a second person who reviewed it;
-- without the review it falls away by itself. The looks themselves stay, and are shown from the day after.
-- table: street
create table look_closing (
  street_id bigint not null,
  id uuid not null,
  person_id uuid not null,
  -- Whose looks; nobody's in particular: everybody's.
  looker_id uuid,
  from_at timestamptz not null,
  to_at timestamptz,
  why text not null check (why in ('law', 'safety')),
  basis text not null,
  until_day date not null,
  at timestamptz not null,
  login_id uuid not null,
  post_id uuid not null,
  reviewed_at timestamptz,
  reviewed_by uuid,
  kept boolean,
  ended_at timestamptz,
  ended_by uuid,
  primary key (street_id, id)
);
create index look_closing_by_person on look_closing (street_id, person_id);
