alter table inspection enable row level security;
alter table inspection force row level security;
alter table inspection_piece enable row level security;
alter table inspection_piece force row level security;
revoke all on inspection, inspection_piece from linli_app;
grant select, insert, delete on inspection, inspection_piece to linli_app;
create policy inspection_area on inspection to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy inspection_piece_area on inspection_piece to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
grant select, delete on inspection, inspection_piece to linli_erase;
create policy erase_inspection on inspection to linli_erase using (street_id = app_street());
create policy erase_inspection_piece on inspection_piece to linli_erase using (street_id = app_street());
