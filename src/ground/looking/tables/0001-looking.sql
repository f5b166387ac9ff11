-- One person or household opened for a while beyond one's area or caps: by whom, why, until when; and what somebody else said of it afterwards.
-- table: street
create table glass (
  street_id bigint not null,
  id uuid not null,
  -- Where the person belongs: whose reviewers see it.
  region_no bigint not null,
  person_id uuid not null,
  -- Everything that it opens: persons, and with a household its door and its record.
  subjects uuid[] not null,
  reason text not null,
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  closed_at timestamptz,
  login_id uuid not null,
  post_id uuid not null,
  review_by date not null,
  reviewed_at timestamptz,
  reviewer_login_id uuid,
  justified boolean,
  words text,
  primary key (street_id, id)
);
create index glass_by_login on glass (street_id, login_id, opened_at desc);
create index glass_by_time on glass (street_id, region_no, opened_at desc);

-- That somebody responsible let a post open what is protected of a child, for a while (未成年人网络保护条例 36).
-- table: street
create table approval (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  subject_id uuid not null,
  reason text not null,
  asked_at timestamptz not null,
  login_id uuid not null,
  post_id uuid not null,
  decided_at timestamptz,
  decider_login_id uuid,
  granted boolean,
  until_at timestamptz,
  words text,
  primary key (street_id, id)
);
create index approval_by_subject on approval (street_id, subject_id, asked_at desc);
create index approval_open on approval (street_id, region_no) where decided_at is null;

-- Who is behind a number and a name, or behind an id, with those who live with her: what a glass opens. Both have to be right; ids come back, no values.
create function app_open_glass(subject uuid, number_token text, phone_lexeme text, claimed_name text, whole boolean)
returns table (person uuid, region bigint, ids uuid[])
language sql stable security definer rows 1
set search_path = pg_catalog, public, pg_temp
as $$
  with found as (
    select s.id from subject s where s.street_id = app_street() and s.id = subject
    union
    select i.subject_id from identifier i where i.street_id = app_street() and i.kind = 'person.id-number' and i.token = number_token
    union
    select s.id from subject s
    where s.street_id = app_street() and (s.search || array_to_tsvector(array['r' || (s.region_no / 1000)::text])) @@ quote_literal(phone_lexeme)::tsquery
  ), her as (
    select s.id, s.region_no from found join subject s on s.street_id = app_street() and s.id = found.id
    where s.kind = 'person' and s.merged_into is null and s.gone_on is null and (subject is not null or s.values->>'person.name' = claimed_name)
    limit 1
  ), home as (
    select t.dwelling_id as id from her join tie t on t.street_id = app_street() and t.person_id = her.id
    where whole and t.kind = 'person.residence' and t.to_day is null limit 1
  )
  select her.id, her.region_no, array(
    select her.id union select id from home
    union select h.id from household h join home on home.id = h.dwelling_id where h.street_id = app_street() and h.to_day is null
    union select t.person_id from tie t join home on home.id = t.dwelling_id
      where t.street_id = app_street() and t.kind = 'person.residence' and t.to_day is null
  ) from her
$$;
