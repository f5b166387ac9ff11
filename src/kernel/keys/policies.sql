alter table street_key enable row level security;
alter table street_key force row level security;
revoke all on street_key from linli_app;
grant select, insert on street_key to linli_app;
create policy street_key_own on street_key to linli_app using (street_id = app_street()) with check (street_id = app_street());
grant select on street_key to linli_resident;
create policy street_key_read on street_key for select to linli_resident using (street_id = app_street());
