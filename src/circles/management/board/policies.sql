alter table board_month enable row level security;
alter table board_month force row level security;
alter table public_answer enable row level security;
alter table public_answer force row level security;
revoke all on board_month, public_answer from linli_app;
grant select, insert on board_month to linli_app;
grant select, insert, update (taken_at, taken_by) on public_answer to linli_app;
create policy board_month_area on board_month to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy public_answer_area on public_answer to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
