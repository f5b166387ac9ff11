alter table round enable row level security;
alter table round force row level security;
alter table round_walker enable row level security;
alter table round_walker force row level security;
alter table round_door enable row level security;
alter table round_door force row level security;
alter table visit enable row level security;
alter table visit force row level security;
alter table visit_item enable row level security;
alter table visit_item force row level security;
alter table visit_conflict enable row level security;
alter table visit_conflict force row level security;

revoke all on round, round_walker, round_door, visit, visit_item, visit_conflict from linli_app;
grant select, insert, update on round, round_walker, round_door, visit_conflict to linli_app;
grant select, insert on visit to linli_app;
grant select, insert on visit_item to linli_app;
grant update (settled_at, settled_by, used, body) on visit_item to linli_app;

-- A round is seen by everybody who answers for a part of its doors; it names nobody but staff.
create policy round_area on round to linli_app
  using (street_id = app_street() and lo <= app_hi() and hi >= app_lo())
  with check (street_id = app_street() and lo <= app_hi() and hi >= app_lo());
create policy round_walker_street on round_walker to linli_app using (street_id = app_street()) with check (street_id = app_street());
create policy round_door_area on round_door to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy visit_area on visit to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy visit_item_area on visit_item to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
-- Whoever sent an item may bring it where her post reaches no longer, and finds it again when she sends it once more.
create policy visit_item_own on visit_item to linli_app
  using (street_id = app_street() and login_id = app_login()) with check (street_id = app_street() and login_id = app_login());
create policy visit_conflict_area on visit_conflict to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());

grant select, delete on visit, visit_item, visit_conflict, round_door, round_walker, round to linli_erase;
create policy erase_round on round to linli_erase using (street_id = app_street());
create policy erase_round_walker on round_walker to linli_erase using (street_id = app_street());
create policy erase_round_door on round_door to linli_erase using (street_id = app_street());
create policy erase_visit on visit to linli_erase using (street_id = app_street());
create policy erase_visit_item on visit_item to linli_erase using (street_id = app_street());
create policy erase_visit_conflict on visit_conflict to linli_erase using (street_id = app_street());
