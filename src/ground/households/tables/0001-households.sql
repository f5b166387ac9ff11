-- A household at a door, with its period. Its facts stand in `subject` under the same id; who belongs to it follows from the ties to the door.
-- table: street
create table household (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  dwelling_id uuid not null,
  from_day date not null,
  to_day date,
  primary key (street_id, id)
);
create unique index household_by_dwelling on household (street_id, dwelling_id) where to_day is null;
