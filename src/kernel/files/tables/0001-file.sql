-- Files kept beside the database: uploads, notices, deliveries. The area of the post that brought a file decides who may open it.
-- table: street
create table file (
  street_id bigint not null,
  id uuid not null,
  name text not null,
  media text not null,
  bytes bigint not null,
  sha256 text not null,
  login_id uuid not null,
  post_id uuid not null,
  region_lo bigint not null,
  region_hi bigint not null,
  at timestamptz not null,
  purged_at timestamptz,
  primary key (street_id, id)
);
