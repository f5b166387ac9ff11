-- Requests that ask something of whose ids a resident's transaction has: she reads no others, and these only because they ask her.
create function app_asking(today date) returns setof ask_request
language sql stable security definer set search_path = public, pg_temp as $$
  select r.* from ask_request r
  where r.street_id = app_street() and r.withdrawn_at is null and r.until >= today and exists (
    select 1 from ask a where a.street_id = r.street_id and a.request_id = r.id and a.subject_id = any (app_own()) and a.closed_at is null)
$$;
