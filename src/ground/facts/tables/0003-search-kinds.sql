-- What is found shows every kind it was found among: an estate by its name is not lost behind its hundreds of doors. The first six of each
-- kind come first, the rest after them; otherwise as before.
create or replace function app_find_subjects(query tsquery, kinds text[], most int) returns table (id uuid, kind text, sort text)
language plpgsql stable security definer rows 20
set search_path = pg_catalog, public, pg_temp
set enable_seqscan = off
set enable_indexscan = off
set plan_cache_mode = force_custom_plan
as $$
declare
  street constant bigint := app_street();
  lo constant bigint := app_lo();
  hi constant bigint := app_hi();
  narrowed constant tsquery := case when lo / 1000 = hi / 1000 then ('r' || lo / 1000)::tsquery && query else query end;
begin
  return query
    select found.id, found.kind, found.sort from (
      select s.id, s.kind, s.sort from subject s
      where s.street_id = street and (s.search || array_to_tsvector(array['r' || (s.region_no / 1000)::text])) @@ narrowed
        and s.region_no between lo and hi and s.kind = any (kinds) and s.merged_into is null and s.gone_on is null
      limit greatest(2000, most)
    ) found
    order by row_number() over (partition by found.kind order by found.sort, found.id) > 6, found.kind, found.sort, found.id limit most;
end $$;
