-- The scope of a transaction, set by one function as its first statement (distributed.md R9).
-- Policies read these settings with nullif(…, ''), so that an unset or emptied setting lets nothing through.
create function app_begin(street bigint, lo bigint, hi bigint, login uuid, post uuid, sensitive boolean) returns void
language plpgsql as $$
begin
  execute format(
    'set local app.street = %L; set local app.lo = %L; set local app.hi = %L; set local app.login = %L; set local app.post = %L; set local app.sensitive = %L',
    street, lo, hi, login, post, case when sensitive then 'on' else '' end);
end $$;

create function app_street() returns bigint language sql stable parallel safe as $$ select nullif(current_setting('app.street', true), '')::bigint $$;
create function app_lo() returns bigint language sql stable parallel safe as $$ select nullif(current_setting('app.lo', true), '')::bigint $$;
create function app_hi() returns bigint language sql stable parallel safe as $$ select nullif(current_setting('app.hi', true), '')::bigint $$;
create function app_login() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('app.login', true), '')::uuid $$;
create function app_sensitive() returns boolean language sql stable parallel safe as $$ select coalesce(current_setting('app.sensitive', true), '') = 'on' $$;
