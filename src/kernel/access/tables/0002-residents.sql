-- Logins of residents beside those of staff. A telephone is kept as a token under a key of the house and encrypted; whose it is stands in the
-- streets. A letter's login is made when its number is used, holds nothing, and goes when the letter is over.
alter table login alter column password_hash drop not null, alter column totp_secret drop not null;
alter table login
  add column kind text not null default 'staff',
  add column phone_token text,
  add column phone text,
  -- When the telephone last signed in.
  add column used_at timestamptz,
  -- Tries to say who she is, on this day.
  add column claims_on date,
  add column claims int not null default 0,
  add constraint login_ways check (case kind
    when 'staff' then password_hash is not null and totp_secret is not null and phone_token is null
    when 'phone' then phone_token is not null and phone is not null and password_hash is null and totp_secret is null
    when 'letter' then password_hash is null and totp_secret is null and phone_token is null
    else false end);
create unique index login_by_phone on login (phone_token);

-- In which streets a telephone is somebody's: read at sign-in, before any street is known. Says not whose.
-- table: local
create table login_street (
  phone_token text not null,
  street_id bigint not null,
  primary key (phone_token, street_id)
);

-- The code last sent to a telephone, as its HMAC, and how many there were today. One row for each number, whoever it belongs to.
-- table: local
create table phone_code (
  phone_token text primary key,
  code bytea not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  tries int not null default 0,
  on_day date not null,
  sent int not null default 1
);

-- Every session of a telephone ends, whoever it is for. A resident may end them who knows the token of the telephone, and do nothing else to sessions.
create function app_end_sessions(of_telephone text) returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  delete from session s using login l where l.id = s.login_id and l.phone_token = of_telephone
$$;

-- Numbers of letters, as their HMAC: found before any street is known.
-- table: local
create table answer_number (
  number text primary key,
  street_id bigint not null,
  letter_id uuid not null,
  expires_at timestamptz not null
);
