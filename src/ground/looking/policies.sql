alter table glass enable row level security;
alter table glass force row level security;
alter table approval enable row level security;
alter table approval force row level security;

revoke all on glass, approval from linli_app;
grant select, insert, update (closed_at, reviewed_at, reviewer_login_id, justified, words) on glass to linli_app;
grant select, insert, update (decided_at, decider_login_id, granted, until_at, words) on approval to linli_app;
-- Her own wherever the person belongs; a reviewer those of her area.
create policy glass_seen on glass to linli_app
  using (street_id = app_street() and (login_id = app_login() or region_no between app_lo() and app_hi()))
  with check (street_id = app_street() and (login_id = app_login() or region_no between app_lo() and app_hi()));
create policy approval_seen on approval to linli_app
  using (street_id = app_street() and (login_id = app_login() or region_no between app_lo() and app_hi()))
  with check (street_id = app_street() and (login_id = app_login() or region_no between app_lo() and app_hi()));

revoke all on function app_open_glass(uuid, text, text, text, boolean) from public;
grant execute on function app_open_glass(uuid, text, text, text, boolean) to linli_app;

grant select, delete, update (subjects) on glass to linli_erase;
grant select, delete on approval to linli_erase;
create policy erase_glass on glass to linli_erase using (street_id = app_street());
create policy erase_approval on approval to linli_erase using (street_id = app_street());
