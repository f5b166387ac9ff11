alter table hotline_source enable row level security;
alter table hotline_source force row level security;
alter table hotline_order enable row level security;
alter table hotline_order force row level security;
alter table hotline_book enable row level security;
alter table hotline_book force row level security;
revoke all on hotline_source, hotline_order, hotline_book from linli_app;
grant select, insert, update on hotline_source, hotline_order to linli_app;
grant select, insert on hotline_book to linli_app;
grant select, update (reply) on hotline_order to linli_erase;
create policy hotline_source_street on hotline_source to linli_app using (street_id = app_street()) with check (street_id = app_street());
create policy hotline_order_area on hotline_order to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy hotline_book_area on hotline_book to linli_app
  using (street_id = app_street() and region_lo <= app_hi() and region_hi >= app_lo())
  with check (street_id = app_street() and region_lo <= app_hi() and region_hi >= app_lo());
create policy erase_hotline_order on hotline_order to linli_erase using (street_id = app_street());
