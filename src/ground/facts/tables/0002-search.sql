-- Searching. A row policy keeps an index from answering `@@` (the operator is not declared leakproof), so a search under the policies walks every
-- subject of the area. This function holds the scope itself: it reads as the owner, through the index. The community of a subject stands in the
-- index as one more lexeme, so that a post of one community never reads the matches of the others.
drop index subject_by_search;
create index subject_by_search on subject using gin ((search || array_to_tsvector(array['r' || (region_no / 1000)::text])))
  with (gin_pending_list_limit = 1024);

-- Planned for each query anew: a plan kept for all of them does not know how rare the words are, and walks the area.
-- The first `most` matches in the order of lists; of very many (a common surname in a whole street) the first among two thousand.
create function app_find_subjects(query tsquery, kinds text[], most int) returns table (id uuid, kind text, sort text)
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
    order by found.kind, found.sort, found.id limit most;
end $$;
