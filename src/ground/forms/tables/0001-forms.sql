-- A filled form as it concerns one subject; rows of one filling share their id. What was said of elements stands in `statement` under this id as ref;
-- here is only which elements, and the answers to the form's own questions, which go on the day after `keep_until`.
-- table: street
create table form_answer (
  street_id bigint not null,
  id uuid not null,
  subject_id uuid not null,
  region_no bigint not null,
  form_id text not null,
  -- The edition that was filled: shipped or the street's own, and its number.
  origin text not null check (origin in ('shipped', 'street')),
  version int not null,
  channel text not null check (channel in ('counter', 'telephone', 'paper', 'door')),
  as_of date not null,
  at timestamptz not null,
  post_id uuid not null,
  elements text[] not null,
  local jsonb not null,
  keep_until date not null,
  primary key (street_id, id, subject_id)
);
create index form_answer_by_subject on form_answer (street_id, subject_id, at desc);
