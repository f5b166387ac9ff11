-- A data key for each street, wrapped by the master key that stands outside the database.
-- table: street
create table street_key (
  street_id bigint not null,
  id int not null,
  wrapped bytea not null,
  at timestamptz not null,
  primary key (street_id, id)
);
