-- Long work with its progress, as its starter sees it. The queue itself is graphile-worker's.
-- table: street
create table job (
  street_id bigint not null,
  id uuid not null,
  kind text not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  stage text not null default '',
  done bigint not null default 0,
  total bigint not null default 0,
  input jsonb not null,
  result jsonb,
  problem jsonb,
  login_id uuid not null,
  post_id uuid not null,
  region_lo bigint not null,
  region_hi bigint not null,
  at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  cancel_at timestamptz,
  primary key (street_id, id)
);
