-- Looks that are withheld for now from the person they were at, because a law or somebody's safety asks for it: one look, or all of one login at her.
-- They stand in the log as ever; only her own list leaves them out. It ends by itself, and where nobody else confirmed it in time too.
-- table: street
create table look_closing (
  street_id bigint not null,
  id uuid not null,
  subject_id uuid not null,
  region_no bigint not null,
  look_id uuid,
  closed_login_id uuid,
  reason text not null,
  basis text not null,
  until_at timestamptz not null,
  -- To be looked at by somebody else until then; otherwise it is over.
  review_by timestamptz not null,
  reviewed_at timestamptz,
  reviewer_login_id uuid,
  kept boolean,
  words text,
  ended_at timestamptz,
  login_id uuid not null,
  post_id uuid not null,
  at timestamptz not null,
  primary key (street_id, id),
  check ((look_id is null) <> (closed_login_id is null))
);
create index look_closing_by_subject on look_closing (street_id, subject_id);
