alter table merge enable row level security;
alter table merge force row level security;
alter table different enable row level security;
alter table different force row level security;
revoke all on merge, different from linli_app;
grant select, insert, update on merge to linli_app;
grant select, insert on different to linli_app;
create policy merge_area on merge to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy different_street on different to linli_app using (street_id = app_street()) with check (street_id = app_street());
grant select, delete on merge, different to linli_erase;
create policy erase_merge on merge to linli_erase using (street_id = app_street());
create policy erase_different on different to linli_erase using (street_id = app_street());
