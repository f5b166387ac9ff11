-- A resident reaches matters through what she reported, or through somebody she may report for: `app_open_own` opens those, and only to what was opened so
-- do her policies reach. What she may not read as a row is told by functions of the owner, each of which says itself what it tells.

-- Who reported: which login it was. What is sealed is seen again by herself, and by the telephone that reported it, but by no other helper of hers.
alter table matter_reporter add column login_id uuid, add column withdrawn_at timestamptz;

-- A photograph of a matter; its bytes are a file that no area opens. Until it is sent with something it is of nobody's matter.
-- table: street
create table matter_photo (
  street_id bigint not null,
  id uuid not null,
  -- Who sent it, for whom.
  person_id uuid,
  login_id uuid,
  matter_id uuid,
  -- The act it came with.
  seq int,
  reporter_id uuid,
  width int not null,
  height int not null,
  at timestamptz not null,
  primary key (street_id, id),
  foreign key (street_id, matter_id) references matter (street_id, id),
  check ((matter_id is null) = (seq is null))
);
create index matter_photo_by_matter on matter_photo (street_id, matter_id) where matter_id is not null;
create index matter_photo_by_person on matter_photo (street_id, person_id) where person_id is not null;
create index matter_photo_loose on matter_photo (street_id, login_id, at) where matter_id is null;

-- Opens to this transaction what these persons reported, and what it was merged into. What is sealed: only with `whose`, the persons who are she herself,
-- or where this login reported it.
create function app_open_own(persons uuid[], whose uuid[]) returns uuid[] language sql volatile as $$
  select set_config('app.matters', coalesce(array_agg(distinct m.id), '{}')::text, true)::uuid[]
  from matter_reporter r cross join lateral (values (r.matter_id), (r.current_id)) m(id)
  where r.street_id = app_street() and r.person_id = any (app_own()) and r.withdrawn_at is null
    and r.person_id = any (case when r.sealed and r.login_id is distinct from app_login() then app_open_own.whose else app_open_own.persons end)
$$;

-- Opens an id under which there is nothing yet, so that a resident can begin a matter.
create function app_open_new(matter uuid) returns boolean language sql volatile security definer set search_path = public, pg_temp as $$
  select set_config('app.matters', (app_matters() || app_open_new.matter)::text, true) is not null
  where not exists (select 1 from matter m where m.street_id = app_street() and m.id = app_open_new.matter)
$$;

-- Opens one that somebody may join: it lives, is not sealed, hangs on no person and no single door, and lies in a community where one of these doors is.
create function app_open_joinable(matter uuid, doors uuid[], types text[]) returns boolean
language sql volatile security definer set search_path = public, pg_temp as $$
  select set_config('app.matters', (app_matters() || m.id)::text, true) is not null from matter m
  where m.street_id = app_street() and m.id = app_open_joinable.matter and m.stand <> 'closed' and not m.sealed and m.type_id = any (app_open_joinable.types)
    and (m.subject_id is null or exists (select 1 from estate e where e.street_id = m.street_id and e.id = m.subject_id))
    and exists (
      select 1 from dwelling d where d.street_id = m.street_id and d.id = any (app_own()) and d.id = any (app_open_joinable.doors)
        and d.region_no / 1000 = m.region_no / 1000)
$$;

-- What is like it, near these doors, without a word of whoever reported it. `pairs` are pairs of characters that stand in the catalogue itself: with others
-- somebody could find out by trying whose name stands in another's report.
create function app_similar_open(doors uuid[], types text[], pairs text[], most int)
returns table (id uuid, type text, origin text, version int, category text, estate uuid, stand text, lead text, due timestamptz, opened timestamptz, reporters int,
  shared int, mine boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.id, m.type_id, m.type_origin, m.type_version, m.category, e.id, m.stand, m.lead, m.due_at, m.opened_at, m.reporters,
    (select count(*)::int from unnest(pairs) pair where position(pair in concat(a.words->>'title', ' ', a.words->>'text')) > 0),
    exists (select 1 from matter_reporter r where r.street_id = m.street_id and r.current_id = m.id and r.person_id = any (app_own()) and r.withdrawn_at is null)
  from (
    select distinct d.region_no / 1000 as community from dwelling d
    where d.street_id = app_street() and d.id = any (app_own()) and d.id = any (app_similar_open.doors)) near
  cross join lateral (
    select n.* from matter n
    where n.street_id = app_street() and n.stand <> 'closed' and not n.sealed and n.type_id = any (app_similar_open.types)
      and n.region_no between near.community * 1000 and near.community * 1000 + 999
    order by n.opened_at desc limit app_similar_open.most) m
  left join estate e on e.street_id = m.street_id and e.id = m.subject_id
  join act a on a.street_id = m.street_id and a.matter_id = m.id and a.seq = 1
  where m.subject_id is null or e.id is not null
$$;

-- Of a matter that was opened to her: the answers, and what she said herself. Notes between those who work on it, and what others reported, are not.
create function app_own_words(matter uuid) returns table (seq int, words jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.seq, a.words from act a
  where a.street_id = app_street() and a.matter_id = app_own_words.matter and a.matter_id = any (app_matters()) and (
    a.kind in ('answer', 'refuse')
    or a.body->>'reporter' in (
      select r.id::text from matter_reporter r
      where r.street_id = a.street_id and a.matter_id in (r.matter_id, r.current_id) and r.person_id = any (app_own()) and r.withdrawn_at is null))
$$;

-- What her doors are part of, to say where something is.
create function app_own_places() returns table (door uuid, label text, region bigint, estate uuid, estate_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select d.id, d.label, d.region_no, e.id, e.name from dwelling d left join estate e on e.street_id = d.street_id and e.id = d.estate_id
  where d.street_id = app_street() and d.id = any (app_own())
$$;

-- The next serial of the year. Whoever finds a block free takes from it; nobody waits for another's commit. Base 0 for what is open, 100 for what is sealed.
create function app_take_serial(of_year int, base int, first_serial int, slots int, block int) returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  taken int;
  empty_slot int;
begin
  with free as (
    select n.slot from matter_number n where n.street_id = app_street() and n.year = of_year and n.slot between base + 1 and base + slots and n.next < n.until
    order by n.slot limit 1 for update skip locked)
  update matter_number n set next = n.next + 1 from free
  where n.street_id = app_street() and n.year = of_year and n.slot = free.slot returning n.next - 1 into taken;
  if taken is not null then
    return taken;
  end if;
  insert into matter_number (street_id, year, slot, next, until)
  select app_street(), of_year, base + s, first_serial, first_serial from generate_series(0, slots) s on conflict do nothing;
  select n.slot into empty_slot from matter_number n
  where n.street_id = app_street() and n.year = of_year and n.slot between base + 1 and base + slots and n.next >= n.until
  order by n.slot limit 1 for update skip locked;
  update matter_number n set next = n.next + block where n.street_id = app_street() and n.year = of_year and n.slot = base returning n.next - block into taken;
  if empty_slot is not null then
    update matter_number n set next = taken + 1, until = taken + block where n.street_id = app_street() and n.year = of_year and n.slot = empty_slot;
  end if;
  return taken;
end
$$;
