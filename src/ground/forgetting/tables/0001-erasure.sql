-- Somebody who was erased: on whose order, on which ground, and how much went. What was known of her is gone; ids stay, as in the log.
-- table: street
create table erasure (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  -- The person, records that were merged into her, and households nobody else is left of.
  subjects uuid[] not null,
  ground text not null check (ground in ('purpose-ended', 'term-ended', 'consent-withdrawn', 'unlawful', 'other-law', 'deceased')),
  -- The request or provision it follows. Names nobody.
  reason text not null,
  state text not null check (state in ('ordered', 'done')),
  -- What was found to go; once it is done, what went.
  counts jsonb not null,
  -- Found before anything goes, so that a job that was cut off and begins again still knows them: workbooks she stands in, and those of whom a saying names her.
  files uuid[],
  refold uuid[],
  job_id uuid,
  login_id uuid not null,
  post_id uuid not null,
  at timestamptz not null,
  done_at timestamptz,
  primary key (street_id, id)
);
create index erasure_by_time on erasure (street_id, region_no, at desc);
