-- An emergency, from its announcement: what is collected for it is destroyed after it (突发事件应对法 2024 art. 72, 84–86). It ends by itself at
-- `expires_at`; going on needs another document, which is another row.
-- table: street
create table emergency (
  street_id bigint not null,
  id uuid not null,
  title text not null,
  -- The announcement it stands on, and its level.
  document text not null,
  level text not null,
  region_lo bigint not null,
  region_hi bigint not null,
  began_on date not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  -- What was destroyed: how many sayings of each element, never of whom.
  certificate jsonb,
  destroyed_at timestamptz,
  login_id uuid not null,
  post_id uuid not null,
  at timestamptz not null,
  primary key (street_id, id)
);

-- Somebody's information that is kept beyond its term, because a case needs it: why, and until when (个人信息保护法 19, 47 ¶2). It ends by itself.
-- table: street
create table hold (
  street_id bigint not null,
  id uuid not null,
  subject_id uuid not null,
  reason text not null,
  until_day date not null,
  login_id uuid not null,
  post_id uuid not null,
  at timestamptz not null,
  ended_at timestamptz,
  primary key (street_id, id)
);
create index hold_by_subject on hold (street_id, subject_id);
