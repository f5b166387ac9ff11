-- A sign-in. The password is hashed with argon2id; the one-time-code secret is encrypted under a key of the house.
-- table: local
create table login (
  id uuid primary key,
  name text not null unique,
  -- As it stands on screens and in the list of looks.
  shown_name text not null,
  password_hash text not null,
  totp_secret text not null,
  totp_step bigint not null default 0,
  failed int not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  created_at timestamptz not null,
  -- The password was given by somebody else and is to be changed by its owner.
  given boolean not null default false
);

-- A role over a region for a term. The only source of rights.
-- table: street
create table post (
  street_id bigint not null,
  id uuid not null,
  login_id uuid not null,
  person_id uuid,
  role text not null,
  title text not null,
  region_lo bigint not null,
  region_hi bigint not null,
  from_day date not null,
  to_day date,
  -- Ended before its term, from this moment on.
  ended_at timestamptz,
  ended_by uuid,
  primary key (street_id, id)
);
create index post_by_login on post (street_id, login_id);

-- Which streets a login has posts in: read at sign-in, before any street is known.
-- table: local
create table login_post (
  login_id uuid not null,
  street_id bigint not null,
  post_id uuid not null,
  primary key (login_id, street_id, post_id)
);

-- A session lives in one post at a time and dies with it. Only the hash of its token is kept.
-- table: local
create table session (
  token_hash bytea primary key,
  login_id uuid not null,
  stage text not null check (stage in ('password', 'full')),
  street_id bigint,
  post_id uuid,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_by_login on session (login_id);

-- Tries of one login to come in, for the one it belongs to: a sign-in she does not remember is how a stolen password shows.
-- Kept half a year (网络安全法 2016 art. 21); nobody else is shown them.
-- table: local
create table sign_in (
  id uuid primary key,
  login_id uuid not null,
  at timestamptz not null,
  outcome text not null check (outcome in ('in', 'password-wrong', 'code-wrong', 'locked')),
  address text not null,
  agent text not null
);
create index sign_in_by_login on sign_in (login_id, at desc);
