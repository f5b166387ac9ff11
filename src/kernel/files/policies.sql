alter table file enable row level security;
alter table file force row level security;
revoke all on file from linli_app;
grant select, insert, update (purged_at) on file to linli_app;
create policy file_area on file to linli_app
  using (street_id = app_street() and region_lo >= app_lo() and region_hi <= app_hi())
  with check (street_id = app_street() and region_lo >= app_lo() and region_hi <= app_hi());
grant select, update (purged_at, name) on file to linli_erase;
create policy erase_file on file to linli_erase using (street_id = app_street());
create policy file_for_all on file for select to linli_app using (street_id = app_street() and for_all);
-- A resident brings files, which no area opens (a photograph of what she reports), and reads none here.
grant insert on file to linli_resident;
create policy file_brought on file for insert to linli_resident
  with check (street_id = app_street() and login_id = app_login() and region_lo = 0 and region_hi = 999999999999999 and not for_all);
