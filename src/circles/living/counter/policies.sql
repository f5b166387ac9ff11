alter table letter_print enable row level security;
alter table letter_print force row level security;
revoke all on letter_print from linli_app;
grant select, insert, update (ended_at, ended_by) on letter_print to linli_app;
create policy letter_print_area on letter_print to linli_app
  using (street_id = app_street() and lo <= app_hi() and hi >= app_lo())
  with check (street_id = app_street() and lo <= app_hi() and hi >= app_lo());
grant select, delete on letter_print to linli_erase;
create policy erase_letter_print on letter_print to linli_erase using (street_id = app_street());
