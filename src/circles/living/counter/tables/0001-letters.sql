-- Letters printed together for a request: one sheet each for everybody who has something open at a door that was silent. `lo` to `hi`: the regions of its doors.
-- table: street
create table letter_print (
  street_id bigint not null,
  id uuid not null,
  request_id uuid not null,
  lo bigint not null,
  hi bigint not null,
  letters int not null,
  -- In the register of what left.
  mark text not null,
  at timestamptz not null,
  post_id uuid not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  primary key (street_id, id)
);
create index letter_print_by_request on letter_print (street_id, request_id, at desc);
