-- The application may add to the queue and nothing else of it. graphile-worker's own tables stand before this runs.
create function app_queue_job(street bigint, job uuid) returns void
language sql security definer set search_path = pg_catalog as $$
  select graphile_worker.add_job('run_job', json_build_object('street', street, 'id', job), job_key := job::text, max_attempts := 25);
$$;
create function app_queue_follower(follower text, key text, payload jsonb) returns void
language sql security definer set search_path = pg_catalog as $$
  select graphile_worker.add_job('follow', payload::json, queue_name := follower, job_key := key, max_attempts := 10);
$$;
revoke all on function app_queue_job(bigint, uuid), app_queue_follower(text, text, jsonb) from public;
grant execute on function app_queue_job(bigint, uuid) to linli_app;
grant execute on function app_queue_follower(text, text, jsonb) to linli_seal;
