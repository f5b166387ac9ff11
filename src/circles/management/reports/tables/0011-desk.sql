-- The administrative-affairs desk: a post of the street that works the paperwork of the communities named to it. One row for each community of a desk; a
-- community may let it sign for its part, and take that back.
-- table: street
create table desk_area (
  street_id bigint not null,
  id uuid not null,
  -- The community.
  region_no bigint not null,
  post_id uuid not null,
  given_at timestamptz not null,
  given_by uuid not null,
  signs_since timestamptz,
  signs_by uuid,
  ended_at timestamptz,
  ended_by uuid,
  primary key (street_id, id)
);
create unique index desk_area_once on desk_area (street_id, post_id, region_no) where ended_at is null;
create index desk_area_by_region on desk_area (street_id, region_no) where ended_at is null;

-- Who has a piece of paperwork now, and who had it: taken over, given back, or done, with the minutes it takes. Never changed but for its end.
-- table: street
create table desk_hold (
  street_id bigint not null,
  id uuid not null,
  -- Whose time it is: the community, or the street for what it is asked as a whole.
  region_no bigint not null,
  thing_id uuid not null,
  post_id uuid not null,
  login_id uuid not null,
  title text not null,
  minutes int not null check (minutes between 0 and 100000),
  taken_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  done boolean not null default false,
  primary key (street_id, id)
);
create unique index desk_hold_once on desk_hold (street_id, thing_id, region_no) where ended_at is null;
create index desk_hold_by_region on desk_hold (street_id, region_no, ended_at) where done;
