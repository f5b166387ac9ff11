-- What asking cost, month by month, for as long as the house stands: questions and knocks are deleted after two years, their sums stay. A night writes
-- each month anew as long as everything it is made of is there. Counts of a community, or of the street as a whole; nobody stands in them.
-- table: street
create table burden_month (
  street_id bigint not null,
  -- The first day of the month.
  month date not null,
  -- Twelve digits and 000; of the street as a whole 370683001000000.
  region_no bigint not null,
  -- Questions that nobody had open when they were opened, and those that found themselves open already: one knock serves both.
  asked int not null default 0,
  joined int not null default 0,
  -- What became of the first: said at the door or by herself, come from a register meanwhile, declined, past their day.
  answered int not null default 0,
  known int not null default 0,
  refused int not null default 0,
  expired int not null default 0,
  -- Taken back, or about somebody who went.
  dropped int not null default 0,
  asked_seconds bigint not null default 0,
  joined_seconds bigint not null default 0,
  -- Doors to knock at if each request went by itself, and with all of them at once.
  knocks_apart int not null default 0,
  knocks_joined int not null default 0,
  visits int not null default 0,
  -- How many walked: below three no number of knocks is told. Of the row of the street: in all of it.
  walkers int not null default 0,
  -- Doors in which somebody lived on the last day.
  homes int not null default 0,
  primary key (street_id, month, region_no)
);

-- What a street tells the asker of its own burden with a demand: cells, how many were held, questions, doors, seconds.
alter table demand_street add column burden jsonb;

-- All that an office's jurisdiction asked of streets, for the total of all and for what was asked before: which office, when, of which streets, which
-- elements, and what it cost. No title, no purpose, nobody.
create function app_asked_of_streets(since timestamptz) returns table (
  id uuid, office bigint, asked_at timestamptz, follows uuid, streets bigint[], elements jsonb, told jsonb, states jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select d.id, d.region_no, a.at, d.follows, d.streets,
    jsonb_path_query_array(d.plan, '$.sheets[*] ? (@.use == true).columns[*].element ? (@ != null)')
      || jsonb_path_query_array(d.plan, '$.sheets[*] ? (@.use == true).columns[*].count.conditions[*].element'),
    coalesce(s.told, '[]'), coalesce(s.states, '[]')
  from demand d
  cross join lateral (select case when d.follows is null then d.decided_at else d.at end as at) a
  left join lateral (
    select jsonb_agg(t.burden) filter (where t.burden is not null) as told, jsonb_agg(t.state) as states
    from demand_street t where t.street_id = d.street_id and t.demand_id = d.id) s on true
  where d.street_id = app_street() and d.state in ('admitted', 'withdrawn', 'closed') and a.at >= since
  order by a.at, d.id limit 5000
$$;
