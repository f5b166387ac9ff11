-- The scope again, as one expression without an interpreter: it is the first statement of every request. `relaxed` lets the commit go ahead of the
-- disk, for reads, whose only row is their look (DESIGN §2): a look that a power cut took was of an answer it took as well.
drop function app_begin(bigint, bigint, bigint, uuid, uuid, boolean);
create function app_begin(street bigint, lo bigint, hi bigint, login uuid, post uuid, sensitive boolean, relaxed boolean) returns text
language sql volatile as $$
  select concat(
    set_config('app.street', street::text, true), set_config('app.lo', lo::text, true), set_config('app.hi', hi::text, true),
    set_config('app.login', login::text, true), set_config('app.post', post::text, true),
    set_config('app.sensitive', case when sensitive then 'on' else '' end, true),
    set_config('synchronous_commit', case when relaxed then 'off' else current_setting('synchronous_commit') end, true))
$$;
