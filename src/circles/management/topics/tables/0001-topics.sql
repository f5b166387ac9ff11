-- What several matters are about together, in words of the staff: for everybody.
-- table: street
create table topic (
  street_id bigint not null,
  id uuid not null,
  -- The community, and 000.
  region_no bigint not null,
  -- Of one estate alone.
  estate_id uuid,
  title text not null,
  about text not null default '',
  rev int not null default 1,
  opened_at timestamptz not null,
  opened_by uuid not null,
  closed_at timestamptz,
  closed_by uuid,
  -- What came of it, and how many stood behind it then.
  outcome text,
  supporters int,
  primary key (street_id, id),
  foreign key (street_id, estate_id) references estate (street_id, id),
  check ((closed_at is null) = (outcome is null))
);
create index topic_by_region on topic (street_id, region_no, opened_at);

-- A matter stands in one topic at most.
-- table: street
create table topic_matter (
  street_id bigint not null,
  matter_id uuid not null,
  topic_id uuid not null,
  region_no bigint not null,
  at timestamptz not null,
  post_id uuid not null,
  primary key (street_id, matter_id),
  foreign key (street_id, topic_id) references topic (street_id, id),
  foreign key (street_id, matter_id) references matter (street_id, id)
);
create index topic_matter_by_topic on topic_matter (street_id, topic_id);

-- A resident says that it concerns her too. Seen by herself alone; the staff reads the number.
-- table: street
create table topic_supporter (
  street_id bigint not null,
  topic_id uuid not null,
  person_id uuid not null,
  login_id uuid not null,
  at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (street_id, topic_id, person_id),
  foreign key (street_id, topic_id) references topic (street_id, id)
);
create index topic_supporter_by_person on topic_supporter (street_id, person_id);

-- How many stand behind it: everybody who reported one of its matters, and who joined, each once. The number alone leaves.
create function app_topic_supporters(topic uuid) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select count(distinct who)::int from (
    select coalesce(r.person_id, r.id) as who from topic_matter m
    join matter_reporter r on r.street_id = m.street_id and (r.matter_id = m.matter_id or r.current_id = m.matter_id)
    where m.street_id = app_street() and m.topic_id = app_topic_supporters.topic and r.withdrawn_at is null and not r.sealed
    union all
    select s.person_id from topic_supporter s
    where s.street_id = app_street() and s.topic_id = app_topic_supporters.topic and s.withdrawn_at is null) one
$$;

-- Topics of the place where these doors of hers are, and those of matters that were opened to her: title, number, whether she is among them.
create function app_own_topics(doors uuid[]) returns table (id uuid, title text, about text, outcome text, opened timestamptz, supporters int, persons uuid[],
  matters uuid[])
language sql stable security definer set search_path = public, pg_temp as $$
  select t.id, t.title, t.about, t.outcome, t.opened_at, coalesce(t.supporters, app_topic_supporters(t.id)),
    array(select s.person_id from topic_supporter s
      where s.street_id = t.street_id and s.topic_id = t.id and s.person_id = any (app_own()) and s.withdrawn_at is null),
    array(select m.matter_id from topic_matter m where m.street_id = t.street_id and m.topic_id = t.id and m.matter_id = any (app_matters()))
  from topic t
  where t.street_id = app_street() and (
    exists (select 1 from topic_matter m where m.street_id = t.street_id and m.topic_id = t.id and m.matter_id = any (app_matters()))
    or (t.closed_at is null and exists (
      select 1 from dwelling d where d.street_id = t.street_id and d.id = any (app_own()) and d.id = any (app_own_topics.doors)
        and d.region_no / 1000 = t.region_no / 1000 and (t.estate_id is null or d.estate_id = t.estate_id))))
  order by t.closed_at is not null, t.opened_at desc limit 20
$$;
