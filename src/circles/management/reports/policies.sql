alter table request enable row level security;
alter table request force row level security;
alter table delivery enable row level security;
alter table delivery force row level security;
alter table delivery_gap enable row level security;
alter table delivery_gap force row level security;
alter table export_register enable row level security;
alter table export_register force row level security;
alter table handover enable row level security;
alter table handover force row level security;
alter table demand enable row level security;
alter table demand force row level security;
alter table demand_street enable row level security;
alter table demand_street force row level security;
alter table demand_book enable row level security;
alter table demand_book force row level security;
alter table request_answer enable row level security;
alter table request_answer force row level security;
alter table demand_return enable row level security;
alter table demand_return force row level security;
alter table delivery_part enable row level security;
alter table delivery_part force row level security;
alter table sign_off enable row level security;
alter table sign_off force row level security;
revoke all on request, delivery, delivery_gap, export_register, handover, demand, demand_street, demand_return, demand_book, delivery_part, sign_off, request_answer from linli_app;
grant select, insert, update on request to linli_app;
grant select, insert on delivery, delivery_gap, export_register, handover to linli_app;
grant update (taken_back_by, taken_back_at) on handover to linli_app;
grant select, insert, update on demand, demand_street to linli_app;
grant select, insert on demand_return, demand_book, delivery_part, sign_off, request_answer to linli_app;
create policy request_area on request to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy delivery_area on delivery to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy delivery_gap_area on delivery_gap to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy export_area on export_register to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
grant select, delete on delivery_gap to linli_erase;
grant select on request, delivery, export_register to linli_erase;
-- A workbook about one person is called by her name.
grant update (title, file_name) on request to linli_erase;
create policy erase_gap on delivery_gap to linli_erase using (street_id = app_street());
create policy erase_request on request to linli_erase using (street_id = app_street());
create policy erase_delivery on delivery for select to linli_erase using (street_id = app_street());
create policy erase_export on export_register for select to linli_erase using (street_id = app_street());
create policy handover_area on handover to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy demand_area on demand to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy demand_street_area on demand_street to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy demand_return_area on demand_return to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy demand_book_area on demand_book to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy request_answer_area on request_answer to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy delivery_part_area on delivery_part to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy sign_off_area on sign_off to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
-- Asked of the whole street, it is read by every community; the policy above alone lets it be changed.
create policy request_for_all on request for select to linli_app using (street_id = app_street() and for_all);
grant select on demand, demand_return, demand_book to linli_erase;
create policy erase_demand_book on demand_book for select to linli_erase using (street_id = app_street());
create policy erase_demand on demand for select to linli_erase using (street_id = app_street());
create policy erase_demand_return on demand_return for select to linli_erase using (street_id = app_street());

alter table burden_month enable row level security;
alter table burden_month force row level security;
revoke all on burden_month from linli_app;
grant select, insert, update on burden_month to linli_app;
create policy burden_month_area on burden_month to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
-- The total of all that offices asked, without which and what for (`app_asked_of_streets`).
revoke all on function app_asked_of_streets(timestamptz) from public;
grant execute on function app_asked_of_streets(timestamptz) to linli_app;
create policy demand_asked on demand for select to linli_owner using (true);
create policy demand_street_asked on demand_street for select to linli_owner using (true);

alter table desk_area enable row level security;
alter table desk_area force row level security;
alter table desk_hold enable row level security;
alter table desk_hold force row level security;
revoke all on desk_area, desk_hold from linli_app;
grant select, insert on desk_area, desk_hold to linli_app;
grant update (signs_since, signs_by, ended_at, ended_by) on desk_area to linli_app;
grant update (ended_at, ended_by, done) on desk_hold to linli_app;
create policy desk_area_area on desk_area to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy desk_hold_area on desk_hold to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
-- For app_own_deliveries, which holds the scope itself.
create policy look_named on look for select to linli_owner using (true);
create policy request_named on request for select to linli_owner using (true);
create policy delivery_named on delivery for select to linli_owner using (true);
create policy export_named on export_register for select to linli_owner using (true);
create policy handover_named on handover for select to linli_owner using (true);
revoke all on function app_own_deliveries(uuid, uuid[]) from public;
grant execute on function app_own_deliveries(uuid, uuid[]) to linli_resident;
