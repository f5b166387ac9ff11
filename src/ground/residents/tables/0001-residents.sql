-- A telephone that signs in for a person. Several persons may share one, one person may have several. The token is the house's, so that a telephone
-- is found at sign-in; the number is sealed under the street's key, for its tail on screens. Ended, it stays as a row with who and why.
-- table: street
create table binding (
  street_id bigint not null,
  id uuid not null,
  person_id uuid not null,
  phone_token text not null,
  phone text not null,
  -- The telephone on record; a claim a clerk confirmed; bound at the counter.
  how text not null check (how in ('matched', 'confirmed', 'counter')),
  at timestamptz not null,
  login_id uuid not null,
  post_id uuid not null,
  ended_at timestamptz,
  ended_by uuid,
  ended_why text check (ended_why in ('lost', 'reassigned', 'asked', 'wrong', 'own', 'lapsed')),
  primary key (street_id, id)
);
create unique index binding_open on binding (street_id, phone_token, person_id) where ended_at is null;
create index binding_by_person on binding (street_id, person_id);

-- Somebody knew name and number of a person but came with another telephone than the one on record: a clerk looks at the card.
-- table: street
create table claim (
  street_id bigint not null,
  id uuid not null,
  person_id uuid not null,
  login_id uuid not null,
  phone_token text not null,
  phone text not null,
  at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  hers boolean,
  primary key (street_id, id)
);
create unique index claim_waiting on claim (street_id, login_id, person_id) where decided_at is null;
create index claim_by_person on claim (street_id, person_id) where decided_at is null;

-- A letter with a number, to a person or to a door. The number itself is nowhere.
-- table: street
create table answer_letter (
  street_id bigint not null,
  id uuid not null,
  person_id uuid,
  dwelling_id uuid,
  at timestamptz not null,
  post_id uuid not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  primary key (street_id, id),
  check ((person_id is null) <> (dwelling_id is null))
);
create index answer_letter_by_person on answer_letter (street_id, person_id) where person_id is not null;

-- Somebody may act for somebody: chosen by her, or the guardian of a child. By a person of the street, or by a telephone and the name she gave it.
-- table: street
create table mandate (
  street_id bigint not null,
  id uuid not null,
  kind text not null check (kind in ('helper', 'guardian')),
  principal_id uuid not null,
  helper_id uuid,
  helper_token text,
  helper_phone text,
  helper_name text,
  scope text[] not null,
  from_day date not null,
  to_day date not null,
  channel text not null check (channel in ('online', 'counter')),
  -- The signed paper.
  paper_id uuid,
  at timestamptz not null,
  login_id uuid not null,
  post_id uuid not null,
  ended_at timestamptz,
  ended_by uuid,
  primary key (street_id, id),
  check ((helper_id is null) <> (helper_token is null)),
  check (channel = 'online' or paper_id is not null)
);
create index mandate_by_principal on mandate (street_id, principal_id);
create index mandate_by_helper on mandate (street_id, helper_id) where helper_id is not null;
create index mandate_by_phone on mandate (street_id, helper_token) where helper_token is not null;

-- Whom somebody claims to be, told by exact number and name only: nothing else of anybody can be learnt from it. Held to the street of the scope.
-- Her telephone is hers when it is on record, or was bound to her before it lapsed.
create function app_find_claimed(id_token text, claimed_name text, phone_lexeme text, of_telephone text)
returns table (person uuid, proven boolean, birth text)
language sql stable security definer rows 1
set search_path = pg_catalog, public, pg_temp
as $$
  select s.id, coalesce(s.search @@ quote_literal(phone_lexeme)::tsquery, false) or exists (
      select 1 from binding b
      where b.street_id = i.street_id and b.person_id = s.id and b.phone_token = of_telephone and b.ended_why = 'lapsed'), s.values->>'person.birth-date'
  from identifier i join subject s on s.street_id = i.street_id and s.id = i.subject_id
  where i.street_id = app_street() and i.kind = 'person.id-number' and i.token = id_token and s.kind = 'person'
    and s.merged_into is null and s.gone_on is null and s.values->>'person.name' = claimed_name
    and s.values->>'person.is-deceased' is distinct from 'true' and not s.values ? 'person.deceased-date'
$$;
