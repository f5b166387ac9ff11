-- What units were called to in a period, and how they came: counts only, of what lies in the area of the post. Calls are otherwise opened matter by matter;
-- as with app_find_alike this function holds the scope itself: the street, the area, and that sealed matters are counted nowhere. A call that was a
-- mistake is none. Late is what the clock says or the place; who is not there when her time is over did not come, unless it was done without coming.
create index matter_party_by_since on matter_party (street_id, since) where not let_go;

create function app_rate_units(begun timestamptz, until timestamptz, at timestamptz)
returns table (party text, called int, sent_back int, in_time int, late int, absent int, without_power int, did int, did_not int)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.party, count(*)::int, count(*) filter (where c.sent_back_at is not null)::int,
    count(*) filter (where c.arrived_at is not null and not c.was_late)::int,
    count(*) filter (where c.was_late)::int,
    count(*) filter (where c.verdict = 'absent' or (c.arrived_at is null and c.done_at is null and c.sent_back_at is null and c.arrive_by < app_rate_units.at))::int,
    count(*) filter (where c.verdict = 'without-power')::int,
    count(*) filter (where c.did)::int, count(*) filter (where not c.did)::int
  from (
    select p.*, (p.arrived_at is not null and (p.verdict = 'late' or p.arrived_at > p.arrive_by)) is true as was_late
    from matter_party p join matter m on m.street_id = p.street_id and m.id = p.matter_id
    where p.street_id = app_street() and p.since >= app_rate_units.begun and p.since < app_rate_units.until and not p.let_go and p.party like 'unit:%'
      and not m.sealed and m.region_no between app_lo() and app_hi()) c
  group by c.party
$$;
