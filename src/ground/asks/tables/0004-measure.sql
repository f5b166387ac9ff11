-- Statistics after many questions were opened at once: until the server gets to it by itself, it would plan for the few there were before, and reading a
-- request took a minute. The application owns no table, so this runs as its owner; it measures and nothing else.
create function app_measure_asked() returns void language plpgsql security definer set search_path = public as $$
begin
  analyze ask;
end $$;
revoke all on function app_measure_asked() from public;
grant execute on function app_measure_asked() to linli_app;
