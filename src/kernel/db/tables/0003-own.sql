-- A resident's transaction: another role (`linli_resident`), for which no policy of the staff holds, and the ids that are her own, persons and the
-- doors they live in. Staff never reach this function, and their policies know nothing of it: their plans stay as they are.
create function app_begin_own(street bigint, login uuid, post uuid, own uuid[], sensitive boolean, relaxed boolean) returns text
language sql volatile as $$
  select concat(
    set_config('app.street', street::text, true), set_config('app.lo', '1', true), set_config('app.hi', '0', true),
    set_config('app.login', login::text, true), set_config('app.post', post::text, true), set_config('app.own', own::text, true),
    set_config('app.sensitive', case when sensitive then 'on' else '' end, true),
    set_config('synchronous_commit', case when relaxed then 'off' else current_setting('synchronous_commit') end, true),
    set_config('role', 'linli_resident', true))
$$;

create function app_own() returns uuid[] language sql stable parallel safe as $$ select nullif(current_setting('app.own', true), '')::uuid[] $$;
