alter table ask_request enable row level security;
alter table ask_request force row level security;
alter table ask enable row level security;
alter table ask force row level security;
alter table refusal enable row level security;
alter table refusal force row level security;
alter table refusal_item enable row level security;
alter table refusal_item force row level security;

revoke all on ask_request, ask, refusal, refusal_item from linli_app;
grant select, insert, update on ask_request, ask to linli_app;
grant select, insert on refusal, refusal_item to linli_app;
-- A refusal goes to another grid with its person.
grant update (region_no) on refusal, refusal_item to linli_app;

-- A request is seen by everybody who answers for a part of what it asks about.
create policy ask_request_area on ask_request to linli_app
  using (street_id = app_street() and lo <= app_hi() and hi >= app_lo())
  with check (street_id = app_street() and lo <= app_hi() and hi >= app_lo());
create policy ask_area on ask to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy refusal_area on refusal to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy refusal_item_area on refusal_item to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());

grant select, delete on ask, refusal, refusal_item to linli_erase;
grant update (closed_at, closed_how) on ask to linli_erase;
grant select, update (title, purpose, basis), delete on ask_request to linli_erase;
create policy erase_ask_request on ask_request to linli_erase using (street_id = app_street());
create policy erase_ask on ask to linli_erase using (street_id = app_street());
create policy erase_refusal on refusal to linli_erase using (street_id = app_street());
create policy erase_refusal_item on refusal_item to linli_erase using (street_id = app_street());

-- A resident reads what is asked of her, her door and her household, closes what she declines, and finds what she declined before.
revoke all on function app_asking(date) from public;
grant execute on function app_asking(date) to linli_resident;
create policy ask_request_asking on ask_request for select to linli_owner using (true);
create policy ask_asking on ask for select to linli_owner using (true);
grant select, update (closed_at, closed_how, closed_ref, channel) on ask to linli_resident;
grant select, insert on refusal, refusal_item to linli_resident;
create policy ask_own on ask to linli_resident
  using (street_id = app_street() and subject_id = any (app_own())) with check (street_id = app_street() and subject_id = any (app_own()));
create policy refusal_own on refusal to linli_resident
  using (street_id = app_street() and subject_id = any (app_own())) with check (street_id = app_street() and subject_id = any (app_own()));
create policy refusal_item_own on refusal_item to linli_resident
  using (street_id = app_street() and subject_id = any (app_own())) with check (street_id = app_street() and subject_id = any (app_own()));
