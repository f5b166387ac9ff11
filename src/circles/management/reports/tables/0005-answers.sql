-- What comes down with a demand (权随事转、人随事转、费随事转): whose money, whose people, by which authority.
alter table demand add column money text;
alter table demand add column people text;
alter table demand add column powers text;
alter table request add column money text;
alter table request add column people text;
alter table request add column powers text;

-- What was found in a street before it was admitted: how much is known, of how many, and who asks the same. Counts of ordinary elements.
alter table demand_street add column survey jsonb;
-- How the street answered, where it did otherwise than by filling it.
alter table demand_street add column answer jsonb;

-- An answer other than filling it: the same is asked by another and answered there, or it comes without its means and goes back.
-- table: street
create table request_answer (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  request_id uuid not null,
  kind text not null check (kind in ('merged', 'sent-back')),
  into_id uuid,
  lacks text[] not null,
  words text,
  title text not null,
  login_id uuid not null,
  post_id uuid not null,
  at timestamptz not null,
  primary key (street_id, id),
  foreign key (street_id, request_id) references request (street_id, id),
  foreign key (street_id, into_id) references request (street_id, id)
);
create index request_answer_by_request on request_answer (street_id, request_id, at desc);
