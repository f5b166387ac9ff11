-- Who was told what her information is for, and in which version: the newest of each purpose. Whoever was told an older one is told again.
-- table: street
create table told (
  street_id bigint not null,
  subject_id uuid not null,
  purpose_id text not null,
  edition text not null,
  -- How it was said: on a form, at the door, at the counter, on her own page, on paper.
  way text not null,
  at timestamptz not null,
  post_id uuid not null,
  primary key (street_id, subject_id, purpose_id)
);
create index told_by_purpose on told (street_id, purpose_id, edition);
