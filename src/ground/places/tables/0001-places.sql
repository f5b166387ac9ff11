-- Official divisions with validity: province, city, county, street, community or village. Codes are dated attributes, never keys of data.
-- table: reference
create table region (
  code text not null,
  name text not null,
  level text not null check (level in ('province', 'city', 'county', 'street', 'community')),
  parent text,
  from_day date not null default '1900-01-01',
  to_day date,
  primary key (code, from_day)
);
create index region_by_parent on region (parent, code);

-- Every place is also a subject of facts under the same id; here stand only its bones.
-- Estate or natural village: a named cluster of buildings or doors.
-- table: street
create table estate (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  kind text not null check (kind in ('estate', 'village')),
  name text not null,
  key text not null,
  sort text not null,
  primary key (street_id, id)
);
create index estate_by_region on estate (street_id, region_no, sort);
create unique index estate_by_key on estate (street_id, region_no, key);

-- table: street
create table building (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  estate_id uuid not null,
  name text not null,
  key text not null,
  sort text not null,
  primary key (street_id, id),
  foreign key (street_id, estate_id) references estate (street_id, id)
);
create unique index building_by_key on building (street_id, estate_id, key);

-- One door, with or without a building. `key` is the normal form of its address inside the community, so that spellings meet.
-- table: street
create table dwelling (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  estate_id uuid,
  building_id uuid,
  unit text,
  floor int,
  door text not null,
  label text not null,
  key text not null,
  sort text not null,
  -- The import that made it, so that an undone import takes empty doors back.
  ref uuid,
  -- A door that is no longer: walled up, torn down, joined with another. It keeps its page and everything that was said; its address is free again.
  closed_on date,
  closed_why text,
  joined_into uuid,
  primary key (street_id, id)
);
create index dwelling_by_region on dwelling (street_id, region_no, sort);
create index dwelling_by_estate on dwelling (street_id, estate_id, building_id, sort);
create unique index dwelling_by_key on dwelling (street_id, (region_no / 1000), key) where closed_on is null;

-- Shops, small venues, firms, sites: one file for each, asked once by all departments.
-- table: street
create table premises (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  estate_id uuid,
  kind text not null,
  name text not null,
  address text not null,
  sort text not null,
  primary key (street_id, id)
);
create index premises_by_region on premises (street_id, region_no, kind, sort);

-- A set of doors and premises with the team that answers for it; every door and premises is in exactly one, by its region_no.
-- table: street
create table grid (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  name text not null,
  rev int not null default 1,
  closed_on date,
  primary key (street_id, id)
);
create unique index grid_by_region on grid (street_id, region_no) where closed_on is null;

-- table: street
create table grid_member (
  street_id bigint not null,
  grid_id uuid not null,
  id uuid not null,
  role text not null,
  name text not null,
  post_id uuid,
  -- Who signs in; a named neighbour has none. The telephone is sealed under the street's key.
  login_id uuid,
  phone text,
  -- A stairwell head answers for some doors of the grid only.
  doors uuid[],
  from_day date not null,
  to_day date,
  primary key (street_id, id),
  foreign key (street_id, grid_id) references grid (street_id, id)
);
create index grid_member_by_grid on grid_member (street_id, grid_id);
