alter table erasure enable row level security;
alter table erasure force row level security;
revoke all on erasure from linli_app;
grant select, insert on erasure to linli_app;
grant update (state, counts, files, refold, job_id, done_at) on erasure to linli_app;
create policy erasure_area on erasure to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
grant select on erasure to linli_erase;
create policy erase_erasure on erasure for select to linli_erase using (street_id = app_street());
