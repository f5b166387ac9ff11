-- What somebody said to a purpose that stands on her consent (个人信息保护法 arts. 14–16, 29, 31): yes, or that she takes it back. Only added to; the newest word of a
-- purpose counts. It goes with the person.
-- table: street
create table consent (
  street_id bigint not null,
  id uuid not null,
  subject_id uuid not null,
  purpose_id text not null,
  -- The version of the purpose, and so of the notice, that she was told.
  edition text not null,
  -- What she agreed to have kept; of a withdrawal, none.
  elements text[] not null,
  given boolean not null,
  as_whom text not null check (as_whom in ('self', 'guardian', 'helper')),
  way text not null check (way in ('counter', 'telephone', 'paper', 'door', 'own-page')),
  login_id uuid not null,
  post_id uuid not null,
  at timestamptz not null,
  primary key (street_id, id)
);
create index consent_by_subject on consent (street_id, subject_id, purpose_id, at desc);
