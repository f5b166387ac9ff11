alter table log enable row level security;
alter table log force row level security;
alter table look enable row level security;
alter table look force row level security;
alter table seal_head enable row level security;
alter table seal_head force row level security;
alter table idempotency enable row level security;
alter table idempotency force row level security;

revoke all on log, look, seal_head, idempotency from linli_app, linli_seal;
grant select, insert on log to linli_app;
grant select, insert on look to linli_app;
grant select, insert on idempotency to linli_app;
grant select, delete, update (reply) on idempotency to linli_erase;
-- Which deliveries somebody stands in.
grant select on look to linli_erase;
grant select, update (seq, prev, hash) on log to linli_seal;
grant select, update (seq, prev, hash) on look to linli_seal;
grant select, insert, update on seal_head to linli_seal;
grant select on seal_head to linli_app;

create policy log_street on log for select to linli_app using (street_id = app_street());
create policy log_own on log for insert to linli_app with check (street_id = app_street() and login_id = app_login() and seq is null);
create policy log_seal on log to linli_seal using (true) with check (true);
create policy look_street on look for select to linli_app using (street_id = app_street());
create policy look_own on look for insert to linli_app with check (street_id = app_street() and login_id = app_login() and seq is null);
create policy look_seal on look to linli_seal using (true) with check (true);
create policy head_seal on seal_head to linli_seal using (true) with check (true);
create policy head_street on seal_head for select to linli_app using (street_id = app_street());
create policy idempotency_own on idempotency to linli_app
  using (street_id = app_street() and login_id = app_login()) with check (street_id = app_street() and login_id = app_login());
create policy erase_idempotency on idempotency to linli_erase using (street_id = app_street());
create policy erase_look on look for select to linli_erase using (street_id = app_street());

-- A resident: her own rows of the log, and the looks at her, those over so many that they name nobody among them.
grant insert on log to linli_resident;
grant select, insert on look to linli_resident;
grant select, insert on idempotency to linli_resident;
create policy log_resident on log for insert to linli_resident with check (street_id = app_street() and login_id = app_login() and seq is null);
create policy look_resident on look for insert to linli_resident with check (street_id = app_street() and login_id = app_login() and seq is null);
create policy look_at_own on look for select to linli_resident
  using (street_id = app_street() and (subjects && app_own() or (subjects = '{}' and filter ? 'count')));
create policy idempotency_resident on idempotency to linli_resident
  using (street_id = app_street() and login_id = app_login()) with check (street_id = app_street() and login_id = app_login());

-- Looks closed for now: placed and reviewed by staff over their area; a resident reads that they are hers, so that her list can leave them out.
alter table look_closing enable row level security;
alter table look_closing force row level security;
revoke all on look_closing from linli_app;
grant select, insert, update (reviewed_at, reviewer_login_id, kept, words, ended_at) on look_closing to linli_app;
grant select on look_closing to linli_resident;
grant select, delete on look_closing to linli_erase;
create policy look_closing_area on look_closing to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy look_closing_own on look_closing for select to linli_resident using (street_id = app_street() and subject_id = any (app_own()));
create policy erase_look_closing on look_closing to linli_erase using (street_id = app_street());
