alter table household enable row level security;
alter table household force row level security;
revoke all on household from linli_app;
grant select, insert, update, delete on household to linli_app;
create policy household_area on household to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
grant select, delete on household to linli_erase;
create policy erase_household on household to linli_erase using (street_id = app_street());
grant select on household to linli_resident;
create policy household_own on household for select to linli_resident using (street_id = app_street() and id = any (app_own()));
-- For app_open_glass, which gives ids alone.
create policy household_opened on household for select to linli_owner using (true);
