-- New entries of the search index wait in a list until they are sorted in. How long the list may grow is what each connection says: a megabyte, so
-- that a search never walks a long one, and much more for who writes a whole register while somebody beside sorts. The index itself says nothing.
alter index subject_by_search reset (gin_pending_list_limit);

-- Sorts in what waits, of everybody who writes. Only the owner of an index may; it tells and changes nothing else.
create function app_sort_search() returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform gin_clean_pending_list('public.subject_by_search');
end $$;
revoke all on function app_sort_search() from public;
grant execute on function app_sort_search() to linli_app;
