-- A round: doors in walking order for one post, from a day to a day. `lo` to `hi`: the regions its doors stand in.
-- table: street
create table round (
  street_id bigint not null,
  id uuid not null,
  lo bigint not null,
  hi bigint not null,
  title text not null,
  from_day date not null,
  to_day date not null,
  -- Who walks it now.
  post_id uuid not null,
  login_id uuid not null,
  by_post uuid not null,
  at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  primary key (street_id, id)
);
create index round_by_day on round (street_id, to_day) where ended_at is null;

-- Who had a round from when: what was captured is judged by it.
-- table: street
create table round_walker (
  street_id bigint not null,
  round_id uuid not null,
  from_at timestamptz not null,
  post_id uuid not null,
  login_id uuid not null,
  primary key (street_id, round_id, from_at),
  foreign key (street_id, round_id) references round (street_id, id)
);

-- A door of a round. Open: it is still to be knocked at, or once more. A door is open in one round only.
-- table: street
create table round_door (
  street_id bigint not null,
  round_id uuid not null,
  dwelling_id uuid not null,
  region_no bigint not null,
  place int not null,
  closed_at timestamptz,
  -- `over`: the round ended before anybody came.
  closed_how text check (closed_how in ('done', 'refused', 'moved-away', 'over')),
  last_outcome text,
  last_at timestamptz,
  come_back_at timestamptz,
  primary key (street_id, round_id, dwelling_id),
  foreign key (street_id, round_id) references round (street_id, id)
);
create unique index round_door_once on round_door (street_id, dwelling_id) where closed_at is null;

-- One knock. `at`: when, by the clock of the house. `seconds`: what its answers were reckoned to take, to measure the reckoning by.
-- table: street
create table visit (
  street_id bigint not null,
  id uuid not null,
  round_id uuid not null,
  dwelling_id uuid not null,
  region_no bigint not null,
  outcome text not null check (outcome in ('done', 'partly', 'nobody-home', 'refused', 'come-back', 'moved-away')),
  at timestamptz not null,
  come_back_at timestamptz,
  seconds int not null default 0,
  login_id uuid not null,
  post_id uuid not null,
  primary key (street_id, id)
);
create index visit_by_door on visit (street_id, dwelling_id, at desc);
create index visit_by_round on visit (street_id, round_id, at);

-- An item of an outbox that was kept, so that it is kept once. What waits for somebody's decision has its words sealed beside it until then.
-- table: street
create table visit_item (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  round_id uuid not null,
  dwelling_id uuid not null,
  subject_id uuid,
  kind text not null check (kind in ('visit', 'answer', 'refusal')),
  became text not null check (became in ('accepted', 'conflict', 'quarantined')),
  why text,
  elements text[] not null default '{}',
  slip_id uuid,
  body text,
  at timestamptz not null,
  said_at timestamptz not null,
  -- Of the post at capture.
  post_id uuid not null,
  -- Who sent it.
  login_id uuid not null,
  settled_at timestamptz,
  settled_by uuid,
  used boolean,
  primary key (street_id, id)
);
create index visit_item_waiting on visit_item (street_id, region_no, said_at) where became = 'quarantined' and settled_at is null;

-- An answer that met another one, said meanwhile. Both stay on record; which of them stands until it is settled, `stands` tells.
-- table: street
create table visit_conflict (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  dwelling_id uuid not null,
  subject_id uuid not null,
  element text not null,
  -- Statements: heard at the door, and the other; none when the other took the value away and no statement tells.
  heard_id uuid not null,
  other_id uuid,
  stands text not null check (stands in ('heard', 'other')),
  at timestamptz not null,
  login_id uuid not null,
  post_id uuid not null,
  settled_at timestamptz,
  settled_by uuid,
  side text check (side in ('heard', 'other')),
  primary key (street_id, id)
);
create index visit_conflict_open on visit_conflict (street_id, region_no, at) where settled_at is null;
create index visit_conflict_by_subject on visit_conflict (street_id, subject_id);
