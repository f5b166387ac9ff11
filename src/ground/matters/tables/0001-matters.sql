-- What a transaction may see of matters beyond its area, set by one function before anything is read. Unset settings open nothing.
-- Parties this post acts for, so that a department sees what it was called to, wherever that lies; and what it belongs to, so that a complaint about
-- a unit is kept from everybody in it. Sealed matters stay closed unless the operation asked for them: lists, counts and searches never do.
create function app_parties() returns text[] language sql stable parallel safe as $$ select coalesce(nullif(current_setting('app.parties', true), '')::text[], '{}') $$;
create function app_belongs() returns text[] language sql stable parallel safe as $$ select coalesce(nullif(current_setting('app.belongs', true), '')::text[], '{}') $$;
create function app_sealed() returns boolean language sql stable parallel safe as $$ select coalesce(current_setting('app.sealed', true), '') = 'on' $$;
-- Matters that were found under their own policy: only of these are acts, reporters and co-handlers read and written.
create function app_matters() returns uuid[] language sql stable parallel safe as $$ select coalesce(nullif(current_setting('app.matters', true), '')::uuid[], '{}') $$;

-- Who is responsible besides communities and the street itself: offices of the street, departments, companies under contract.
-- table: street
create table unit (
  street_id bigint not null,
  id uuid not null,
  kind text not null check (kind in ('office', 'department', 'company')),
  name text not null,
  -- As duty lists name it, so that a match finds it.
  key text not null,
  phone text not null,
  rev int not null default 1,
  ended_on date,
  primary key (street_id, id)
);
create unique index unit_by_key on unit (street_id, key) where ended_on is null;

-- Posts that act for a unit.
-- table: street
create table unit_post (
  street_id bigint not null,
  unit_id uuid not null,
  post_id uuid not null,
  from_at timestamptz not null,
  ended_at timestamptz,
  primary key (street_id, unit_id, post_id),
  foreign key (street_id, unit_id) references unit (street_id, id)
);
create index unit_post_by_post on unit_post (street_id, post_id);

create function app_begin_matters(post uuid, parties text[], belongs text[], sealed boolean) returns text[] language sql volatile as $$
  with units as (
    select coalesce(array_agg('unit:' || u.unit_id), '{}') as parties from unit_post u join unit on unit.street_id = u.street_id and unit.id = u.unit_id
    where u.street_id = app_street() and u.post_id = post and u.ended_at is null and unit.ended_on is null)
  select (set_config('app.parties', (app_begin_matters.parties || units.parties)::text, true)
    || left(set_config('app.belongs', (app_begin_matters.belongs || units.parties)::text, true), 0)
    || left(set_config('app.sealed', case when sealed then 'on' else '' end, true), 0)
    || left(set_config('app.matters', '', true), 0))::text[]
  from units
$$;

-- Human numbers are handed out in blocks, so that those who open matters do not wait for one another. Slot 0 gives the blocks; gaps are allowed.
-- table: street
create table matter_number (
  street_id bigint not null,
  year int not null,
  slot int not null,
  next int not null,
  until int not null,
  primary key (street_id, year, slot)
);

-- One row for each matter, rewritten with every act from the fold of its acts: what worklists, rates and outside interfaces read. No personal words.
-- table: street
create table matter (
  street_id bigint not null,
  id uuid not null,
  number text not null,
  region_no bigint not null,
  type_id text not null,
  type_origin text not null check (type_origin in ('shipped', 'street')),
  type_version int not null,
  category text not null,
  channel text not null,
  subject_id uuid,
  stand text not null check (stand in ('received', 'in-hand', 'answered', 'closed')),
  outcome text check (outcome in ('confirmed', 'ruled', 'refused', 'merged')),
  reason text,
  lead text not null,
  place text not null,
  holder_post uuid,
  -- Lead, place and those called in: they see it wherever it lies.
  parties text[] not null,
  -- The first clock that is over of those that run, and which.
  due_at timestamptz,
  due_what text,
  -- When the house itself has something to do: close by rule, escalate, go on after a pause.
  act_at timestamptz,
  paused boolean not null default false,
  raised text check (raised in ('street', 'head')),
  opened_at timestamptz not null,
  responded_at timestamptz,
  response_by timestamptz,
  response_late boolean not null default false,
  answered_at timestamptz,
  resolve_by timestamptz,
  resolve_late boolean not null default false,
  closed_at timestamptz,
  moved_at timestamptz not null,
  dispatched boolean not null default false,
  returned int not null default 0,
  reopened int not null default 0,
  reporters int not null default 0,
  solved int not null default 0,
  unsolved int not null default 0,
  satisfied int not null default 0,
  rated int not null default 0,
  merged_into uuid,
  from_id uuid,
  -- Sealed kinds, and from whom it is kept besides those without the right: `login:`, `community:`, `unit:`.
  sealed boolean not null default false,
  barred text[] not null default '{}',
  -- The words go on the day after; null while it lives.
  keep_until date,
  -- The number of its last act.
  rev int not null,
  primary key (street_id, id),
  check ((stand = 'closed') = (outcome is not null))
);
create unique index matter_by_number on matter (street_id, number);
create index matter_open_by_due on matter (street_id, due_at, id) where stand <> 'closed';
create index matter_open_by_lead on matter (street_id, lead, due_at, id) where stand <> 'closed';
create index matter_open_by_region on matter (street_id, region_no, due_at, id) where stand <> 'closed';
create index matter_by_region on matter (street_id, region_no, opened_at);
create index matter_by_subject on matter (street_id, subject_id) where subject_id is not null;
create index matter_to_act on matter (street_id, act_at) where act_at is not null;
create index matter_to_forget on matter (street_id, keep_until) where keep_until is not null;

-- What happened, append-only. `body` holds codes, ids and moments: the state is folded from it. `words` is what people wrote; it can be taken away.
-- table: street
create table act (
  street_id bigint not null,
  matter_id uuid not null,
  seq int not null,
  kind text not null,
  at timestamptz not null,
  post_id uuid not null,
  body jsonb not null,
  words jsonb not null default '{}',
  primary key (street_id, matter_id, seq),
  foreign key (street_id, matter_id) references matter (street_id, id)
);
alter table act alter column body set statistics 0, alter column words set statistics 0;

-- Everybody who reported, also when hers was merged into another: `current_id` is where she is counted now.
-- table: street
create table matter_reporter (
  street_id bigint not null,
  id uuid not null,
  matter_id uuid not null,
  current_id uuid not null,
  region_no bigint not null,
  channel text not null check (channel in ('phone', 'counter', 'telephone', 'letter', 'hotline', 'helper', 'door')),
  person_id uuid,
  -- Somebody of whom the register knows nothing: name and telephone, sealed under the street's key.
  contact text,
  -- Not named to the public, nor to the lead.
  unnamed boolean not null default false,
  sealed boolean not null default false,
  at timestamptz not null,
  primary key (street_id, id),
  foreign key (street_id, matter_id) references matter (street_id, id)
);
create index matter_reporter_by_matter on matter_reporter (street_id, matter_id);
create index matter_reporter_by_current on matter_reporter (street_id, current_id);
create index matter_reporter_by_person on matter_reporter (street_id, person_id) where person_id is not null;

-- Those called in, with their own clocks and what the place said of it: what departments are judged by.
-- table: street
create table matter_party (
  street_id bigint not null,
  matter_id uuid not null,
  party text not null,
  since timestamptz not null,
  arrive_by timestamptz,
  arrived_at timestamptz,
  people int,
  finish_by timestamptz,
  done_at timestamptz,
  verdict text check (verdict in ('good', 'late', 'without-power', 'absent')),
  -- Called by mistake: it is not counted.
  let_go boolean not null default false,
  primary key (street_id, matter_id, party),
  foreign key (street_id, matter_id) references matter (street_id, id)
);
create index matter_party_open on matter_party (street_id, party, since) where done_at is null and not let_go;

-- Looks for matters under their own policy, and opens what is found for the rest of the transaction.
create function app_open_matters(ids uuid[]) returns uuid[] language sql volatile as $$
  select set_config('app.matters', (app_matters() || coalesce(array_agg(id), '{}'))::text, true)::uuid[] from matter
  where street_id = app_street() and id = any(ids) and not id = any(app_matters())
$$;
