alter table job enable row level security;
alter table job force row level security;
revoke all on job from linli_app;
grant select, insert, update on job to linli_app;
create policy job_area on job to linli_app
  using (street_id = app_street() and region_lo >= app_lo() and region_hi <= app_hi())
  with check (street_id = app_street() and region_lo >= app_lo() and region_hi <= app_hi());
grant select, delete on job to linli_erase;
create policy erase_job on job to linli_erase using (street_id = app_street());
