alter table estate enable row level security;
alter table estate force row level security;
alter table building enable row level security;
alter table building force row level security;
alter table dwelling enable row level security;
alter table dwelling force row level security;
alter table premises enable row level security;
alter table premises force row level security;
alter table grid enable row level security;
alter table grid force row level security;
alter table grid_member enable row level security;
alter table grid_member force row level security;

revoke all on region, estate, building, dwelling, premises, grid, grid_member from linli_app;
grant select on region to linli_app;
grant select, insert, update on estate, building, dwelling, premises, grid, grid_member to linli_app;
grant delete on dwelling, building, estate, premises to linli_app;

-- An estate, a building and a grid are seen by everybody who answers for a part of their community: numbers without the grid digits.
create policy estate_area on estate to linli_app
  using (street_id = app_street() and region_no / 1000 between app_lo() / 1000 and app_hi() / 1000)
  with check (street_id = app_street() and region_no / 1000 between app_lo() / 1000 and app_hi() / 1000);
create policy building_area on building to linli_app
  using (street_id = app_street() and region_no / 1000 between app_lo() / 1000 and app_hi() / 1000)
  with check (street_id = app_street() and region_no / 1000 between app_lo() / 1000 and app_hi() / 1000);
create policy dwelling_area on dwelling to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy premises_area on premises to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy grid_area on grid to linli_app
  using (street_id = app_street() and region_no / 1000 between app_lo() / 1000 and app_hi() / 1000)
  with check (street_id = app_street() and region_no / 1000 between app_lo() / 1000 and app_hi() / 1000);
create policy grid_member_street on grid_member to linli_app using (street_id = app_street()) with check (street_id = app_street());

-- A resident: the doors that are hers.
grant select on dwelling to linli_resident;
create policy dwelling_own on dwelling for select to linli_resident using (street_id = app_street() and id = any (app_own()));
-- Names of places, and for functions that tell a resident what her doors are part of.
grant select on region to linli_resident;
create policy dwelling_placed on dwelling for select to linli_owner using (true);
create policy estate_placed on estate for select to linli_owner using (true);
