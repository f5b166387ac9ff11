alter table import enable row level security;
alter table import force row level security;
alter table import_row enable row level security;
alter table import_row force row level security;
alter table import_place enable row level security;
alter table import_place force row level security;
alter table learned_heading enable row level security;
alter table learned_heading force row level security;
revoke all on import, import_row, import_place, learned_heading from linli_app;
grant select, insert, update on import to linli_app;
grant select, insert, update, delete on import_row, import_place to linli_app;
grant select, insert, update on learned_heading to linli_app;
create policy import_area on import to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy import_row_area on import_row to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy learned_street on learned_heading to linli_app using (street_id = app_street()) with check (street_id = app_street());
create policy import_place_area on import_place to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
grant select, update, delete on import_row to linli_erase;
grant select, delete on import_place to linli_erase;
grant select, update (state, plan, file_name) on import to linli_erase;
create policy erase_import on import to linli_erase using (street_id = app_street());
create policy erase_import_row on import_row to linli_erase using (street_id = app_street());
create policy erase_import_place on import_place to linli_erase using (street_id = app_street());
-- For app_own_staged, which holds the scope itself.
create policy import_staged on import for select to linli_owner using (true);
create policy import_row_staged on import_row for select to linli_owner using (true);
revoke all on function app_own_staged(uuid) from public;
grant execute on function app_own_staged(uuid) to linli_resident;
