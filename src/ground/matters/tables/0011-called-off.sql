-- A matter can end (merged, taken back, refused, lifted, its day over) while somebody is still called to it: then she is called off, which is neither done
-- nor a fault of hers. Her clock stops there, and her unit reads why.
alter table matter_party add column off_at timestamptz;
drop index matter_party_open;
create index matter_party_open on matter_party (street_id, party, since) where done_at is null and sent_back_at is null and off_at is null and not let_go;
create index matter_party_off on matter_party (street_id, party, off_at) where off_at is not null;

-- Who was called off on her way, with time left, is not counted: nobody knows whether she would have come. When her time was over before, she did not come.
create or replace function app_rate_units(begun timestamptz, until timestamptz, at timestamptz)
returns table (party text, called int, sent_back int, in_time int, late int, absent int, without_power int, did int, did_not int)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.party, count(*)::int, count(*) filter (where c.sent_back_at is not null)::int,
    count(*) filter (where c.arrived_at is not null and not c.was_late)::int,
    count(*) filter (where c.was_late)::int,
    count(*) filter (where c.verdict = 'absent'
      or (c.arrived_at is null and c.done_at is null and c.sent_back_at is null and c.arrive_by < least(c.off_at, app_rate_units.at)))::int,
    count(*) filter (where c.verdict = 'without-power')::int,
    count(*) filter (where c.did)::int, count(*) filter (where not c.did)::int
  from (
    select p.*, (p.arrived_at is not null and (p.verdict = 'late' or p.arrived_at > p.arrive_by)) is true as was_late
    from matter_party p join matter m on m.street_id = p.street_id and m.id = p.matter_id
    where p.street_id = app_street() and p.since >= app_rate_units.begun and p.since < app_rate_units.until and not p.let_go and p.party like 'unit:%'
      and (p.off_at is null or p.arrived_at is not null or p.arrive_by < p.off_at)
      and not m.sealed and m.region_no between app_lo() and app_hi()) c
  group by c.party
$$;
