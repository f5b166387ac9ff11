-- What was done: one row for every action, with ids and field names, never values. Actions insert; the sealer numbers and chains.
-- table: street
create table log (
  street_id bigint not null,
  at timestamptz not null,
  id uuid not null,
  login_id uuid not null,
  post_id uuid not null,
  action text not null,
  events jsonb not null,
  seq bigint,
  prev bytea,
  hash bytea,
  primary key (street_id, at, id)
) partition by range (at);
create table log_rest partition of log default;
create index log_unsealed on log (street_id, at, id) where seq is null;
create index log_by_seq on log (street_id, seq) where seq is not null;

-- Who read what of whom, and why. A look holds ids when there are at most 200, otherwise the filter that chose them.
-- table: street
create table look (
  street_id bigint not null,
  at timestamptz not null,
  id uuid not null,
  login_id uuid not null,
  post_id uuid not null,
  view text not null,
  subjects uuid[] not null,
  filter jsonb,
  fields text[] not null,
  reason text,
  sensitive boolean not null,
  seq bigint,
  prev bytea,
  hash bytea,
  primary key (street_id, at, id)
) partition by range (at);
create table look_rest partition of look default;
create index look_unsealed on look (street_id, at, id) where seq is null;
create index look_by_seq on look (street_id, seq) where seq is not null;
create index look_by_subject on look using gin (subjects);
create index look_by_login on look (street_id, login_id, at) where sensitive;

-- Where each chain ends. The same heads are written outside the database, so that a cut tail shows.
-- table: street
create table seal_head (
  street_id bigint not null,
  chain text not null,
  seq bigint not null,
  hash bytea not null,
  primary key (street_id, chain)
);

-- A key of one login with the hash of what was sent; kept 35 days. The reply of an action is ids, states and counts, never values of people.
-- table: street
create table idempotency (
  street_id bigint not null,
  login_id uuid not null,
  key text not null,
  hash bytea not null,
  at timestamptz not null,
  reply jsonb not null,
  primary key (street_id, login_id, key)
);
create index idempotency_by_age on idempotency (at);
